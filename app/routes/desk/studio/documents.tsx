// Documents that became lessons of a version, and bringing in another one.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { DocumentsPage } from '#app/modules/studio/pages/documents-page.tsx'
import { bringIn } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '从文档带进来 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    return {
      viewer,
      versionId: param(args, 'version'),
      ...(await bringIn.listDocuments(args.context.site, viewer, param(args, 'version'))),
    }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const versionId = param(args, 'version')
    const file = await getPostedFile(await readFormData(request), '请选一个文件。')
    await bringIn.bringInDocument(args.context.site, viewer, { ...file, versionId, signal: request.signal })
    return redirect(paths.studioDocuments(versionId))
  })

export default function Route() {
  return <DocumentsPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
