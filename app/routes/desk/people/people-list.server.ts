// The list of people as its page shows it: who is ticked stays ticked while it is turned.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { hasDuty } from '#app/access/viewer.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { keepTicked, personList } from '#app/modules/households/lists.ts'
import { listOpenCohorts } from '#app/modules/rosters/rosters.server.ts'
import { listIdsOfPeople, listPeople } from '#app/modules/talent/talent.server.ts'
import { parsePosition } from '#app/paging.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

interface PeopleShown {
  /** Which page, order and filters. */
  address: URLSearchParams
  search?: string
  /** Who was ticked on the page before. */
  posted?: readonly string[]
  /** The class that was chosen for them. */
  chosen?: string
}

/** Loads the page of people that is asked for. */
export const loadPeople = (args: LoaderFunctionArgs, { address, search = '', posted = [], chosen = '' }: PeopleShown) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'households.see')
    const { site } = args.context
    const position = parsePosition(address)
    const { rows, count, isCounted, turns, narrowed, ...about } = await listPeople(site, viewer, { address, search, position })
    const query = parseTableQuery(address, personList)
    const list = toListPart(query, { rows, count, isCounted, turns }, { size: personList.size, position, chosen: search ? [] : narrowed })
    const canAdd = hasDuty(viewer, 'rosters.import')
    const asked = query.tick === 'all' && canAdd ? await listIdsOfPeople(site, viewer, { address, search }) : rows.map(({ id }) => id)
    return {
      viewer,
      ...about,
      list,
      ticked: keepTicked(query.tick, posted, asked),
      canAdd,
      cohorts: canAdd ? await listOpenCohorts(site, viewer) : [],
      enrolledIn: chosen,
    }
  })
