// The questions of trainees that wait for an answer.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listWaitingInquiries } from '#app/modules/inquiries/inquiries.server.ts'
import { WaitingPage } from '#app/modules/inquiries/pages/waiting-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '学员提问 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.answer')
  const cohort = /^[\w-]{1,60}$/.exec(new URL(args.request.url).searchParams.get('cohort') ?? '')?.[0] ?? null
  const waiting = await throwRefusals(() => listWaitingInquiries(args.context.site, viewer, cohort ?? undefined))
  return { viewer, ...waiting, cohort }
}

export default function Route() {
  return <WaitingPage {...useLoaderData<typeof loader>()} />
}
