// The page of a course.
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { isRole } from '#app/access/viewer.ts'
import { CoursePage } from '#app/modules/learning/pages/course-page.tsx'
import { readCourse } from '#app/modules/learning/learning.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.course.title ?? '课程'} · 梯队` }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.see')
  return {
    course: await throwRefusals(() => readCourse(args.context.site, viewer, param(args, 'course'))),
    account: isRole(viewer, 'trainee') ? viewer.accountId : null,
    script: islandUrl('learning.js'),
  }
}

export default function Course() {
  return <CoursePage {...useLoaderData<typeof loader>()} />
}
