// The report and its lists as a workbook: numbers as numbers, days as days, everything people typed as plain text.
import { statuses } from '#app/modules/households/words.ts'
import { pathOf } from '#app/modules/regions/regions.server.ts'
import { type SheetToWrite, workbookStream } from '#app/spreadsheet/spreadsheet.server.ts'
import type { Site } from '#app/site.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { openFigure, readHouseholdReport } from './household-report.server.ts'
import type { Figures } from './figures.ts'

interface Asked {
  from: string
  to: string
  region: string
}

const heads = ['人次', '人', '户', '建档立卡 人', '建档立卡 户', '其中已脱贫 人', '其中已脱贫 户']
const cells = ({ attendances, persons, households, registered }: Omit<Figures, 'cohorts'>) => [
  attendances,
  persons,
  households,
  registered.persons,
  registered.households,
  registered.ofWhichLifted.persons,
  registered.ofWhichLifted.households,
]

/** A workbook with the figures, by township, by cohort, and the list of completions behind them. Refuses with 404 like the report. */
export async function exportHouseholdReport(site: Site, viewer: Viewer, asked: Asked): Promise<ReadableStream<Uint8Array>> {
  const report = await readHouseholdReport(site, viewer, asked)
  const { rows } = await openFigure(site, viewer, { ...asked, figure: 'attendances' })
  const sheets: SheetToWrite[] = [
    {
      name: '汇总',
      columns: [{ head: '地区', width: 24 }, { head: '从', width: 12 }, { head: '到', width: 12 }, { head: '期', width: 8 }, ...heads.map((head) => ({ head, width: 14 }))],
      rows: [[report.regionName, { day: asked.from }, { day: asked.to }, report.cohorts, ...cells(report)]],
    },
    {
      name: '按乡镇',
      columns: [{ head: '地区代码', width: 14 }, { head: '乡镇', width: 20 }, { head: '期', width: 8 }, ...heads.map((head) => ({ head, width: 14 }))],
      rows: report.byTownship.map((row) => [row.region, row.name, row.cohorts, ...cells(row)]),
    },
    {
      name: '按期',
      columns: [{ head: '期', width: 8 }, { head: '班名', width: 28 }, { head: '最后一次课', width: 14 }, ...heads.map((head) => ({ head, width: 14 }))],
      rows: report.byCohort.map((row) => [row.number, row.name, row.lastDay ? { day: row.lastDay } : null, ...cells(row)]),
    },
    {
      name: '名单',
      columns: [
        { head: '姓名', width: 14 },
        { head: '身份证号', width: 22 },
        { head: '乡镇和村', width: 34 },
        { head: '户编号', width: 18 },
        { head: '结业日属性', width: 20 },
        { head: '期', width: 8 },
        { head: '班名', width: 28 },
        { head: '结业日', width: 14 },
        { head: '证书编号', width: 20 },
      ],
      rows: rows.map((row) => [row.personName, row.idNumber, pathOf(row.region, asked.to).slice(3).join(' '), row.householdNumber, statuses[row.status], row.cohortNumber, row.cohortName, { day: row.day }, row.certificateNumber]),
    },
  ]
  return workbookStream(sheets)
}
