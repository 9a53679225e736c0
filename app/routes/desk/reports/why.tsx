// Explains why a household is in the figure, or not: the conditions in order, and the first that fails.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData, parseForm } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals, catchInvalidInput } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { WhyHouseholdPage } from '#app/modules/reports/pages/why-household-page.tsx'
import { resolveAsOf, withDefaults, reportQuery } from '#app/modules/reports/report-query.ts'
import { defaultReportQuery, findHousehold, explainHousehold } from '#app/modules/reports/reports.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '这一户在不在内 · 梯队' }]

async function ask(args: LoaderFunctionArgs, search: URLSearchParams, number = '') {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  const entered = withDefaults(search, await defaultReportQuery(site, viewer))
  const { found, refused } = await catchInvalidInput(async () => {
    const query = parseForm(entered, reportQuery)
    const householdId = search.get('household') ?? (number ? await findHousehold(site, viewer, { number, region: query.region }) : null)
    return { query, why: householdId ? await explainHousehold(site, viewer, { ...query, ...resolveAsOf(query), householdId }) : null }
  })
  return data({ viewer, entered: Object.fromEntries(entered), number, found, refused }, { status: refused ? 422 : 200 })
}

export const loader = (args: LoaderFunctionArgs) => ask(args, new URL(args.request.url).searchParams)

/** A household's number is posted, so that it is in no URL; lists link here by a meaningless id. */
export async function action(args: ActionFunctionArgs) {
  const form = await throwRefusals(() => readFormData(args.request))
  const entered = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
  return ask(args, entered, readSearch(form, 'number'))
}

export default function Route() {
  return <WhyHouseholdPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
