// What happened to a class.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { listCohortHistory } from '#app/modules/cohorts/cohorts.server.ts'
import { HistoryPage } from '#app/modules/cohorts/pages/history-page.tsx'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '培训班的记录 · 梯队' }]

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    return { ...frame, history: await listCohortHistory(args.context.site, frame.viewer, frame.cohort.id) }
  })

export default function Route() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />
}
