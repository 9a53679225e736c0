// The report and its list as a workbook: numbers as numbers, days as days, everything people typed as plain text.
import { sayMoment } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { statuses } from '#app/modules/households/words.ts'
import { placeOf } from '#app/modules/regions/regions.server.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { type CellValue, emitWorkbook, type SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, fileFrom } from '#app/threads/files.ts'
import { withSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { listEverything, type ListedCompletion } from './figure-list.server.ts'
import { countOf, type FigureName, figureNames, type Figures } from './figures.ts'
import { readHouseholdReport } from './household-report.server.ts'
import { figureMeaning, figureWords } from './report-query.ts'
import { type Asked, scopeOf } from './scope.server.ts'

const heads = (figures: readonly FigureName[]) =>
  figures.map((figure) => ({ head: `${figureWords[figure].label}（${figureWords[figure].unit}）` }))
const cells = (row: Omit<Figures, 'cohorts'> & { cohorts?: number }, figures: readonly FigureName[]) =>
  figures.map((figure) => countOf(row, figure))
const ofCohort = figureNames.filter((figure) => figure !== 'cohorts')

/** A workbook with the figures, by township, by cohort, and the list of completions behind them, written in a thread. Refuses like the report, and with 409 where too many wait. */
export function exportHouseholdReport(site: Site, viewer: Viewer, asked: Asked, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  scopeOf(site, viewer, asked)
  return fileFrom(site.threads.stream('reports.export', { site: site.address(), viewer, asked }, exportLimits(viewer.accountId, signal)))
}

/** The same, in the thread. */
export const writeReport = (
  { site: address, viewer, asked }: { site: SiteAddress; viewer: Viewer; asked: Asked },
  emit: Emit<Uint8Array>,
) => withSite(address, async (site) => emitWorkbook(await sheetsOf(site, viewer, asked), emit))

async function sheetsOf(site: Site, viewer: Viewer, asked: Asked): Promise<SheetToWrite[]> {
  const report = await readHouseholdReport(site, viewer, asked)
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
        ['地区', report.regionName, null, '按结业那天户所在的地区；没有户的，按本人所在的地区'],
        ['从', { day: asked.from }, null, '这一天算在内'],
        ['到', { day: asked.to }, null, '这一天算在内'],
        ['按什么时候知道的', sayMoment(asked.asOf ?? site.now()), null, '那以后才登记或更正的，不算在内'],
        ...figureNames.map((figure): CellValue[] => [
          figureWords[figure].label,
          countOf(report, figure),
          figureWords[figure].unit,
          figureMeaning[figure],
        ]),
      ],
    },
    {
      name: '按乡镇',
      columns: [{ head: '地区代码', width: 14 }, { head: '乡镇', width: 20 }, ...heads(figureNames)],
      rows: report.byTownship.map((row) => [row.region, row.name, ...cells(row, figureNames)]),
    },
    {
      name: '按期',
      columns: [{ head: '期', width: 8 }, { head: '班名', width: 28 }, { head: '最后一次课', width: 14 }, ...heads(ofCohort)],
      rows: report.byCohort.map((row) => [row.number, row.name, row.lastDay ? { day: row.lastDay } : null, ...cells(row, ofCohort)]),
    },
    {
      name: '名单',
      columns: [
        { head: '姓名', width: 14 },
        { head: '身份证号', width: 22 },
        { head: '乡镇', width: 14 },
        { head: '村', width: 28 },
        { head: '户编号', width: 18 },
        { head: '结业日属性', width: 20 },
        { head: '期', width: 8 },
        { head: '班名', width: 28 },
        { head: '到课（次）', width: 12 },
        { head: '开课（次）', width: 12 },
        { head: '结业日', width: 14 },
        { head: '证书编号', width: 20 },
      ],
      rows: rowsOf(listEverything(site, viewer, { ...asked, figure: 'attendances' }), asked.to),
    },
  ]
}

async function* rowsOf(list: AsyncIterable<ListedCompletion>, day: string): AsyncGenerator<CellValue[]> {
  for await (const row of list) {
    const [township = null, village = null] = placeOf(row.region, day)
    yield [
      row.personName,
      row.idNumber,
      township,
      village,
      row.householdNumber,
      statuses[row.status],
      row.cohortNumber,
      row.cohortName,
      row.attended,
      row.sessions,
      { day: row.day },
      row.certificateNumber,
    ]
  }
}
