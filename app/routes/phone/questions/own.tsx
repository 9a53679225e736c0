// 我的提问.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listOwnInquiries } from '#app/modules/inquiries/inquiries.server.ts'
import { OwnInquiriesPage } from '#app/modules/inquiries/pages/own-inquiries-page.tsx'
import { listOwnCourses } from '#app/modules/learning/learning.server.ts'

export const meta = () => [{ title: '我的提问 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.study')
  const { site } = args.context
  const inquiries = await throwRefusals(() => listOwnInquiries(site, viewer))
  const courses = (await listOwnCourses(site, viewer)).map(({ slug, title }) => ({ slug, title }))
  return { account: viewer.accountId, script: islandUrl('trainee-forms.js'), inquiries, courses }
}

export default function Route() {
  return <OwnInquiriesPage {...useLoaderData<typeof loader>()} />
}
