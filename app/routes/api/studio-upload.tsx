// Takes a picture, a sound or a video that was dropped, pasted or recorded on a page of the studio, and says what it is called now.
import { type ActionFunctionArgs, redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { param } from '#app/http/params.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { studioMedia } from '#app/modules/studio/studio.server.ts'
import { Refusal, refusalHeaders } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioMedia(param(args, 'version')))

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireDuty(args, 'courses.write')
  try {
    const file = await getPostedFile(await readFormData(args.request), '请选一个文件。')
    return Response.json(await studioMedia.addMedia(args.context.site, viewer, { ...file, versionId: param(args, 'version') }))
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return Response.json(
      { message: Object.values(fault.fields).flat()[0] ?? fault.message },
      { status: fault.status, headers: refusalHeaders(fault) },
    )
  }
}
