// Beginning a course.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { respond } from '#app/http/respond.server.ts'
import { NewCoursePage } from '#app/modules/studio/pages/new-course-page.tsx'
import { newCourseForm } from '#app/modules/studio/studio-form.ts'
import { createCourse } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '写新课程 · 梯队' }]

export const loader = async (args: LoaderFunctionArgs) => ({ viewer: await requireDuty(args, 'courses.write') })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const course = await readForm(request, newCourseForm)
    return redirect(paths.studioVersion(await createCourse(args.context.site, viewer, course)))
  })

export default function Route() {
  return <NewCoursePage {...useLoaderData<typeof loader>()} copied={null} refused={getRefused(useActionData<typeof action>())} />
}
