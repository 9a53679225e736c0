// What pairing came to, by township: each figure is the sum of the very rows that it opens to, so the two cannot differ.
import { and, asc, between, eq, inArray, isNull } from 'drizzle-orm'
import { dayOf } from '#app/calendar.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { regionOn } from '#app/modules/regions/regions.server.ts'
import { notYours } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type SheetToWrite, workbookStream } from '#app/spreadsheet/spreadsheet.server.ts'
import { pairingGoals, shopResults, shops } from '#db/schema/mentorship.ts'
import { type FigureName, figureNames, figureWords } from './outcomes.ts'
import { listPairings, looksAfterPairings, type PairingLine } from './pairings.server.ts'
import { sayPairingState } from './pairing-words.ts'
import { shopsVisibleTo } from './policy.ts'
import { sourceNames } from './results.ts'

export interface OutcomeRow {
  /** Township of the western shop; six digits for a shop of the county itself. */
  township: string
  /** The pairing to open, if the row is of one. */
  pairingId: string | null
  shop: string
  helper: string | null
  /** What this row adds to the figure. */
  value: number
  /** Why it is in the figure. */
  why: string
  /** Told by the shop, proved, or confirmed; null where the system itself knows. */
  source: string | null
}

export interface Period {
  /** Months, YYYY-MM, both included: for what shops told of months. Pairings are counted as they stand today. */
  from: string
  to: string
}

const townshipOf = (code: string) => code.slice(0, 9)

/** All rows of all figures in the viewer's reach. The one definition: report, lists and workbook are made of it. */
async function rowsOfAll(site: Site, viewer: Viewer, { from, to }: Period): Promise<Record<FigureName, OutcomeRow[]>> {
  if (!looksAfterPairings(viewer)) throw notYours()
  const lines = await listPairings(site, viewer)
  const pair = (line: PairingLine, value: number, why: string, source: string | null = null): OutcomeRow => ({ township: townshipOf(line.west.regionCode), pairingId: line.id, shop: line.west.name, helper: line.east.name, value, why, source })
  const inState = (states: readonly string[]) => lines.filter(({ state }) => states.some((wanted) => state.startsWith(wanted))).map((line) => pair(line, 1, `现在的状态是「${sayPairingState(line.state)}」`))
  const byId = new Map(lines.map((line) => [line.id, line]))
  const goals = lines.length === 0 ? [] : await site.read.select().from(pairingGoals).where(inArray(pairingGoals.pairingId, [...byId.keys()])).orderBy(asc(pairingGoals.dueOn))
  const months = await site.read
    .select({ result: shopResults, shop: shops })
    .from(shopResults)
    .innerJoin(shops, eq(shops.id, shopResults.shopId))
    .where(and(eq(shops.side, 'west'), isNull(shopResults.supersededAt), between(shopResults.month, from, to), shopsVisibleTo(viewer, shops)))
    .orderBy(asc(shopResults.month))
  const began = lines.filter(({ state }) => !['proposed', 'declined', 'lapsed'].includes(state))
  /** The pairing that was the shop's latest by the end of that month; its first one if the month lies before it. */
  const helping = (shopId: string, until: string) => {
    const ofShop = began.filter(({ west }) => west.id === shopId).sort((one, other) => other.proposedAt.getTime() - one.proposedAt.getTime())
    return ofShop.find(({ proposedAt }) => dayOf(proposedAt).slice(0, 7) <= until) ?? ofShop.at(-1)
  }
  const month = ({ result, shop }: (typeof months)[number], value: number, why: string): OutcomeRow => ({
    township: townshipOf(shop.regionCode),
    pairingId: helping(shop.id, result.month)?.id ?? null,
    shop: shop.name,
    helper: helping(shop.id, result.month)?.east.name ?? null,
    value,
    why,
    source: sourceNames[result.source],
  })
  const ofHelped = months.filter(({ shop }) => began.some(({ west }) => west.id === shop.id))
  const lastOf = [...new Map(ofHelped.map((row) => [row.shop.id, row])).values()]
  return {
    alive: inState(['alive', 'paused', 'evaluating']),
    completed: inState(['completed']),
    endedEarly: inState(['dissolved', 'rematched']),
    neverBegan: inState(['declined', 'lapsed']),
    goals: goals.map(({ pairingId, title, dueOn }) => pair(byId.get(pairingId)!, 1, `「${title}」，${dueOn} 前完成`)),
    goalsConfirmed: goals.filter(({ confirmedBy }) => confirmedBy !== null).map(({ pairingId, title, reachedOn }) => pair(byId.get(pairingId)!, 1, `「${title}」，${reachedOn} 做到，凭据已核实`, sourceNames.confirmed)),
    bought: ofHelped.filter(({ result }) => result.boughtByEast > 0).map((row) => month(row, row.result.boughtByEast, `${row.result.month} 东部店采购`)),
    employed: lastOf.map((row) => month(row, row.result.employed, `这段时间里最后报的一个月 ${row.result.month}`)),
    employedRegistered: lastOf.map((row) => month(row, row.result.employedRegistered, `这段时间里最后报的一个月 ${row.result.month}`)),
  }
}

const sum = (rows: readonly OutcomeRow[]) => rows.reduce((total, { value }) => total + value, 0)

export interface Outcomes {
  all: Record<FigureName, number>
  byTownship: { code: string; name: string; figures: Record<FigureName, number> }[]
}

const count = (rows: Record<FigureName, OutcomeRow[]>, of: (row: OutcomeRow) => boolean = () => true) => Object.fromEntries(figureNames.map((name) => [name, sum(rows[name].filter(of))])) as Record<FigureName, number>

/** The figures in the viewer's reach, whole and by township. Refuses with 403. */
export async function readOutcomes(site: Site, viewer: Viewer, period: Period): Promise<Outcomes> {
  const rows = await rowsOfAll(site, viewer, period)
  const codes = [...new Set(figureNames.flatMap((name) => rows[name].map(({ township }) => township)))].sort()
  const today = dayOf(site.now())
  return { all: count(rows), byTownship: codes.map((code) => ({ code, name: regionOn(code, today)?.name ?? code, figures: count(rows, ({ township }) => township === code) })) }
}

/** The rows behind one figure, of one township or of all. Their values add up to the figure. Refuses with 403. */
export async function openOutcome(site: Site, viewer: Viewer, { figure, township, ...period }: Period & { figure: FigureName; township?: string }): Promise<{ count: number; rows: OutcomeRow[] }> {
  const rows = (await rowsOfAll(site, viewer, period))[figure].filter((row) => !township || row.township === township)
  return { count: sum(rows), rows }
}

/** Figures and lists as a workbook. Refuses with 403. */
export async function exportOutcomes(site: Site, viewer: Viewer, period: Period): Promise<ReadableStream<Uint8Array>> {
  const rows = await rowsOfAll(site, viewer, period)
  const { all, byTownship } = await readOutcomes(site, viewer, period)
  const heads = figureNames.map((name) => ({ head: `${figureWords[name].label}（${figureWords[name].unit}）`, width: 18 }))
  const today = dayOf(site.now())
  const sheets: SheetToWrite[] = [
    { name: '按乡镇', columns: [{ head: '地区', width: 20 }, ...heads], rows: [...byTownship.map(({ name, figures }) => [name, ...figureNames.map((figure) => figures[figure])]), ['合计', ...figureNames.map((figure) => all[figure])]] },
    {
      name: '名单',
      columns: [{ head: '数字', width: 22 }, { head: '乡镇', width: 16 }, { head: '西部店', width: 20 }, { head: '东部店', width: 20 }, { head: '数值', width: 12 }, { head: '为什么在内', width: 46 }, { head: '来历', width: 12 }],
      rows: figureNames.flatMap((name) => rows[name].map(({ township, shop, helper, value, why, source }) => [figureWords[name].label, regionOn(township, today)?.name ?? township, shop, helper, value, why, source])),
    },
  ]
  return workbookStream(sheets)
}
