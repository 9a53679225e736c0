// Saves what somebody writes in the editor, every few seconds; asked without a text, it says who else is there.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { answerEditor, readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { param } from '#app/http/params.server.ts'
import { savingBody } from '#app/modules/studio/editor/file-form.ts'
import { editing } from '#app/modules/studio/studio.server.ts'

const fileOf = (args: LoaderFunctionArgs) => ({ versionId: param(args, 'version'), name: param(args, 'name') })

export const loader = (args: LoaderFunctionArgs) =>
  answerEditor(args, (viewer) => editing.readPresence(args.context.site, viewer, fileOf(args)))

export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const { isLeaving, ...saving } = await readEditorBody(args.request, savingBody)
    const saved = await editing.saveFromEditor(args.context.site, viewer, { ...fileOf(args), ...saving })
    if (isLeaving) editing.leaveFile(viewer, fileOf(args))
    return saved
  })
