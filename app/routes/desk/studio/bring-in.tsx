// Beginning a course from a file: a ZIP of a course, or a document.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { BringInPage } from '#app/modules/studio/pages/bring-in-page.tsx'
import { bringInForm } from '#app/modules/studio/studio-form.ts'
import { bringIn } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '从文件带进来 · 梯队' }]

export const loader = async (args: LoaderFunctionArgs) => ({ viewer: await requireDuty(args, 'courses.write') })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const form = await readFormData(request)
    const file = await getPostedFile(form, '请选一个文件。')
    const { tier, slug } = parseForm(form, bringInForm)
    const { versionId, isDocument } = await bringIn.bringInCourse(args.context.site, viewer, {
      ...file,
      tier,
      slug,
      signal: request.signal,
    })
    return redirect(isDocument ? paths.studioDocuments(versionId) : paths.studioVersion(versionId))
  })

export default function Route() {
  return <BringInPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
