// Reads what was copied from Word, WPS or an article of WeChat as text of a lesson.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { answerEditor } from '#app/http/bodies/editor-answers.server.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { getPostedFile } from '#app/http/bodies/posted-file.server.ts'
import { param } from '#app/http/params.server.ts'
import { editing } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioFile(param(args, 'version'), param(args, 'name')))

/** The text comes as a file: with pictures in it, it is as large as files are. */
export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const { bytes } = await getPostedFile(await readFormData(args.request), '没有收到要贴的内容。')
    const pasted = { versionId: param(args, 'version'), html: bytes.toString('utf8'), signal: args.request.signal }
    return editing.readPaste(args.context.site, viewer, pasted)
  })
