// The door of outcomes: what pairing achieved, by township. Each figure is the sum of the rows in its list, so the two cannot differ.
import { and, asc, between, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, toMonth, formatDay, formatLastDay, formatMonth } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { listViews } from '#app/modules/pairings/lists.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import { listGoals, listPairings } from '#app/modules/pairings/pairings.server.ts'
import { seesPairings } from '#app/modules/pairings/policy.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { formatSource, sourceLabels } from '#app/modules/shops/months.ts'
import { shopsVisibleTo } from '#app/modules/shops/policy.ts'
import { forbidden } from '#app/refusal.ts'
import { compareByPinyin } from '#app/text/by-pinyin.server.ts'
import type { Site } from '#app/site.ts'
import { emitWorkbook, type SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import type { SiteAddress } from '#app/site.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shopResults, shops } from '#db/views/shops.ts'
import type { Period } from './outcome-period.ts'
import { type FigureName, figureKeys, figureLabels } from './outcomes.ts'
import { townshipOf } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'

export { type MonthLine, readResults } from './results.server.ts'

export interface OutcomeRow {
  /** Township of the western shop; six digits for a shop of the county itself. */
  township: string
  /** The pairing to open, if the row belongs to one. */
  pairingId: string | null
  shop: string
  helper: string | null
  /** What this row adds to the figure. */
  value: number
  /** Why it is in the figure. */
  why: string
  /** `told`, `proved` or `confirmed`; null if the system itself knows. */
  source: string | null
}

/** Loads all rows of all figures in the viewer's reach. The only definition: report, lists and workbook are made from it. */
async function loadRows(site: Site, viewer: Viewer, { from, to }: Period): Promise<Record<FigureName, OutcomeRow[]>> {
  if (!seesPairings(viewer)) throw forbidden()
  const lines = await listPairings(site, viewer)
  const pair = (line: PairingLine, value: number, why: string, source: string | null = null): OutcomeRow => ({
    township: townshipOf(line.west.regionCode),
    pairingId: line.id,
    shop: line.west.name,
    helper: line.east.name,
    value,
    why,
    source,
  })
  const those = (wanted: (line: PairingLine) => boolean) =>
    lines.filter(wanted).map((line) => pair(line, 1, `现在的状态是「${formatPairingState(line.state)}」`))
  const byId = new Map(lines.map((line) => [line.id, line]))
  const goals = await listGoals(site.read, [...byId.keys()])
  const months = await site.read
    .select({ result: columnsOf(shopResults), shop: columnsOf(shops) })
    .from(shopResults)
    .innerJoin(shops, eq(shops.id, shopResults.shopId))
    .where(
      and(eq(shops.side, 'west'), isNull(shopResults.supersededAt), between(shopResults.month, from, to), shopsVisibleTo(viewer, shops)),
    )
    .orderBy(asc(shopResults.month))
  const began = lines
    .flatMap((line) => (line.beganAt === null ? [] : [{ line, beganAt: line.beganAt, since: toMonth(toDay(new Date(line.beganAt))) }]))
    .sort((one, other) => (one.beganAt < other.beganAt ? 1 : -1))
  /** The shop's latest pairing that had begun by that month: figures of earlier months are not the result of any help. */
  const ofHelped = months.flatMap(({ result, shop }) => {
    const helping = began.find(({ line, since }) => line.west.id === shop.id && since <= result.month)
    return helping ? [{ result, shop, line: helping.line }] : []
  })
  const month = ({ result, shop, line }: (typeof ofHelped)[number], value: number, why: string): OutcomeRow => ({
    township: townshipOf(shop.regionCode),
    pairingId: line.id,
    shop: shop.name,
    helper: line.east.name,
    value,
    why,
    source: formatSource(result),
  })
  const compared = ofHelped.flatMap((row) => (row.shop.startingSales === null ? [] : [{ ...row, atStart: row.shop.startingSales }]))
  const lastOf = [...new Map(ofHelped.map((row) => [row.shop.id, row])).values()]
  return {
    alive: those(({ state }) => listViews.alive.which(state)),
    completed: those(({ state }) => listViews.completed.which(state)),
    endedEarly: those(({ ending }) => ending === 'dissolved'),
    neverMet: those(({ ending }) => ending === 'unmet'),
    neverBegan: those(({ ending }) => ending === 'declined' || ending === 'lapsed'),
    goals: goals.map(({ pairingId, title, dueOn }) =>
      pair(present(byId.get(pairingId), 'pairing of the goal'), 1, `「${title}」，${formatLastDay(dueOn)}完成`),
    ),
    goalsConfirmed: goals
      .filter(({ confirmedBy }) => confirmedBy !== null)
      .map(({ pairingId, title, reachedOn }) =>
        pair(
          present(byId.get(pairingId), 'pairing of the goal'),
          1,
          `「${title}」，${formatDay(present(reachedOn, 'day of a confirmed goal'))}做到，凭据已核实`,
          sourceLabels.confirmed,
        ),
      ),
    sales: compared.map((row) => month(row, row.result.sales, `${formatMonth(row.result.month)}卖的`)),
    salesAtStart: compared.map((row) => ({
      ...month(row, row.atStart, `${formatMonth(row.result.month)}报了数，帮扶前一个月卖这么多`),
      source: sourceLabels.told,
    })),
    bought: ofHelped
      .filter(({ result }) => result.boughtByEast > 0)
      .map((row) => month(row, row.result.boughtByEast, `${formatMonth(row.result.month)}东部店采购`)),
    employed: lastOf.map((row) => month(row, row.result.employed, `这段时间里最后报的一个月：${formatMonth(row.result.month)}`)),
    employedRegistered: lastOf.map((row) =>
      month(row, row.result.employedRegistered, `这段时间里最后报的一个月：${formatMonth(row.result.month)}`),
    ),
  }
}

const sum = (rows: readonly OutcomeRow[]) => rows.reduce((total, { value }) => total + value, 0)

export interface Outcomes {
  all: Record<FigureName, number>
  byTownship: { code: string; name: string; figures: Record<FigureName, number> }[]
}

const count = (rows: Record<FigureName, OutcomeRow[]>, of: (row: OutcomeRow) => boolean = () => true) =>
  Object.fromEntries(figureKeys.map((name) => [name, sum(rows[name].filter(of))])) as Record<FigureName, number>

/** Returns the figures in the viewer's reach, in total and by township. Throws 403. */
export const readOutcomes = async (site: Site, viewer: Viewer, period: Period): Promise<Outcomes> =>
  computeFigures(await loadRows(site, viewer, period), toDay(site.now()))

/** How much was paired there: townships are listed largest first, as the chart shows them, then by pinyin. */
const countPairs = ({ figures: { alive, completed } }: Outcomes['byTownship'][number]) => alive + completed

function computeFigures(rows: Record<FigureName, OutcomeRow[]>, today: string): Outcomes {
  const codes = [...new Set(figureKeys.flatMap((name) => rows[name].map(({ township }) => township)))]
  return {
    all: count(rows),
    byTownship: codes
      .map((code) => ({
        code,
        name: findRegionOn(code, today)?.name ?? code,
        figures: count(rows, ({ township }) => township === code),
      }))
      .sort((one, other) => countPairs(other) - countPairs(one) || compareByPinyin(one.name, other.name)),
  }
}

/** Returns the rows behind one figure, of one township or of all. Their values add up to the figure. Throws 403. */
export async function readOutcomeList(
  site: Site,
  viewer: Viewer,
  { figure, township, ...period }: Period & { figure: FigureName; township?: string | undefined },
): Promise<{ count: number; rows: OutcomeRow[] }> {
  const rows = (await loadRows(site, viewer, period))[figure].filter((row) => !township || row.township === township)
  return { count: sum(rows), rows }
}

/** Exports figures and lists as a workbook, written in a thread and recorded. Throws 403, and 409 if too many wait. */
export async function exportOutcomes(
  site: Site,
  viewer: Viewer,
  period: Period,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  if (!seesPairings(viewer)) throw forbidden()
  const stream = site.threads.stream('pairings.export', { site: site.address(), viewer, period }, exportLimits(viewer.accountId, signal))
  const workbook = await toFileStream(stream)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `pairing report ${period.from} to ${period.to}` })
  return workbook
}

/** The part of it that runs in the thread. */
export const writeOutcomes = (
  { site: address, viewer, period }: { site: SiteAddress; viewer: Viewer; period: Period },
  emit: Emit<Uint8Array>,
) => withThreadSite(address, async (site) => emitWorkbook(await buildSheets(site, viewer, period), emit))

async function buildSheets(site: Site, viewer: Viewer, period: Period): Promise<SheetToWrite[]> {
  const rows = await loadRows(site, viewer, period)
  const today = toDay(site.now())
  const { all, byTownship } = computeFigures(rows, today)
  const heads = figureKeys.map((name) => ({ head: `${figureLabels[name].label}（${figureLabels[name].unit}）`, width: 18 }))
  return [
    {
      name: '按乡镇',
      columns: [{ head: '地区', width: 20 }, ...heads],
      rows: [
        ...byTownship.map(({ name, figures }) => [name, ...figureKeys.map((figure) => figures[figure])]),
        ['合计', ...figureKeys.map((figure) => all[figure])],
      ],
    },
    {
      name: '名单',
      columns: [
        { head: '数字', width: 22 },
        { head: '乡镇', width: 16 },
        { head: '西部店', width: 20 },
        { head: '东部店', width: 20 },
        { head: '数值', width: 12 },
        { head: '为什么在内', width: 46 },
        { head: '来历', width: 12 },
      ],
      rows: figureKeys.flatMap((name) =>
        rows[name].map(({ township, shop, helper, value, why, source }) => [
          figureLabels[name].label,
          findRegionOn(township, today)?.name ?? township,
          shop,
          helper,
          value,
          why,
          source,
        ]),
      ),
    },
  ]
}
