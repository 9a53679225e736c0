// What pairing came to, by township; each figure opens to its pairs and months.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { readPeriod } from '#app/modules/outcomes/outcome-period.ts'
import { OutcomesPage } from '#app/modules/outcomes/pages/outcomes-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对成效 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'pairings.see')
  const { site } = asked.context
  return orRefuse(async () => {
    const period = readPeriod(new URL(asked.request.url).searchParams, site)
    return { viewer, period, outcomes: await readOutcomes(site, viewer, period) }
  })
}

export default function Route() {
  return <OutcomesPage {...useLoaderData<typeof loader>()} />
}
