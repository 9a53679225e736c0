// Passes that the administrator should check: answers arrived when the right ones could already be read.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listDoubtfulPasses } from '#app/modules/exams/exams.server.ts'
import { DoubtfulPassesPage } from '#app/modules/exams/pages/doubtful-passes-page.tsx'
import { parsePosition } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '要复查的考试通过 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'certificates.revoke')
    const position = parsePosition(new URL(args.request.url).searchParams)
    return { viewer, ...(await listDoubtfulPasses(args.context.site, viewer, { position })) }
  })

export default function Route() {
  return <DoubtfulPassesPage {...useLoaderData<typeof loader>()} />
}
