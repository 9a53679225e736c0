// Slips for a class: issued at once, shown once, printed.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { toDay, formatDay } from '#app/calendar.ts'
import { ownRequestReason, deskReasons } from '#app/modules/accounts/slip-policy.ts'
import { PrintedSlips, type PrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { AlreadySubmitted, IdempotencyField } from '#app/ui/idempotency.tsx'
import type { CohortView } from '../cohorts.server.ts'

interface SlipsPageProps {
  viewer: Viewer
  /** The idempotency key of the next form. */
  press: string
  cohort: CohortView
  /** By person: since when they have signed in with a secret of their own, and whether they asked for a slip. */
  claims: ReadonlyMap<string, { since: Date | null; hasAsked: boolean }>
  /** Whether the same form was posted before. */
  isRepeated: boolean
  /** The slips just issued: shown only once. */
  issued: { slips: readonly PrintedSlip[]; withheld: readonly string[] } | null
  refused: Refused | null
}

export function SlipsPage({ viewer, press, cohort, claims, isRepeated, issued, refused }: SlipsPageProps) {
  const trainees = cohort.trainees.map((trainee) => ({ ...trainee, ...(claims.get(trainee.personId) ?? { since: null, hasAsked: false }) }))
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="登录条"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {isRepeated ? (
        <AlreadySubmitted what="这一批登录条" back={paths.slips(cohort.id)} />
      ) : issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <Form method="post">
          <IdempotencyField idempotencyKey={press} />
          <p>
            还没登录过的学员已经勾好，点一下就发。登录过的人不用再发；忘了密码的，可以重发：勾上，再选原因。原因会写进记录，本人在手机上看得到。
          </p>
          <DataTable
            caption={`学员（${trainees.length}）`}
            rows={trainees}
            rowKey={(trainee) => trainee.enrolmentId}
            empty="还没有学员。请先导入花名册。"
            columns={[
              {
                head: '发给',
                cell: (trainee) => (
                  <input
                    type="checkbox"
                    name="enrolment"
                    value={trainee.enrolmentId}
                    aria-label={`发给${trainee.name}`}
                    defaultChecked={!trainee.hasSignedIn}
                    disabled={!trainee.canMark}
                  />
                ),
              },
              { head: '姓名', cell: (trainee) => trainee.name },
              {
                head: '登录',
                cell: ({ hasSignedIn, since }) => (!hasSignedIn ? '还没登录过' : since ? `${formatDay(toDay(since))}起已登录` : '已登录过'),
              },
              {
                head: '重发的原因',
                cell: (trainee) =>
                  trainee.hasSignedIn &&
                  trainee.canMark && (
                    <select
                      name={`reason-${trainee.enrolmentId}`}
                      aria-label={`给${trainee.name}重发的原因`}
                      defaultValue={trainee.hasAsked ? ownRequestReason : ''}
                    >
                      <option value="">（不重发）</option>
                      {[...(trainee.hasAsked ? [ownRequestReason] : []), ...deskReasons].map((reason) => (
                        <option key={reason}>{reason}</option>
                      ))}
                    </select>
                  ),
              },
            ]}
          />
          <Button>发登录条</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
