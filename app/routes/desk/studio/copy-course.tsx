// A course as a copy of a version of another one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { NewCoursePage } from '#app/modules/studio/pages/new-course-page.tsx'
import { copyCourseForm } from '#app/modules/studio/studio-form.ts'
import { copyCourse, readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '照一门课写 · 梯队' }]

async function find(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const { slug, title, tier, versions } = await readStudioCourse(args.context.site, viewer, param(args, 'course'))
  const wanted = new URL(args.request.url).searchParams.get('version')
  const version = versions.find(({ id }) => id === wanted) ?? versions[0]
  if (!version) throw notFound('这一版课程')
  return { viewer, versionId: version.id, copied: { slug, title, tier, ordinal: version.ordinal } }
}

export const loader = (args: LoaderFunctionArgs) => throwRefusals(() => find(args))

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const { viewer, versionId } = await find(args)
    const copy = await readForm(request, copyCourseForm)
    return redirect(paths.studioVersion(await copyCourse(args.context.site, viewer, { versionId, ...copy })))
  })

export default function Route() {
  const { viewer, copied } = useLoaderData<typeof loader>()
  return <NewCoursePage viewer={viewer} copied={copied} refused={getRefused(useActionData<typeof action>())} />
}
