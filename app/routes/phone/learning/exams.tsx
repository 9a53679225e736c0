// The viewer's exams: open ones first, then past ones.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listOwnExams } from '#app/modules/exams/exams.server.ts'
import { ExamsPage } from '#app/modules/exams/pages/exams-page.tsx'

export const meta = () => [{ title: '考试 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'exams.sit')
  return { account: viewer.accountId, script: islandUrl('phone.js'), exams: await listOwnExams(args.context.site, viewer) }
}

export default function ExamsRoute() {
  return <ExamsPage {...useLoaderData<typeof loader>()} />
}
