// Why is this household in the figure, or not? The conditions in order, and the first that fails.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formOf, parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { orRefuse, orSay } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { WhyHouseholdPage } from '#app/modules/reports/pages/why-household-page.tsx'
import { asOfOf, filledIn, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultQuery, findHousehold, whyHousehold } from '#app/modules/reports/reports.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '这一户在不在内 · 梯队' }]

async function ask(asked: LoaderFunctionArgs, search: URLSearchParams, number = '') {
  const viewer = await requireDuty(asked, 'reports.see')
  const { site } = asked.context
  const entered = filledIn(search, await defaultQuery(site, viewer))
  const { found, refused } = await orSay(async () => {
    const query = parseForm(entered, reportQuery)
    const householdId = search.get('household') ?? (number ? await findHousehold(site, viewer, { number, region: query.region }) : null)
    return { query, why: householdId ? await whyHousehold(site, viewer, { ...query, ...asOfOf(query), householdId }) : null }
  })
  return data({ viewer, entered: Object.fromEntries(entered), number, found, refused }, { status: refused ? 422 : 200 })
}

export const loader = (asked: LoaderFunctionArgs) => ask(asked, new URL(asked.request.url).searchParams)

/** A household's number is posted, so that it stands in no address; lists link here by an id that says nothing. */
export async function action(asked: ActionFunctionArgs) {
  const form = await orRefuse(() => formOf(asked.request))
  const entered = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
  return ask(asked, entered, readSearch(form, 'number'))
}

export default function Route() {
  return <WhyHouseholdPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
