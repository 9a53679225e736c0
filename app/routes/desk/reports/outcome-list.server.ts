// The list behind a figure of pairing as its page and its workbook show it.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDay } from '#app/calendar.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { readOutcomeList } from '#app/modules/outcomes/outcomes.server.ts'
import { parsePeriod } from '#app/modules/outcomes/outcome-period.ts'
import { figureKeys } from '#app/modules/outcomes/outcomes.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { notFound } from '#app/refusal.ts'

/** Returns the rows that the address asks for, and what they add up to. Throws 404 or 422. */
export async function loadOutcomeList(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'pairings.see')
  const { site } = args.context
  const figure = figureKeys.find((name) => name === args.params.list)
  if (!figure) throw notFound('这个数字')
  const search = new URL(args.request.url).searchParams
  const period = parsePeriod(search, site)
  const township = search.get('township') || undefined
  const today = toDay(site.now())
  const nameOf = (code: string) => findRegionOn(code, today)?.name ?? code
  const { count, rows } = await readOutcomeList(site, viewer, { ...period, figure, township })
  const where = township ? nameOf(township) : '全部乡镇'
  return { viewer, figure, period, where, count, rows: rows.map((line, row) => ({ ...line, row, place: nameOf(line.township) })) }
}
