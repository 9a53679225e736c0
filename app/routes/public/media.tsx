// A photograph, sound, video or document of a course. Its name contains the hash of its content, so it is kept for a year.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.server.ts'
import { sendMedia } from '#app/http/server/ranges.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readLessonMedia } from '#app/modules/learning/learning.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.see')
  const media = await throwRefusals(() => readLessonMedia(args.context.site, viewer, param(args, 'course'), param(args, 'name')))
  return sendMedia(args.request, media, 'private, max-age=31536000, immutable')
}
