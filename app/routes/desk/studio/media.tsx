// A photograph, sound or video of a version, to look at while it is written and reviewed.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { sendRange } from '#app/http/server/ranges.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { openStudioMedia } from '#app/modules/studio/studio.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const wanted = { versionId: param(args, 'version'), name: param(args, 'name') }
  const media = await throwRefusals(() => openStudioMedia(args.context.site, viewer, wanted))
  return sendRange(args.request, media, {
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'inline',
  })
}
