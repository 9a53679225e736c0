// The questions of a version as a file of one of the formats.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { questionFormats } from '#app/importing/questions/questions.server.ts'
import { bankExchange } from '#app/modules/studio/studio.server.ts'
import { notFound } from '#app/refusal.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  return throwRefusals(async () => {
    const format = questionFormats.find((one) => one === param(args, 'kind'))
    if (!format) throw notFound('这种格式')
    const order = { versionId: param(args, 'version'), format, signal: args.request.signal }
    const { bytes, ending, courseSlug, ordinal } = await bankExchange.exportQuestions(args.context.site, viewer, order)
    return new Response(Buffer.from(bytes), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${courseSlug}-${ordinal}-questions.${ending}"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
