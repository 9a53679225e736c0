// A course: its versions and its authors.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { CoursePage } from '#app/modules/studio/pages/course-page.tsx'
import { authorForm } from '#app/modules/studio/studio-form.ts'
import { changeAuthor, readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const { site } = args.context
    const colleagues = (await listInstructors(site)).map(({ accountId, name }) => ({ accountId, name }))
    return { viewer, colleagues, course: await readStudioCourse(site, viewer, param(args, 'course')) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const { site } = args.context
    const { id: courseId, slug } = await readStudioCourse(site, viewer, param(args, 'course'))
    await changeAuthor(site, viewer, { courseId, ...(await readForm(request, authorForm)) })
    return redirect(paths.studioCourse(slug))
  })

export default function Route() {
  return <CoursePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
