// Slips for a class: issued with one press, shown once, printed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { publicAddress } from '#app/http/public-address.server.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { newPress, once } from '#app/http/press-once.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { PrintedSlips, toPrint } from '#app/modules/accounts/pages/printed-slips.tsx'
import { issueSlips, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { PressedAgain, PressField } from '#app/ui/press-once.tsx'

export const links = deskLinks
export const meta = () => [{ title: '登录条 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'slips.issue')
  return { viewer, press: newPress(), cohort: await orRefuse(() => readCohort(asked.context.site, viewer, asked.params.cohort!)) }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'slips.issue')
    const form = await formOf(request)
    const chosen = form.getAll('enrolment').map(String)
    const { site } = asked.context
    return once({ site, viewer, request }, async () => {
      const { slips, withheld } = await issueSlips(site, viewer, { cohortId: asked.params.cohort!, enrolmentIds: chosen })
      return {
        slips: slips.map((slip) => toPrint(slip, (code) => publicAddress(request, paths.slip(code)))),
        withheld: withheld.map(({ why }) => why),
      }
    })
  })

export default function SlipsPage() {
  const { viewer, press, cohort } = useLoaderData<typeof loader>()
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
      {answer && 'repeated' in answer ? (
        <PressedAgain what="这一批登录条" back={paths.slips(cohort.id)} />
      ) : issued ? (
        <PrintedSlips slips={issued.slips} withheld={issued.withheld} purpose="就能学习" />
      ) : (
        <Form method="post">
          <PressField press={press} />
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
