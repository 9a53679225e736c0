// The courses of the alliance.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { CoursesPage } from '#app/modules/studio/pages/courses-page.tsx'
import { listStudioCourses } from '#app/modules/studio/studio.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  return { viewer, courses: await listStudioCourses(args.context.site, viewer) }
}

export default function Route() {
  return <CoursesPage {...useLoaderData<typeof loader>()} />
}
