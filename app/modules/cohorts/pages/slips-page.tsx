// Slips for a class: who has one, issued at once, shown once, printed.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { VoidedSlips } from '#app/modules/accounts/accounts.server.ts'
import { ownRequestReason, deskReasons } from '#app/modules/accounts/slip-policy.ts'
import { PrintedSlips, type PrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { VoidSlips } from '#app/modules/accounts/pages/void-slips.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { AddressWarning, type UselessAddress } from '#app/ui/address-warning.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import { slipList } from '../lists.ts'
import type { ClassSlips, SlipLine } from '../slips.server.ts'
import { formatCohort } from '#app/text/cohort-label.ts'

interface ListProps {
  cohort: ClassSlips['cohort']
  /** How many have neither signed in nor a slip. */
  without: number
  list: ListPart<SlipLine>
  /** Who is ticked, on all pages, and the reasons that were chosen. */
  ticked: readonly string[]
  reasons: Readonly<Record<string, string>>
}

interface SlipsPageProps extends ListProps {
  viewer: Viewer
  /** The idempotency key of the next form. */
  press: string
  address: UselessAddress | null
  /** Whether the same form was posted before. */
  isRepeated: boolean
  /** What the press would make void, with the posted fields; null where nothing is asked. */
  asked: { voided: VoidedSlips; fields: readonly (readonly [string, string])[] } | null
  /** The slips just issued: shown only once. */
  issued: { slips: readonly PrintedSlip[]; withheld: readonly string[] } | null
  refused: Refused | null
}

export function SlipsPage({ viewer, press, address, isRepeated, asked, issued, refused, ...list }: SlipsPageProps) {
  const { cohort } = list
  const back = paths.slips(cohort.id)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={asked ? '重发登录条' : '登录条'}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: formatCohort(cohort) },
        ...(asked ? [{ href: back, label: '登录条' }] : []),
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <AddressWarning address={address} what="登录条上的二维码和网址" />
      {isRepeated ? (
        <AlreadySubmitted what="这一批登录条" back={back} />
      ) : asked ? (
        <VoidSlips voided={asked.voided} fields={asked.fields} back={back} />
      ) : issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <ChooseTrainees press={press} {...list} refused={refused} />
      )}
    </DeskFrame>
  )
}

/** Who gets a slip: those without one on the page are ticked. */
function ChooseTrainees({ press, cohort, without, list, ticked, reasons, refused }: ListProps & Pick<SlipsPageProps, 'press' | 'refused'>) {
  const shown = new Set(list.rows.map(({ enrolmentId }) => `reason-${enrolmentId}`))
  return (
    <>
      <p>
        还没有登录条的学员已经勾好。发过的、登录过的不用再发；丢了条、忘了密码的可以重发：勾上，登录过的再选原因，原因本人在手机上看得到。
      </p>
      <ListTable
        id="field-enrolment"
        caption="学员"
        unit="人"
        definition={slipList}
        part={list}
        rowKey={({ enrolmentId }) => enrolmentId}
        empty={
          <>
            这个班还没有您负责的学员。<a href={paths.enrolment(cohort.id)}>加学员</a>
          </>
        }
        workbook={paths.slipsWorkbook(cohort.id)}
        ticks={{ name: 'enrolment', value: ({ enrolmentId }) => enrolmentId, label: ({ name }) => `发给${name}`, ticked }}
        cells={{
          reason: (line) =>
            line.slipHolding === 'in' && <ReasonField line={line} chosen={reasons[`reason-${line.enrolmentId}`]} refused={refused} />,
        }}
        around={(table) => (
          <PostForm>
            <IdempotencyField idempotencyKey={press} />
            {Object.entries(reasons).map(
              ([name, reason]) => !shown.has(name) && <input key={name} type="hidden" name={name} value={reason} />,
            )}
            <div className="row">
              <Button>给勾选的发登录条</Button>
              {without > 0 && list.pages > 1 && (
                <Button kind="plain" name="whom" value="all">
                  给还没有登录条的 {without} 人都发
                </Button>
              )}
            </div>
            {table}
          </PostForm>
        )}
      />
    </>
  )
}

interface ReasonFieldProps {
  line: SlipLine
  /** What was chosen before the page was turned. */
  chosen: string | undefined
  refused: Refused | null
}

const ReasonField = ({ line: { enrolmentId, name, hasAsked }, chosen, refused }: ReasonFieldProps) => (
  <select
    name={`reason-${enrolmentId}`}
    aria-label={`给${name}重发的原因`}
    defaultValue={refused?.entered[`reason-${enrolmentId}`] ?? chosen ?? (hasAsked ? ownRequestReason : '')}
  >
    <option value="">（不重发）</option>
    {[...(hasAsked ? [ownRequestReason] : []), ...deskReasons].map((reason) => (
      <option key={reason}>{reason}</option>
    ))}
  </select>
)
