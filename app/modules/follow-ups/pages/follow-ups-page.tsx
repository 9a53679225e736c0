// Follow-ups at the desk: who is to be called or visited, given to officers several at once; and what came of those that ended.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Badge, type BadgeKind, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { isDeclined, isAnswered, isNotReached } from '../follow-up.states.ts'
import type { Shown } from '../follow-ups.server.ts'
import { followUpLists, formatState, isOverdue, type ListedFollowUp } from '../lists.ts'

export interface FollowUpsPageProps {
  viewer: Viewer
  shown: Shown
  list: ListPart<ListedFollowUp>
  isMore: boolean
  /** Those that are ticked, on all pages. */
  ticked: readonly string[]
  officers: readonly { accountId: string; name: string }[]
  /** To whom they are to be given, as it was chosen before the page was turned. */
  to: string
  mayAssign: boolean
  mayDo: boolean
  /** How many were just given away, and how many were over already. */
  given: { given: number; over: number } | null
  refused: Refused['refused'] | null
}

export function FollowUpsPage(props: FollowUpsPageProps) {
  const { viewer, shown, list, isMore, ticked, mayAssign, mayDo, given, refused } = props
  const isOpen = shown === 'open'
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.followUpList()}
      title={isOpen ? '回访' : '办完的回访'}
      printed={usePrintedReach()}
      crumbs={isOpen ? [] : [{ href: paths.followUpList(), label: '回访' }]}
      actions={
        <>
          {mayDo && isOpen && (
            <ButtonLink kind="plain" href={paths.followUps()}>
              在手机上回访
            </ButtonLink>
          )}
          <ButtonLink kind="plain" href={paths.followUpList(isOpen ? { show: 'past' } : {})}>
            {isOpen ? '看办完的' : '看要回访的'}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary refused={refused} />
      {given && (
        <Notice kind="good">
          交出去 {given.given} 人。{given.over > 0 && `有 ${given.over} 人刚才已经办完，没有再交。`}
        </Notice>
      )}
      {isOpen && <p>结业以后到了日子的人会自己出现在这里。有网店每月报数的，不再问。</p>}
      {isMore && <Notice kind="warn">太多了，只列出前 5,000 个。请先选乡镇再看。</Notice>}
      <ListTable
        id="list"
        caption={isOpen ? '要回访的人' : '办完的回访'}
        unit="人"
        definition={followUpLists[shown]}
        part={list}
        rowKey={({ id }) => id}
        kept={isOpen ? [] : [['show', 'past']]}
        cells={{
          name: ({ id, name }) => <a href={paths.followUpAtDesk(id)}>{name}</a>,
          state: (line) => <StateBadge line={line} />,
        }}
        empty={isOpen ? '现在没有要回访的。有人结业，满了月数就会在这里。' : '还没有办完的回访。'}
        workbook={paths.followUpsWorkbook()}
        {...(isOpen && mayAssign
          ? {
              ticks: {
                name: 'followUp',
                value: ({ id }: ListedFollowUp) => id,
                label: ({ name }: ListedFollowUp) => `勾选${name}`,
                ticked,
              },
              around: (table) => <AssignForm {...props}>{table}</AssignForm>,
            }
          : {})}
      />
    </DeskFrame>
  )
}

const AssignForm = ({ officers, to, refused, list, children }: FollowUpsPageProps & { children: React.ReactNode }) => (
  <PostForm>
    {list.total > 0 && (
      <div className="row screen-only">
        <SelectField label="把勾选的交给" name="to" defaultValue={to} errors={refused?.fields.to}>
          <option value="">请选</option>
          {officers.map(({ accountId, name }) => (
            <option key={accountId} value={accountId}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button>交给这位专干</Button>
      </div>
    )}
    {children}
  </PostForm>
)

const badgeOf = (line: ListedFollowUp): BadgeKind =>
  isAnswered(line.state) ? 'good' : isNotReached(line.state) ? 'warn' : isDeclined(line.state) ? 'info' : isOverdue(line) ? 'bad' : 'info'

/** Where it stands; one whose day is over says that alone: to whom it was given stands beside it. */
export const StateBadge = ({ line }: { line: ListedFollowUp }) => (
  <Badge kind={badgeOf(line)}>{isOverdue(line) ? '过了日子' : formatState(line.state)}</Badge>
)
