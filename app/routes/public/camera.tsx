// Where the QR code of the studio leads: a phone sends photographs to a course, without signing in.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { readPostedFiles } from '#app/http/bodies/posted-file.server.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { CameraPage } from '#app/modules/studio/pages/camera-page.tsx'
import { cameraLinks } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const meta = () => [{ title: '传照片 · 梯队' }, { name: 'robots', content: 'noindex' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => ({
    link: await cameraLinks.readCameraLink(args.context.site, param(args, 'token')),
    sent: Number(new URL(args.request.url).searchParams.get('sent')) || 0,
  }))

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const token = param(args, 'token')
    const files = await readPostedFiles(await readFormData(request))
    const sent = await cameraLinks.receivePhotographs(args.context.site, { token, files })
    return redirect(`${paths.camera(token)}?sent=${sent}`)
  })

export default function Route() {
  return <CameraPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
