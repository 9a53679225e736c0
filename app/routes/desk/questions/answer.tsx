// Answers the questions about one section.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { readAttachment, withoutFiles } from '#app/http/phone-forms/pairing-forms.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { answerInquiries, readWaitingGroup } from '#app/modules/inquiries/inquiries.server.ts'
import { answerForm } from '#app/modules/inquiries/inquiry-form.ts'
import { AnswerPage } from '#app/modules/inquiries/pages/answer-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '回答学员的问题 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const group = await throwRefusals(() => readWaitingGroup(args.context.site, viewer, param(args, 'inquiry')))
  return { viewer, group, script: islandUrl('recorder.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.answer')
    const form = await readFormData(request)
    const { inquiries, text, show, question, picture, heard } = parseForm(withoutFiles(form), answerForm)
    const voice = await readAttachment(form, 'voice')
    const shown = show ? { question, pictureOf: picture || null, voiceOf: heard || null } : null
    await answerInquiries(args.context.site, viewer, { inquiryIds: inquiries, text, voice, shown })
    return redirect(paths.inquiries())
  })

export default function Route() {
  return <AnswerPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
