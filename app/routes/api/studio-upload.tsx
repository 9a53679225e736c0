// Takes a picture, a sound or a video that was dropped, pasted or recorded on a page of the studio, and says what it is called now.
import { type ActionFunctionArgs, redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { answerEditor } from '#app/http/bodies/editor-answers.server.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { param } from '#app/http/params.server.ts'
import { studioMedia } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioMedia(param(args, 'version')))

export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const file = await getPostedFile(await readFormData(args.request), '请选一个文件。')
    return studioMedia.addMedia(args.context.site, viewer, { ...file, versionId: param(args, 'version') })
  })
