// The list behind a figure of the household report as its page and its workbook show it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import { figureName, reportQuery, resolveAsOf, withDefaults } from '#app/modules/reports/report-query.ts'
import { defaultReportQuery, numberUnits, requestFigure } from '#app/modules/reports/reports.server.ts'
import { parsePosition } from '#app/paging.ts'
import { notFound } from '#app/refusal.ts'

/** Loads what the address asks for: all on one page if there are no more units than `most`. Throws 404 or 422. */
export async function loadFigure(args: LoaderFunctionArgs, most: number) {
  const viewer = await requireDuty(args, 'reports.see')
  const { site } = args.context
  const figure = figureName.safeParse(args.params.figure)
  if (!figure.success) throw notFound('这个数字')
  const search = new URL(args.request.url).searchParams
  const query = parseForm(withDefaults(search, await defaultReportQuery(site, viewer)), reportQuery)
  const position = parsePosition(search)
  const asked = { ...query, ...resolveAsOf(query), figure: figure.data, position, most }
  const { rows, before, ...list } = await requestFigure(site, viewer, asked, args.request.signal)
  const lines = rows.map((row) => ({ ...row, place: formatPlace(row.region, query.to).join(' ') }))
  return {
    ...{ viewer, query, position },
    ...list,
    lines: figure.data === 'cohorts' ? [] : numberUnits(figure.data, lines, list.isWhole ? 0 : before),
  }
}
