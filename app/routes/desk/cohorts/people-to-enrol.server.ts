// The people of the register as the enrolment page lists them: who is ticked stays ticked while the list is turned.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { param } from '#app/http/params.server.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { listPersons } from '#app/modules/households/households.server.ts'
import { enrolmentList, keepTicked, maxTickedPersons } from '#app/modules/households/lists.ts'
import { parseRegisterFilter } from '#app/modules/households/register-filter.ts'
import { placeRows } from '#app/modules/regions/regions.server.ts'
import { parsePosition } from '#app/paging.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

interface PeopleShown {
  /** Which page and order. */
  address: URLSearchParams
  search?: string
  /** Who was ticked on the page before. */
  posted?: readonly string[]
}

/** Loads the page of people that is asked for. */
export const loadPeopleToEnrol = (args: LoaderFunctionArgs, { address, search = '', posted = [] }: PeopleShown) =>
  throwRefusals(async () => {
    const viewer = await requireDuty(args, 'rosters.import')
    const { site } = args.context
    const { id, number, name, startsOn, state, trainees } = await readCohort(site, viewer, param(args, 'cohort'))
    const { sort, dir } = parseRegisterFilter(address)
    const position = parsePosition(address)
    const { rows, waiting, isSortable, ...found } = await listPersons(site, viewer, { search, position, filter: { sort, dir } })
    const enrolled = new Set(trainees.map(({ personId }) => personId))
    const people = placeRows(rows, toDay(site.now())).map((row) => ({ ...row, isEnrolled: enrolled.has(row.id) }))
    const query = parseTableQuery(address, enrolmentList)
    const asked =
      query.tick === 'all' ? (await listPersons(site, viewer, { search, filter: { sort, dir }, size: maxTickedPersons })).rows : rows
    return {
      viewer,
      cohort: { id, number, name, startsOn, state },
      search,
      waiting,
      isSortable,
      list: toListPart(query, { ...found, rows: people }, { size: enrolmentList.size, position, chosen: [] }),
      ticked: keepTicked(
        query.tick,
        posted,
        asked.map(({ id }) => id),
      ).filter((id) => !enrolled.has(id)),
    }
  })
