// A lesson's picture. A version never changes, so it is kept for a year.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readPicture } from '#app/modules/learning/learning.server.ts'

export async function loader(asked: LoaderFunctionArgs) {
  await requireDuty(asked, 'learning.see')
  const picture = await orRefuse(() => readPicture(asked.context.site, param(asked, 'version'), param(asked, 'name')))
  return new Response(picture, {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
