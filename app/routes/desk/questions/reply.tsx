// One reply: correcting it, and showing it to the class.
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
import { correctReply, readReply, showReply } from '#app/modules/inquiries/inquiries.server.ts'
import { replyForm } from '#app/modules/inquiries/inquiry-form.ts'
import { ReplyPage } from '#app/modules/inquiries/pages/reply-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links = deskLinks
export const meta = () => [{ title: '回答过的提问 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const reply = await throwRefusals(() => readReply(args.context.site, viewer, param(args, 'reply')))
  return { viewer, reply, script: islandUrl('recorder.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.answer')
    const { site } = args.context
    const form = await readFormData(request)
    const replyId = param(args, 'reply')
    const { do: wish, version, text, question, picture, heard } = parseForm(withoutFiles(form), replyForm)
    if (wish === 'correct') await correctReply(site, viewer, { replyId, version, text, voice: await readAttachment(form, 'voice') })
    else await showReply(site, viewer, { replyId, version, question, pictureOf: picture || null, voiceOf: heard || null })
    return redirect(paths.reply(replyId))
  })

export default function Route() {
  return <ReplyPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}
