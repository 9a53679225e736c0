// The attendance of one session as a workbook: the columns and rows that its page shows.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { readAttendanceSheet } from '#app/modules/cohorts/cohorts.server.ts'
import { attendanceList } from '#app/modules/cohorts/lists.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'cohorts.see')
    const { site } = args.context
    const asked = { cohortId: param(args, 'cohort'), sessionId: param(args, 'session') }
    const { cohort, session, lines } = await readAttendanceSheet(site, viewer, asked)
    const today = toDay(site.now())
    const shown = lines.map((line) => ({ ...line, place: formatPlace(line.region, today).slice(1).join(' ') }))
    return sendTable(args, viewer, {
      definition: attendanceList,
      rows: shown,
      name: `${formatCohortNumber(cohort)} ${session.day} 考勤`,
      plainName: 'attendance.xlsx',
      what: `attendance of class ${cohort.id}`,
    })
  })
