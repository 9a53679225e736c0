// Changing a class that is not over: its sessions moved, added or dropped, its name, place and instructors.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { changeCohort, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { readCohortChange, SessionFields } from '#app/modules/cohorts/pages/session-fields.tsx'
import { cohortStates, isOver } from '#app/modules/cohorts/states.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '改培训班安排 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'cohorts.run')
  const { site } = asked.context
  const cohort = await orRefuse(() => readCohort(site, viewer, asked.params.cohort!))
  const instructors = (await listInstructors(site)).map(({ accountId, name, cohortIds }) => ({
    accountId,
    name,
    teaches: cohortIds.includes(cohort.id),
  }))
  return { viewer, cohort, instructors }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'cohorts.run')
    const id = asked.params.cohort!
    await changeCohort(asked.context.site, viewer, { id, ...readCohortChange(await formOf(request)) })
    return redirect(paths.cohort(id))
  })

export default function CohortPlanPage() {
  const { viewer, cohort, instructors } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const entered = refused?.entered ?? {}
  const errors = refused?.refused.fields
  const others = instructors.filter(({ teaches }) => !teaches)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title="改安排"
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.cohort(cohort.id), label: `第 ${cohort.number} 期 ${cohort.name}` },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      {!cohort.canRun || isOver(cohort.state) ? (
        <Notice>
          {cohort.canRun ? `培训班现在是「${cohortStates[cohort.state]}」，安排不能再改。` : '这个班的安排由它的讲师或办班的专干改。'}
        </Notice>
      ) : (
        <Form method="post">
          <div className="columns">
            <Field label="班名" name="name" required defaultValue={entered.name ?? cohort.name} errors={errors?.name} />
            <Field label="上课地点" name="place" required defaultValue={entered.place ?? cohort.place} errors={errors?.place} />
            <Field
              label="出勤要求（%）"
              hint={cohort.state === 'running' ? '开班以后不能再改' : '要上够全部课次的百分之几'}
              name="attendanceRequired"
              inputMode="numeric"
              readOnly={cohort.state === 'running'}
              required
              defaultValue={entered.attendanceRequired ?? cohort.attendanceRequired}
              errors={errors?.attendanceRequired}
            />
          </div>
          <SessionFields sessions={cohort.sessions} entered={entered} errors={errors?.sessions} />
          <p>
            讲师：
            {instructors
              .filter(({ teaches }) => teaches)
              .map(({ name }) => name)
              .join('、') || '还没有'}
            。要去掉一位，请管理员在“账号”里撤销。
          </p>
          {others.length > 0 && (
            <fieldset className="several row">
              <legend>加讲师</legend>
              {others.map(({ accountId, name }) => (
                <label key={accountId}>
                  <input type="checkbox" name="instructor" value={accountId} /> {name}
                </label>
              ))}
            </fieldset>
          )}
          <Button>保存</Button>
        </Form>
      )}
    </DeskFrame>
  )
}
