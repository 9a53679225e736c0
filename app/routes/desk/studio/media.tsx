// Photographs, sounds and videos of a version: adding them here, or from a phone by a QR code.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { findUselessAddress, toPublicUrl } from '#app/http/public-address.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { readPostedFiles } from '#app/http/bodies/posted-file.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { MediaPage } from '#app/modules/studio/pages/media-page.tsx'
import { mediaForm } from '#app/modules/studio/studio-form.ts'
import { cameraLinks, handleMediaForm, studioMedia } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '照片、声音和视频 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const [{ site }, versionId] = [args.context, param(args, 'version')]
    const open = await cameraLinks.findOpenCameraLink(site, viewer, versionId)
    const link = open && { ...open, url: toPublicUrl(args, paths.camera(open.token)), useless: findUselessAddress(args) }
    const media = await studioMedia.readMediaPage(site, viewer, versionId, new URL(args.request.url).searchParams)
    return { viewer, media, link, script: islandUrl('studio-media.js') }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const [form, versionId] = [await readFormData(request), param(args, 'version')]
    const order = parseForm(form, mediaForm)
    await handleMediaForm(args.context.site, viewer, versionId, order, await readPostedFiles(form))
    // Who deletes one of many goes on where she was.
    return redirect(paths.studioMedia(versionId) + (order.do === 'delete' ? new URL(request.url).search : ''))
  })

export default function Route() {
  return <MediaPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
