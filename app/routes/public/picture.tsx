// A lesson's picture. A version never changes, so it is kept for a year.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPicture } from '#app/modules/learning/learning.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  await requireDuty(args, 'learning.see')
  const picture = await throwRefusals(() => readPicture(args.context.site, param(args, 'version'), param(args, 'name')))
  return new Response(picture, {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
