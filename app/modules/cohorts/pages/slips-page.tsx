// Slips for a class: issued with one press, shown once, printed.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/respond.server.ts'
import { PrintedSlips, type PrintedSlip } from '#app/modules/accounts/pages/printed-slips.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import type { CohortView } from '../cohorts.server.ts'

interface SlipsPageProps {
  viewer: Viewer
  cohort: CohortView
  /** What has just been issued: it is shown once. */
  issued: { slips: readonly PrintedSlip[]; withheld: readonly string[] } | null
  refused: Refused | null
}

export function SlipsPage({ viewer, cohort, issued, refused }: SlipsPageProps) {
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
      {issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <Form method="post">
          <p>勾选要发登录条的学员。已经登录过的人不用再发；忘了密码的，可以重发。</p>
          <DataTable
            caption={`学员（${cohort.trainees.length}）`}
            rows={cohort.trainees}
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
              { head: '登录', cell: (trainee) => (trainee.hasSignedIn ? '已登录过' : '还没登录过') },
            ]}
          />
          <Button>发登录条</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
