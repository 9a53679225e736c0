// The template of a list of shops.
import { toDay } from '#app/calendar.ts'
import { getCountyName, listChildren } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import { writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { buildTemplate, type TemplateColumn } from '#app/spreadsheet/template.ts'
import { handlings, platforms, skills } from '../shop.ts'
import { listGoods } from '../categories.ts'
import { columnLabels } from './columns.ts'

/** Yields the workbook in chunks. */
export function writeShopListTemplate(site: Pick<Site, 'programme' | 'now'>): AsyncGenerator<Uint8Array, void, void> {
  const { programme } = site
  const today = toDay(site.now())
  const townships = listChildren(programme.west.county, today).map(({ name }) => name)
  return writeWorkbook(
    buildTemplate({
      name: '网店名录',
      columns: columnsOf({ townships, county: getCountyName(programme, today), goods: listGoods(programme).map(({ name }) => name) }),
      notes: [
        '一行一家店。一格里有几样的，用顿号隔开。',
        '办公室自己的表也可以直接交：列的叫法、先后不一样都认得，多出来的列不看。',
        '交上来先预览，每行会怎样都写明；没有点“导入”之前，什么都不会改。退回的行会写明原因，改好再交一次就行。',
      ],
    }),
  )
}

interface Words {
  townships: readonly string[]
  county: string
  goods: readonly string[]
}

const columnsOf = ({ townships, county, goods }: Words): TemplateColumn[] => {
  const several = { platforms: Object.values(platforms), skills: Object.values(skills), handlings: Object.values(handlings) }
  return [
    {
      head: columnLabels.side,
      width: 10,
      isNeeded: true,
      example: '西部',
      how: `西部是${county}的店，东部是来帮扶的店。`,
      choices: ['西部', '东部'],
    },
    { head: columnLabels.name, width: 22, isNeeded: true, example: '某某土特产店', how: '店的全名。' },
    { head: columnLabels.owner, width: 12, isNeeded: true, example: '王小兰', how: '照身份证写。' },
    { head: columnLabels.phone, width: 16, isNeeded: true, example: '（11 位）', how: '店主的 11 位手机号，登录用。' },
    {
      head: columnLabels.region,
      width: 14,
      isNeeded: true,
      example: townships[0] ?? '',
      how: '西部的店写在哪个乡镇；东部的可以空着。',
      choices: townships,
    },
    {
      head: columnLabels.platforms,
      width: 18,
      example: several.platforms.slice(0, 2).join('、'),
      how: '在哪些平台开店。',
      words: several.platforms,
    },
    {
      head: columnLabels.categories,
      width: 20,
      isNeeded: true,
      example: goods.slice(-2).join('、'),
      how: '卖什么，可以写具体的东西。',
      words: goods,
    },
    { head: columnLabels.band, width: 14, example: '30 万元', how: '一年大约卖多少。' },
    { head: columnLabels.staff, width: 8, example: '3', how: '在店里做事的人数。' },
    { head: columnLabels.registeredStaff, width: 18, example: '1', how: '其中有几个建档立卡的人。' },
    { head: columnLabels.startingSales, width: 16, example: '3000', how: '帮扶以前一个月卖多少元。' },
    { head: columnLabels.startingOrders, width: 14, example: '40', how: '帮扶以前一个月多少单。' },
    {
      head: columnLabels.needs,
      width: 20,
      example: several.skills.slice(1, 3).join('、'),
      how: '西部的店想学什么。',
      words: several.skills,
    },
    { head: columnLabels.ships, width: 16, example: several.handlings[0]!, how: '西部的店怎样发货。', words: several.handlings },
    { head: columnLabels.willHelp, width: 14, example: '', how: '东部的店愿意帮几家。' },
    { head: columnLabels.teaches, width: 20, example: '', how: '东部的店会教什么。', words: several.skills },
    { head: columnLabels.handles, width: 16, example: '', how: '东部的店会发什么货。', words: several.handlings },
    { head: columnLabels.buys, width: 20, example: '', how: '东部的店想采购什么。', words: goods },
  ]
}
