// The courses of the alliance as a workbook: the rows and columns that the page shows, on all its pages.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { sendTable } from '#app/http/workbook.ts'
import { courseList } from '#app/modules/studio/pages/course-list.ts'
import { listStudioCourses } from '#app/modules/studio/studio.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const rows = await listStudioCourses(args.context.site, viewer)
    return sendTable(args, viewer, { definition: courseList, rows, name: '课程', plainName: 'courses.xlsx', what: 'list of courses' })
  })
