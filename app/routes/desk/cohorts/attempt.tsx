// One attempt at the desk: its result, its history, every receipt. Nothing can be changed here.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import examCss from '#app/modules/exams/pages/exam.css?url'
import { readAttemptAtDesk } from '#app/modules/exams/exams.server.ts'
import { AttemptAtDeskPage } from '#app/modules/exams/pages/attempt-at-desk-page.tsx'

export const links: LinksFunction = () => [...deskLinks(), { rel: 'stylesheet', href: examCss }]
export const meta = () => [{ title: '答卷 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'results.see')
    return { viewer, attempt: await readAttemptAtDesk(args.context.site, viewer, param(args, 'attempt')) }
  })

export default function Route() {
  return <AttemptAtDeskPage {...useLoaderData<typeof loader>()} />
}
