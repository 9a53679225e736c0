// The template of a roster: its columns with lists to choose from, an example row that is not read, and how to fill it in.
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { tierLabels } from '#app/modules/courses/tiers.ts'
import { monitoringLabels, statusLabels } from '#app/modules/households/labels.ts'
import { toDay } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import { buildTemplate, type TemplateColumn } from '#app/spreadsheet/template.ts'
import { writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { columnLabels } from './reading/columns.ts'

/** Yields the workbook in chunks. */
export function writeRosterTemplate(site: Pick<Site, 'programme' | 'now'>): AsyncGenerator<Uint8Array, void, void> {
  const { west } = site.programme
  const townships = listChildren(west.county, toDay(site.now())).map(({ name }) => name)
  return writeWorkbook(
    buildTemplate({
      name: '花名册',
      above: ['填报日期：', '', '（写成 2026-11-20 这样：表上说的是哪天的情况，登记册就从那天起改；空着，就从导入那天起）'],
      columns: columnsOf(townships, west.exampleAddress),
      notes: [
        '一行一个人。身份证号一列已经设成“文本”，请不要改成数字，不然后几位会丢。',
        '办公室自己的表也可以直接交：列的叫法、先后不一样都认得，多出来的列不看。',
        '交上来先预览，每行会怎样都写明；没有点“导入”之前，什么都不会改。退回的行会写明原因，改好再交一次就行，收过的不会重复。',
      ],
    }),
  )
}

const columnsOf = (townships: readonly string[], exampleAddress: string): TemplateColumn[] => {
  const [township = '', village = ''] = exampleAddress.split(/(?<=[镇乡])/)
  return [
    { head: columnLabels.name, width: 12, isNeeded: true, example: '王小兰', how: '照身份证写，不写别的话。' },
    { head: columnLabels.idNumber, width: 24, isNeeded: true, example: '（18 位）', how: '18 位，照身份证写。' },
    { head: columnLabels.phone, width: 16, example: '（11 位）', how: '11 位手机号；没有就空着。' },
    { head: columnLabels.township, width: 14, isNeeded: true, example: township, how: '本县的乡镇，从单子里选。', choices: townships },
    { head: columnLabels.village, width: 16, example: village, how: '村或社区，照行政区划写；不清楚就空着。' },
    {
      head: columnLabels.householdNumber,
      width: 20,
      example: 'A-000061',
      how: '建档立卡系统里的户编号，一户的人写一样的。没有登记户就空着，这时户属性、监测类型记不下来。',
    },
    { head: columnLabels.relation, width: 12, example: '户主', how: '户主、配偶、之子、之女等。' },
    {
      head: columnLabels.status,
      width: 22,
      example: statusLabels.registered,
      how: '这一户的属性，从单子里选。一户的人要写成一样。',
      choices: Object.values(statusLabels),
    },
    {
      head: columnLabels.monitoring,
      width: 18,
      example: monitoringLabels.none,
      how: '从单子里选；不清楚就空着。',
      choices: Object.values(monitoringLabels),
    },
    {
      head: columnLabels.tier,
      width: 14,
      example: tierLabels.entrepreneur,
      how: '从单子里选；空着也行。',
      choices: Object.values(tierLabels),
    },
  ]
}
