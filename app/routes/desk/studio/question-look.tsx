// Shows somebody who types a question how it looks on a phone, and which others are nearly the same.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { answerEditor, readEditorBody } from '#app/http/bodies/editor-answers.server.ts'
import { param } from '#app/http/params.server.ts'
import { typedQuestion } from '#app/modules/studio/questions/typed-question.ts'
import { bankPages } from '#app/modules/studio/studio.server.ts'
import { paths } from '#app/shell/paths.ts'

export const loader = (args: LoaderFunctionArgs) => redirect(paths.studioQuestion(param(args, 'version'), param(args, 'question')))

export const action = (args: ActionFunctionArgs) =>
  answerEditor(args, async (viewer) => {
    const typed = await readEditorBody(args.request, typedQuestion)
    const name = param(args, 'question')
    const which = { versionId: param(args, 'version'), id: name === 'new' ? null : name }
    return bankPages.lookAtQuestion(args.context.site, viewer, { ...which, typed })
  })
