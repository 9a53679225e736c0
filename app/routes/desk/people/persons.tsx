// People of the register, within reach; all of them, or those who are looked for.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar.ts'
import { formOf } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { listPersons } from '#app/modules/households/households.server.ts'
import { PersonsPage } from '#app/modules/households/pages/persons-page.tsx'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import { positionOf } from '#app/paging.ts'

export const links = deskLinks
export const meta = () => [{ title: '人员和户 · 梯队' }]

async function find(asked: LoaderFunctionArgs, given: URLSearchParams | FormData, search: string) {
  const viewer = await requireDuty(asked, 'households.see')
  const { site } = asked.context
  const found = await listPersons(site, viewer, { search, position: positionOf(given) })
  const today = dayOf(site.now())
  return { viewer, search, ...found, rows: found.rows.map((row) => ({ ...row, place: placeOf(row.regionCode, today).join(' ') })) }
}

export const loader = (asked: LoaderFunctionArgs) => find(asked, new URL(asked.request.url).searchParams, '')

/** A search is posted: whom somebody looks for stands in no address, and so in no history and no log. */
export async function action(asked: ActionFunctionArgs) {
  const form = await orRefuse(() => formOf(asked.request))
  return find(asked, form, readSearch(form))
}

export default function Route() {
  return <PersonsPage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />
}
