// The courses of the alliance.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { courseList } from '#app/modules/studio/pages/course-list.ts'
import { CoursesPage } from '#app/modules/studio/pages/courses-page.tsx'
import { listStudioCourses } from '#app/modules/studio/studio.server.ts'
import { wantsChanges } from '#app/modules/studio/version.states.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const courses = await listStudioCourses(args.context.site, viewer)
  return {
    viewer,
    list: arrange(courses, parseTableQuery(new URL(args.request.url).searchParams, courseList), courseList),
    toReview: courses.filter(({ inWork }) => inWork?.isForMe),
    toChange: courses.filter(({ inWork, isMine }) => isMine && inWork && wantsChanges(inWork.state)),
  }
}

export default function Route() {
  return <CoursesPage {...useLoaderData<typeof loader>()} />
}
