// The list behind one figure: as many persons, households or completions as it says, with cohort, attendance, exam and
// certificate.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { getPath } from '#app/modules/regions/regions.server.ts'
import { completionList, formatCohortOf, heldList } from '#app/modules/reports/pages/figure-columns.ts'
import { FigurePage } from '#app/modules/reports/pages/figure-page.tsx'
import { formatOwnRegion } from '#app/modules/reports/reports.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'
import { loadFigure } from './figure-list.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '数字后面的名单 · 梯队' }]

/** Of more units none are put in another order than that of places. */
const maxSorted = 2_000

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const { viewer, query, figure, count, lines, cohorts, isWhole, turns, position } = await loadFigure(args, maxSorted)
    const { searchParams } = new URL(args.request.url)
    const where = [...getPath(query.region, query.to).slice(2), ...(query.own ? [formatOwnRegion(query.region, query.to)] : [])].join(' ')
    const page = { viewer, query, figure, count, where }
    if (figure === 'cohorts')
      return { ...page, list: null, cohort: null, cohorts: arrange(cohorts, parseTableQuery(searchParams, heldList), heldList) }
    const definition = completionList(figure)
    const asked = parseTableQuery(searchParams, definition)
    const only = query.cohort ? lines.find(({ cohortId }) => cohortId === query.cohort) : undefined
    const cohort = only ? formatCohortOf(only) : null
    const chosen = query.cohort && cohort ? [{ name: 'cohort', label: '培训班', value: query.cohort, words: cohort }] : []
    const list = isWhole
      ? arrange(lines, asked, definition)
      : toListPart(
          { ...asked, sort: null, filters: only ? { cohort: only.cohortId } : {} },
          { rows: lines, count, isCounted: true, turns },
          { size: definition.size, position, chosen },
        )
    return { ...page, list, cohort, cohorts: null }
  })

export default function Route() {
  return <FigurePage {...useLoaderData<typeof loader>()} />
}
