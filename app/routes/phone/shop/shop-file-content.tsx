// A picture or voice note of a shop. It never changes, and must not be in shared caches.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { readShopFile } from '#app/modules/pairings/pairings.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireViewer(args)
  const { mediaType, bytes } = await throwRefusals(() => readShopFile(args.context.site, viewer, param(args, 'file')))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': 'inline',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}
