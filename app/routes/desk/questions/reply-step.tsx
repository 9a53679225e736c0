// Hides a reply from its class, or takes it back, with the reason.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { hideReply, readReply, takeReplyBack } from '#app/modules/inquiries/inquiries.server.ts'
import { replyStepForm, replySteps, type ReplyStepName } from '#app/modules/inquiries/inquiry-form.ts'
import { ReplyStepPage } from '#app/modules/inquiries/pages/reply-step-page.tsx'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '回答过的提问 · 梯队' }]

function stepOf(args: LoaderFunctionArgs): ReplyStepName {
  const step = param(args, 'step')
  if (!Object.hasOwn(replySteps, step)) throw notFound('这一步')
  return step as ReplyStepName
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  return throwRefusals(async () => ({
    viewer,
    step: stepOf(args),
    reply: await readReply(args.context.site, viewer, param(args, 'reply')),
  }))
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.answer')
    const [step, replyId] = [stepOf(args), param(args, 'reply')]
    const { version, reason } = await readForm(request, replyStepForm)
    const act = step === 'hide' ? hideReply : takeReplyBack
    await act(args.context.site, viewer, { replyId, version, reason })
    return redirect(step === 'hide' ? paths.reply(replyId) : paths.inquiries())
  })

export default function Route() {
  return <ReplyStepPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
