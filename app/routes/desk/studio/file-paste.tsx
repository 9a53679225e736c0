// Reads what was copied from Word, WPS or an article of WeChat as text of a lesson.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { answerEditor, readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { param } from '#app/http/params.server.ts'
import { pasteBody } from '#app/modules/studio/editor/file-form.ts'
import { editing } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioFile(param(args, 'version'), param(args, 'name')))

export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const { html } = await readEditorBody(args.request, pasteBody)
    return editing.readPaste(args.context.site, viewer, { versionId: param(args, 'version'), html, signal: args.request.signal })
  })
