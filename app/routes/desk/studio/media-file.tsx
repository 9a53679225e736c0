// A photograph, sound, video, document or drawing of a version, as its authors see it while they write: by its own name, or, in a preview, by
// the name under which phones get it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendMedia } from '#app/http/server/ranges.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readSequence } from '#app/modules/studio/editor/file-form.ts'
import { studioMedia } from '#app/modules/studio/studio.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const at = readSequence(new URL(args.request.url).searchParams.get('at'))
  const which = { versionId: param(args, 'version'), name: param(args, 'name'), at }
  const file = await throwRefusals(() => studioMedia.openStudioMedia(args.context.site, viewer, which))
  return sendMedia(args.request, file, 'private, no-cache')
}
