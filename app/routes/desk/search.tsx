// The search of the desk. It is posted, so that what is searched for is in no address, and so in no history and no log.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { toDay } from '#app/calendar.ts'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { deskLinks } from '#app/http/page.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond } from '#app/http/respond.server.ts'
import { readSearch } from '#app/http/search.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { SearchPage } from '#app/modules/search/pages/search-page.tsx'
import { namePlaces, searchDesk } from '#app/modules/search/search.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '查找 · 梯队' }]

async function find(args: LoaderFunctionArgs, search: string) {
  const viewer = await requireDuty(args, 'desk.search')
  const { site } = args.context
  const found = await searchDesk(site, viewer, search)
  return { viewer, search, found, places: namePlaces(found, toDay(site.now())) }
}

export const loader = (args: LoaderFunctionArgs) => find(args, '')

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => find(args, readSearch(await readFormData(request))))

export default function Route() {
  const answer = useActionData<typeof action>()
  const refused = getRefused(answer)
  const found = answer && 'found' in answer ? answer : null
  return (
    <SearchPage
      {...useLoaderData<typeof loader>()}
      {...found}
      {...(refused ? { search: refused.entered.search ?? '', refused: refused.refused.message } : {})}
    />
  )
}
