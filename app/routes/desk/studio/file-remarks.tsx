// Takes an answer to a remark from the editor, or that it is done.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { answerEditor, readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { param } from '#app/http/params.server.ts'
import { remarkBody } from '#app/modules/studio/editor/file-form.ts'
import { editing } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioFile(param(args, 'version'), param(args, 'name')))

export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const answer = await readEditorBody(args.request, remarkBody)
    const file = { versionId: param(args, 'version'), name: param(args, 'name') }
    return editing.answerInEditor(args.context.site, viewer, { ...file, ...answer })
  })
