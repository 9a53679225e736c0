// Slips for a class: issued with one press, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { dayOf, sayDay } from '#app/calendar.ts'
import { claimsOf } from '#app/modules/accounts/accounts.server.ts'
import { ownWish, reasonsAtDesk } from '#app/modules/accounts/slip-policy.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { PrintedSlips, toPrint } from '#app/modules/accounts/pages/printed-slips.tsx'
import { issueSlips, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '登录条 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'slips.issue')
  const { site } = asked.context
  const { trainees, ...cohort } = await orRefuse(() => readCohort(site, viewer, asked.params.cohort!))
  const claims = await claimsOf(
    site,
    trainees.map(({ personId }) => personId),
  )
  return {
    viewer,
    cohort,
    trainees: trainees.map((trainee) => {
      const claim = claims.get(trainee.personId)
      return { ...trainee, since: claim?.since ? sayDay(dayOf(claim.since)) : null, hasAsked: claim?.hasAsked ?? false }
    }),
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'slips.issue')
    const form = await formOf(request)
    const chosen = form.getAll('enrolment').map(String)
    const reasons = new Map(chosen.map((enrolmentId) => [enrolmentId, String(form.get(`reason-${enrolmentId}`) ?? '')]))
    const { slips, withheld } = await issueSlips(asked.context.site, viewer, {
      cohortId: asked.params.cohort!,
      enrolmentIds: chosen,
      reasons,
    })
    return {
      slips: slips.map((slip) => toPrint(slip, (code) => publicAddress(request, paths.slip(code)))),
      withheld: withheld.map(({ why }) => why),
    }
  })

export default function SlipsPage() {
  const { viewer, cohort, trainees } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer.refused : null
  const issued = answer && 'slips' in answer ? answer : null
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
      <ErrorSummary refused={refused} />
      {issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <Form method="post">
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
                cell: (trainee) => (!trainee.hasSignedIn ? '还没登录过' : trainee.since ? `${trainee.since}起已登录` : '已登录过'),
              },
              {
                head: '重发的原因',
                cell: (trainee) =>
                  trainee.hasSignedIn &&
                  trainee.canMark && (
                    <select
                      name={`reason-${trainee.enrolmentId}`}
                      aria-label={`给${trainee.name}重发的原因`}
                      defaultValue={trainee.hasAsked ? ownWish : ''}
                    >
                      <option value="">（不重发）</option>
                      {[...(trainee.hasAsked ? [ownWish] : []), ...reasonsAtDesk].map((reason) => (
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
