// A drawing, photograph, sound or video of a version that is written, for the preview of its lessons.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { sendRange } from '#app/http/server/ranges.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { editing } from '#app/modules/studio/studio.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  const file = { versionId: param(args, 'version'), name: param(args, 'name') }
  const content = await throwRefusals(() => editing.readFileContent(args.context.site, viewer, file))
  const headers = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox", 'Content-Disposition': 'inline' }
  if (typeof content !== 'string') return sendRange(args.request, content, headers)
  return new Response(content, { headers: { ...headers, 'Content-Type': 'image/svg+xml; charset=utf-8' } })
}
