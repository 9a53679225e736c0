// The results of pairing, by township; each figure links to its pairs and months.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { catchInvalidInput } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import { parsePeriod, readPeriod } from '#app/modules/outcomes/outcome-period.ts'
import { OutcomesPage } from '#app/modules/outcomes/pages/outcomes-page.tsx'

export const links = deskLinks
export const meta = () => [{ title: '结对成效 · 梯队' }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const search = new URL(args.request.url).searchParams
  const { found, refused } = await catchInvalidInput(() => readOutcomes(site, viewer, parsePeriod(search, site)))
  return data({ viewer, entered: readPeriod(search, site), outcomes: found, refused }, { status: refused ? 422 : 200 })
}

export default function Route() {
  return <OutcomesPage {...useLoaderData<typeof loader>()} />
}
