// Turning and cropping a photograph of a version.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { MediaEditPage } from '#app/modules/studio/pages/media-edit-page.tsx'
import { photographForm } from '#app/modules/studio/studio-form.ts'
import { studioMedia } from '#app/modules/studio/studio.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '转正、裁剪照片 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const media = await studioMedia.listVersionMedia(args.context.site, viewer, param(args, 'version'))
    const file = media.files.find(({ name, kind }) => name === param(args, 'name') && kind === 'photograph')
    if (!file) throw notFound('这张照片')
    return { viewer, media, file, script: islandUrl('studio-media.js') }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const versionId = param(args, 'version')
    await studioMedia.editPhotograph(args.context.site, viewer, {
      versionId,
      name: param(args, 'name'),
      ...(await readForm(request, photographForm)),
    })
    return redirect(paths.studioMedia(versionId))
  })

export default function Route() {
  return <MediaEditPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
