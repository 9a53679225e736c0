// One follow-up at the desk: who, when, what was answered, and everything that happened.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { acceptsAnswer, isClosed } from '../follow-up.states.ts'
import type { FollowUpView } from '../follow-ups.server.ts'
import { answeredByLabels } from '../labels.ts'
import { Answers } from './answers.tsx'
import { StateBadge } from './follow-ups-page.tsx'

interface FollowUpPageProps {
  viewer: Viewer
  followUp: FollowUpView
  /** Her phone number, if it was just asked for. */
  shown: string | null
  refused: Refused | null
}

export function FollowUpPage({ viewer, followUp, shown, refused }: FollowUpPageProps) {
  const { personId, name, place, cohort, months, dueOn, assignee, context, answers, history, today } = followUp
  const [believed, replaced] = [answers.filter(({ supersededAt }) => !supersededAt), answers.filter(({ supersededAt }) => supersededAt)]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.followUpList()}
      title={`回访：${name}`}
      crumbs={[{ href: paths.followUpList(), label: '回访' }]}
      trail={['person', personId]}
      actions={<Actions followUp={followUp} />}
    >
      <ErrorSummary refused={refused?.refused} />
      <dl className="facts">
        <div>
          <dt>状态</dt>
          <dd>
            <StateBadge line={{ ...followUp, today }} />
            {context.answeredBy && `（${answeredByLabels[context.answeredBy]}）`}
          </dd>
          {context.reason && <dd className="soft">原因：{context.reason}</dd>}
        </div>
        <div>
          <dt>人</dt>
          <dd>
            <a href={paths.person(personId)}>{name}</a>
          </dd>
          <dd className="soft">{place.join(' ')}</dd>
        </div>
        <div>
          <dt>该回访的日子</dt>
          <dd>{formatDay(dueOn)}</dd>
          <dd className="soft">
            {cohort}，结业满 {months} 个月
          </dd>
        </div>
        <div>
          <dt>交给谁</dt>
          <dd>{assignee ?? '还没有交给谁'}</dd>
        </div>
      </dl>
      {believed.map((one) => (
        <section key={one.id} className="card">
          <h2>回访结果</h2>
          <Answers answers={one} />
        </section>
      ))}
      {replaced.length > 0 && (
        <details>
          <summary>更正以前的（{replaced.length} 份）</summary>
          {replaced.map((one) => (
            <section key={one.id} className="card">
              <Answers answers={one} />
            </section>
          ))}
        </details>
      )}
      {followUp.mayCall && <PhoneCard name={name} shown={shown} refused={refused} />}
      <DataTable
        caption="经过"
        rows={history}
        rowKey={({ version }) => String(version)}
        empty="还没有。"
        columns={[
          { head: '时间', kind: 'day', cell: ({ at }) => formatMoment(at) },
          { head: '什么事', kind: 'short', cell: ({ what }) => what },
          { head: '内容', cell: ({ says }) => says ?? '' },
          { head: '谁', kind: 'short', cell: ({ by }) => by },
        ]}
      />
    </DeskFrame>
  )
}

const Actions = ({ followUp: { id, state, mayDo } }: Pick<FollowUpPageProps, 'followUp'>) =>
  mayDo ? (
    <>
      {acceptsAnswer(state) && <ButtonLink href={paths.followUp(id)}>记回访</ButtonLink>}
      {isClosed(state) && (
        <ButtonLink kind="plain" href={paths.correctFollowUp(id)}>
          更正或退回…
        </ButtonLink>
      )}
    </>
  ) : null

const PhoneCard = ({ name, shown, refused }: Pick<FollowUpPageProps, 'shown' | 'refused'> & { name: string }) => (
  <section className="card screen-only">
    <h2>打电话</h2>
    {shown !== null && (
      <Notice kind="good">
        {name}的电话：<strong>{shown}</strong>。已记下这次查看。
      </Notice>
    )}
    <p>要写明原因。每看一次都会记下来，本人能看到是谁、什么时候、为什么看的。</p>
    <PostForm>
      <ReasonField label="原因" hint="例如：结业三个月，打电话回访" size={48} refused={refused} />
      <Button kind="plain">看电话并记下来</Button>
    </PostForm>
  </section>
)
