// The attendance sheet of one session: one line per trainee, all saved with one button; readers without that right see
// what was marked, by whom and when.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasDuty } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { attendanceForm } from '#app/modules/cohorts/forms/attendance-form.ts'
import { readAttendanceSheet, takeAttendance } from '#app/modules/cohorts/cohorts.server.ts'
import { attendanceList } from '#app/modules/cohorts/lists.ts'
import { AttendancePage } from '#app/modules/cohorts/pages/attendance-page.tsx'
import { formatPlace, getPath } from '#app/modules/regions/regions.server.ts'
import { paths } from '#app/shell/paths.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '考勤 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'cohorts.see')
  const sheet = await throwRefusals(() =>
    readAttendanceSheet(args.context.site, viewer, { cohortId: param(args, 'cohort'), sessionId: param(args, 'session') }),
  )
  const today = toDay(args.context.site.now())
  const lines = sheet.lines.map((line) => ({ ...line, place: formatPlace(line.region, today).slice(1).join(' ') }))
  const { searchParams } = new URL(args.request.url)
  const part = arrange(lines, parseTableQuery(searchParams, attendanceList), attendanceList)
  const isSheet = searchParams.has('sheet')
  const { cohort, session, next, objection } = sheet
  const saved = searchParams.has('saved')
  const isExamDue = saved && !next && !sheet.hasExam && hasDuty(viewer, 'exams.plan')
  const where = getPath(cohort.regionCode, today).slice(2).join(' ')
  return { viewer, cohort, where, session, next, isExamDue, objection, part, sheet: isSheet ? lines : part.rows, isSheet, saved }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'attendance.take')
    const [cohort, session] = [param(args, 'cohort'), param(args, 'session')]
    await takeAttendance(args.context.site, viewer, { sessionId: session, marks: await readForm(request, attendanceForm) })
    const there = new URL(args.request.url).searchParams // the same page, with the same filters
    there.set('saved', '')
    return redirect(`${paths.attendance(cohort, session)}?${there.toString()}`)
  })

export default function Route() {
  const answer = useActionData<typeof action>()
  return <AttendancePage {...useLoaderData<typeof loader>()} refused={getRefused(answer)} />
}
