// Exports the report and its list as a workbook: numbers as numbers, days as days, everything people typed as plain text.
import { formatMoment, formatPeriod } from '#app/calendar.ts'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { formatHouseholdStatus } from '#app/modules/households/labels.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { type CellValue, emitWorkbook, type SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { listAllCompletions, type ListedCompletion } from './figure-list.server.ts'
import { getFigure, type FigureName, figureKeys, type Figures } from './figures.ts'
import { readHouseholdReport } from './household-report.server.ts'
import { figureDescriptions, figureLabels, formatLastDay } from './report-query.ts'
import { type ScopeQuery, resolveScope } from './scope.server.ts'

const heads = (figures: readonly FigureName[]) =>
  figures.map((figure) => ({ head: `${figureLabels[figure].label}（${figureLabels[figure].unit}）` }))
const cells = (row: Omit<Figures, 'cohorts'> & { cohorts?: number }, figures: readonly FigureName[]) =>
  figures.map((figure) => getFigure(row, figure))
const ofCohort = figureKeys.filter((figure) => figure !== 'cohorts')

/** `wholeFor`: the people whose ID number is written whole; showing it has been logged. */
export type ExportQuery = ScopeQuery & { wholeFor?: readonly string[] }

/**
 * Exports a workbook with the figures, by township, by cohort, and the list of completions behind them, written in a thread. Throws what
 * the report throws, and 409 if too many wait.
 */
export function exportHouseholdReport(
  site: Site,
  viewer: Viewer,
  query: ExportQuery,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  resolveScope(site, viewer, query)
  return toFileStream(
    site.threads.stream('reports.export', { site: site.address(), viewer, query }, exportLimits(viewer.accountId, signal)),
  )
}

/** The part of it that runs in the thread. */
export const writeReport = (
  { site: address, viewer, query }: { site: SiteAddress; viewer: Viewer; query: ExportQuery },
  emit: Emit<Uint8Array>,
) => withThreadSite(address, async (site) => emitWorkbook(await sheetsOf(site, viewer, query), emit))

/** Above each sheet: what it is, of which days and region, and what it counts. Then the heads, with arrows to filter by. */
function titled(sheet: SheetToWrite, { title, about }: { title: string; about: string }) {
  async function* rows() {
    yield { cells: [title], look: 'title' as const }
    yield { cells: [about], look: 'title' as const }
    yield { cells: sheet.columns.map(({ head }) => head), look: 'head' as const }
    yield* sheet.rows
  }
  return { ...sheet, hasHeads: false, frozenRows: 3, isFiltered: true, rows: rows() }
}

async function sheetsOf(site: Site, viewer: Viewer, query: ExportQuery): Promise<SheetToWrite[]> {
  const report = await readHouseholdReport(site, viewer, query)
  const { regionName } = report
  const period = formatPeriod(query.from, query.to)
  const about = `地区：${regionName}　时段：${period}　${formatMoment(query.asOf ?? site.now())}知道的情况`
  const titleOf = (what: string) => ({ title: `${regionName}电商培训到户报表：${what}`, about })
  const total = (before: readonly (string | null)[], figures: readonly FigureName[]) => ({
    cells: [...before, ...cells(report, figures)],
    look: 'total' as const,
  })
  return [
    {
      name: '汇总',
      columns: [
        { head: '项目', width: 22 },
        { head: '数', width: 18 },
        { head: '单位', width: 8 },
        { head: '怎么数的', width: 64 },
      ],
      rows: [
        ['地区', regionName, null, '按结业那天户所在的地区；没有户的，按本人所在的地区'],
        ['从', { day: query.from }, null, '这一天算在内'],
        ['到', { day: query.to }, null, '这一天算在内'],
        ['按什么时候知道的', formatMoment(query.asOf ?? site.now()), null, '那以后才登记或更正的，不算在内'],
        ...figureKeys.map((figure): CellValue[] => [
          figureLabels[figure].label,
          getFigure(report, figure),
          figureLabels[figure].unit,
          figureDescriptions[figure],
        ]),
      ],
    },
    titled(
      {
        name: '按乡镇',
        columns: [{ head: '地区代码', width: 14 }, { head: '乡镇', width: 20 }, ...heads(figureKeys)],
        rows: [
          ...report.byTownship.map((row) => [row.region, row.name, ...cells(row, figureKeys)]),
          total([null, `合计（${regionName}，不重复）`], figureKeys),
        ],
      },
      titleOf('按乡镇'),
    ),
    titled(
      {
        name: '按期',
        columns: [{ head: '期', width: 14 }, { head: '班名', width: 28 }, { head: '最后一次课', width: 14 }, ...heads(ofCohort)],
        rows: [
          ...report.byCohort.map((row) => [
            formatCohortNumber(row),
            row.name,
            row.counts === 'counted' && row.lastDay ? { day: row.lastDay } : formatLastDay(row),
            ...cells(row, ofCohort),
          ]),
          total([null, '合计（不重复）', null], ofCohort),
        ],
      },
      titleOf('按期'),
    ),
    titled(
      {
        name: '名单',
        columns: [
          { head: '姓名', width: 14 },
          { head: '身份证号', width: 22 },
          { head: '乡镇', width: 14 },
          { head: '村', width: 28 },
          { head: '户编号', width: 18 },
          { head: '结业日属性', width: 20 },
          { head: '期', width: 14 },
          { head: '班名', width: 28 },
          { head: '到课（次）', width: 12 },
          { head: '开课（次）', width: 12 },
          { head: '结业日', width: 14 },
          { head: '证书编号', width: 20 },
        ],
        rows: rowsOf(listAllCompletions(site, viewer, { ...query, figure: 'attendances' }), query.to),
      },
      titleOf('结业人员名单'),
    ),
  ]
}

async function* rowsOf(list: AsyncIterable<ListedCompletion>, day: string): AsyncGenerator<CellValue[]> {
  for await (const row of list) {
    const [township = null, village = null] = formatPlace(row.region, day)
    yield [
      row.personName,
      row.idNumber,
      township,
      village,
      row.householdNumber,
      formatHouseholdStatus(row.householdId, row.status),
      formatCohortNumber({ number: row.cohortNumber, startsOn: row.cohortStartsOn }),
      row.cohortName,
      row.attended,
      row.sessions,
      { day: row.day },
      row.certificateNumber,
    ]
  }
}
