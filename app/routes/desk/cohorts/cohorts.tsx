// All cohorts in reach, and planning a new one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, linesOfText, listOf, shortText } from '#app/fields.ts'
import { addDays, dayOf, isDay, sayDay } from '#app/calendar.ts'
import { figure } from '#app/figure-field.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { paths } from '#app/shell/paths.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { hasDuty, reachOf } from '#app/access/viewer.ts'
import { listCohorts, planCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { cohortStates, stateKinds } from '#app/modules/cohorts/states.ts'
import { listCourses } from '#app/modules/courses/courses.server.ts'
import { tierNames, tiers } from '#app/modules/courses/tiers.ts'
import { childrenOf, pairedCounty, regionOn } from '#app/modules/regions/regions.server.ts'
import { wrongInput } from '#app/refusal.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField, TextField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'

export const links = deskLinks
export const meta = () => [{ title: '培训班 · 梯队' }]

const Plan = z.object({
  number: figure('期数', { least: 1, most: 100_000 }),
  name: shortText().trim().min(1, '请填班名。'),
  courseSlug: id().min(1, '请选课程。'),
  tier: z.enum(tiers, '请选层次。'),
  regionCode: id().min(1, '请选办班的地区。'),
  place: shortText().trim().min(1, '请填上课地点。'),
  attendanceRequired: figure('出勤要求', { least: 1, most: 100 }),
  sessions: linesOfText().trim().min(1, '请排课，每行一次课。'),
  instructors: z.union([id().transform((one) => [one]), listOf(id(), 50)]).optional(),
})

/** One session a line: `2026-12-01 09:00 认识网店`. */
function readSessions(lines: string) {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, i) => {
      const [, day, startsAt, topic] = line.normalize('NFKC').match(/^(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2})\s+(.+)$/) ?? []
      if (!day || !isDay(day) || !startsAt || !topic)
        throw wrongInput({ sessions: [`第 ${i + 1} 行“${line}”看不懂，应写成：2026-12-01 09:00 认识网店`] })
      return { day, startsAt: startsAt.padStart(5, '0'), topic }
    })
}

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'cohorts.see')
  const { site } = asked.context
  const today = dayOf(site.now())
  const reach = reachOf(viewer, 'cohorts.plan')
  const places = reach.everything ? [pairedCounty, ...childrenOf(pairedCounty, today).map(({ code }) => code)] : reach.regions
  const cohorts = await listCohorts(site, viewer)
  return {
    viewer,
    cohorts,
    places: places.map((code) => ({ code, name: regionOn(code, today)?.name ?? code })),
    instructors: (await listInstructors(site)).map(({ accountId, name }) => ({ accountId, name })),
    courses: (await listCourses(site)).map(({ slug, title, tier }) => ({ slug, title, tier })),
    next: Math.max(0, ...cohorts.map((cohort) => cohort.number)) + 1,
    example: `${addDays(today, 7)} 09:00 认识网店\n${addDays(today, 8)} 09:00 拍好一张图`,
  }
}

export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'cohorts.plan')
    const { sessions, ...plan } = await readForm(request, Plan)
    const id = await planCohort(asked.context.site, viewer, { ...plan, sessions: readSessions(sessions) })
    return redirect(paths.cohort(id))
  })

export default function CohortsPage() {
  const { viewer, cohorts, places, instructors, courses, next, example } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'refused' in answer ? answer : null
  const entered = refused?.entered
  const errors = refused?.refused.fields
  return (
    <DeskFrame viewer={viewer} at={paths.cohorts()} title="培训班">
      <DataTable
        caption={`培训班（${cohorts.length}）`}
        rows={cohorts}
        rowKey={(cohort) => cohort.id}
        empty="还没有培训班。"
        columns={[
          { head: '期', kind: 'number', cell: (cohort) => cohort.number },
          { head: '班名', cell: (cohort) => <a href={paths.cohort(cohort.id)}>{cohort.name}</a> },
          { head: '层次', cell: (cohort) => tierNames[cohort.tier] },
          { head: '课程', cell: (cohort) => cohort.courseTitle },
          { head: '时间', cell: (cohort) => `${sayDay(cohort.startsOn)}至${sayDay(cohort.endsOn)}` },
          { head: '地点', cell: (cohort) => cohort.place },
          { head: '状态', cell: (cohort) => <Badge kind={stateKinds[cohort.state]}>{cohortStates[cohort.state]}</Badge> },
        ]}
      />
      {hasDuty(viewer, 'cohorts.plan') && (
        <section>
          <h2>办一个新班</h2>
          <ErrorSummary refused={refused?.refused} />
          <Form method="post">
            <div className="columns">
              <div>
                <Field
                  label="期数"
                  name="number"
                  inputMode="numeric"
                  required
                  defaultValue={entered?.number ?? next}
                  errors={errors?.number}
                />
                <Field label="班名" name="name" required defaultValue={entered?.name} errors={errors?.name} />
                <SelectField label="层次" name="tier" defaultValue={entered?.tier ?? 'entrepreneur'} errors={errors?.tier}>
                  {tiers.map((tier) => (
                    <option key={tier} value={tier}>
                      {tierNames[tier]}
                    </option>
                  ))}
                </SelectField>
                <SelectField
                  label="课程"
                  hint="开班后课程内容不再变"
                  name="courseSlug"
                  defaultValue={entered?.courseSlug}
                  errors={errors?.courseSlug}
                >
                  {courses.map((course) => (
                    <option key={course.slug} value={course.slug}>
                      {course.title}（{tierNames[course.tier]}）
                    </option>
                  ))}
                </SelectField>
                {instructors.length > 0 && (
                  <fieldset className="several">
                    <legend>讲师</legend>
                    {instructors.map(({ accountId, name }) => (
                      <label key={accountId}>
                        <input type="checkbox" name="instructors" value={accountId} /> {name}
                      </label>
                    ))}
                  </fieldset>
                )}
              </div>
              <div>
                <SelectField label="办班的地区" name="regionCode" defaultValue={entered?.regionCode} errors={errors?.regionCode}>
                  {places.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </SelectField>
                <Field label="上课地点" name="place" required defaultValue={entered?.place} errors={errors?.place} />
                <Field
                  label="出勤要求（%）"
                  hint="要上够全部课次的百分之几"
                  name="attendanceRequired"
                  inputMode="numeric"
                  required
                  defaultValue={entered?.attendanceRequired ?? 75}
                  errors={errors?.attendanceRequired}
                />
                <TextField
                  label="排课"
                  hint="每行一次课：日期 时间 内容。以后还能改"
                  name="sessions"
                  rows={4}
                  required
                  defaultValue={entered?.sessions ?? example}
                  errors={errors?.sessions}
                />
              </div>
            </div>
            <Button>建班</Button>
          </Form>
        </section>
      )}
    </DeskFrame>
  )
}
