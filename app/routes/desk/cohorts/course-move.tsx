// Moving a class to another version of its course: what that changes, and then the step itself.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { courseMoveForm } from '#app/modules/course-moves/course-move-form.ts'
import { moveCourse, readCourseMove } from '#app/modules/course-moves/course-moves.server.ts'
import { CourseMovePage } from '#app/modules/course-moves/pages/course-move-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '课程换一版 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const to = new URL(args.request.url).searchParams.get('to') ?? undefined
    return { viewer, view: await readCourseMove(args.context.site, viewer, { cohortId: param(args, 'cohort'), to }) }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const cohortId = param(args, 'cohort')
    await moveCourse(args.context.site, viewer, { cohortId, ...(await readForm(request, courseMoveForm)) })
    return redirect(paths.cohort(cohortId))
  })

export default function Route() {
  return <CourseMovePage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
