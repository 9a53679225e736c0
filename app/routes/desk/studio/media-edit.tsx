// A picture of a version as a form: a photograph is turned and cropped, on a drawing its words are changed.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { isDrawing } from '#app/modules/studio/blocks.ts'
import { DrawingPage } from '#app/modules/studio/pages/drawing-page.tsx'
import { MediaEditPage } from '#app/modules/studio/pages/media-edit-page.tsx'
import { drawingForm, photographForm } from '#app/modules/studio/studio-form.ts'
import { drawings, studioMedia } from '#app/modules/studio/studio.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '改图 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'courses.write')
    const [versionId, name] = [param(args, 'version'), param(args, 'name')]
    if (isDrawing(name)) return { viewer, drawing: await drawings.readDrawing(args.context.site, viewer, { versionId, name }) }
    const media = await studioMedia.listVersionMedia(args.context.site, viewer, versionId)
    const file = media.files.find((one) => one.name === name && one.kind === 'photograph')
    if (!file) throw notFound('这张照片')
    return { viewer, drawing: null, media, file, script: islandUrl('studio-media.js') }
  })

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'courses.write')
    const { site } = args.context
    const [versionId, name] = [param(args, 'version'), param(args, 'name')]
    if (isDrawing(name)) {
      const { word: words, base } = await readForm(request, drawingForm)
      await drawings.writeOnDrawing(site, viewer, { versionId, name, words, base })
    } else await studioMedia.editPhotograph(site, viewer, { versionId, name, ...(await readForm(request, photographForm)) })
    return redirect(paths.studioMedia(versionId))
  })

export default function Route() {
  const [data, refused] = [useLoaderData<typeof loader>(), getRefused(useActionData<typeof action>())]
  return data.drawing ? <DrawingPage {...data} refused={refused} /> : <MediaEditPage {...data} refused={refused} />
}
