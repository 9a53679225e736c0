// A version of a course as a ZIP.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { courseZip, exportVersion } from '#app/modules/studio/studio.server.ts'
import { toFileStream } from '#app/threads/files.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  return throwRefusals(async () => {
    const leaving = await exportVersion(args.context.site, viewer, param(args, 'version'))
    return new Response(await toFileStream(courseZip.writeCourseZip(leaving)), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${leaving.slug}-${leaving.ordinal}.zip"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
