// A photograph or recording that was sent along in a class. On a shared phone the next person must not get it from
// the browser's store: it is asked for every time, and not sent again.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { sendMedia } from '#app/http/server/ranges.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { openAttachment } from '#app/modules/attachments/attachments.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const file = await throwRefusals(() => openAttachment(args.context.site, viewer, param(args, 'attachment')))
  return sendMedia(args.request, file, 'private, no-cache')
}
