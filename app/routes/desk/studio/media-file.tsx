// A photograph, sound, video or drawing of a version, as its authors see it while they write.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendRange } from '#app/http/server/ranges.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { studioMedia } from '#app/modules/studio/studio.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const which = { versionId: param(args, 'version'), name: param(args, 'name') }
  const file = await throwRefusals(() => studioMedia.openStudioMedia(args.context.site, viewer, which))
  return sendRange(args.request, file, {
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'Content-Disposition': 'inline',
  })
}
