// What a list of shops says in each of its columns is what the register keeps, what the shop's page and matching read, and what
// the exported register says again.
import { renderToStaticMarkup } from 'react-dom/server'
import { createElement } from 'react'
import { expect, test } from 'vitest'
import { explainScore, defaultWeights } from '#app/modules/matching/score.ts'
import { toEastShop, toWestShop } from '#app/modules/matching/sides.ts'
import { computeRarity } from '#app/modules/matching/similarity.ts'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { type Column, columnLabels } from '#app/modules/shops/imports/columns.ts'
import { importShopList, listRegisteredShops, type RegisteredShop, registerShop, shopLines } from '#app/modules/shops/shops.server.ts'
import { textOf } from '#app/modules/shops/imports/row-findings.ts'
import { ProgrammeContext } from '#app/shell/programme-context.ts'
import { readSpreadsheet, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { anOwner, coordinator, eastEntry } from './makers.ts'

type Said = Partial<Record<Column, string | number>>

const without = (said: Said, column: Column): Said => Object.fromEntries(Object.entries(said).filter(([name]) => name !== column))

const west: Said = {
  side: '西部',
  name: '清坪李家茶',
  owner: '李家',
  phone: '13900000001',
  region: '清坪镇',
  platforms: '淘宝、拼多多',
  categories: '绿茶、藤茶',
  band: '10—50 万元',
  staff: 5,
  registeredStaff: 2,
  startingSales: 3000,
  startingOrders: 40,
  needs: '拍照、直播',
  ships: '常温小件',
}
const east: Said = {
  side: '东部',
  name: '余杭茶业',
  owner: '张家',
  phone: '13800000001',
  region: '余杭区',
  platforms: '淘宝',
  categories: '绿茶',
  band: '200—1000 万元',
  staff: 30,
  willHelp: 2,
  teaches: '拍照、直播',
  handles: '常温小件',
  buys: '绿茶',
}

async function aList(...rows: Said[]): Promise<Buffer> {
  const columns = Object.keys(columnLabels) as Column[]
  const pieces: Uint8Array[] = []
  const sheet = {
    name: '网店',
    columns: columns.map((column) => ({ head: columnLabels[column], width: 12 })),
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
  }
  for await (const piece of writeWorkbook([sheet])) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Imports the rows. Returns the shops that the register then has, by side, and what was remarked. */
async function imported(...rows: Said[]) {
  const site = await aSite()
  const { rows: results } = await importShopList(site, coordinator, { fileName: '名录.xlsx', bytes: await aList(...rows), dryRun: false })
  expect(results.map(({ outcome, problem }) => [outcome, problem])).toEqual(rows.map(() => ['new', null]))
  const shops = await listRegisteredShops(site, coordinator)
  return { site, notes: results.map(({ message }) => message), shops }
}

const shopOf = (shops: readonly RegisteredShop[], side: 'west' | 'east') => shops.find((shop) => shop.side === side)!

const pageOf = (site: TestSite, shop: RegisteredShop) =>
  renderToStaticMarkup(
    createElement(ProgrammeContext.Provider, { value: site.programme }, createElement(OtherShop, { shop, place: '某地' })),
  )

function reasons(site: TestSite, shops: readonly RegisteredShop[]) {
  const [one, other] = [toWestShop(shopOf(shops, 'west')), toEastShop(shopOf(shops, 'east'), 0)]
  const score = explainScore(
    { rarity: computeRarity([one, other]), goods: site.programme.goods },
    one,
    other,
    { west: 0, east: 0 },
    defaultWeights,
  )
  return Object.fromEntries(score.parts.map(({ part, words }) => [part, words]))
}

async function exported(site: TestSite): Promise<string[][]> {
  const workbook = await shopLines.exportShopRegister(site, coordinator)
  const rows: string[][] = []
  for await (const batch of readSpreadsheet(Buffer.from(await new Response(workbook).arrayBuffer())))
    rows.push(...batch.map(({ cells }) => cells.map((cell) => textOf(cell))))
  return rows
}

/** What each column becomes: in the register, and in the exported register. Each has a line, or the type check fails. */
const kept: Record<Column, { west?: unknown; east?: unknown; exported: [west: string, east: string] }> = {
  side: { west: ['side', 'west'], east: ['side', 'east'], exported: ['西部(咸丰)', '东部(余杭)'] },
  name: { west: ['name', '清坪李家茶'], east: ['name', '余杭茶业'], exported: ['清坪李家茶', '余杭茶业'] },
  owner: { west: ['ownerName', '李家'], east: ['ownerName', '张家'], exported: ['李家', '张家'] },
  phone: { exported: ['*********01', '*********01'] },
  region: { west: ['regionCode', '422826104'], east: ['regionCode', '330110'], exported: ['清坪镇', '余杭区'] },
  platforms: { west: ['platforms', ['taobao', 'pinduoduo']], east: ['platforms', ['taobao']], exported: ['淘宝、拼多多', '淘宝'] },
  categories: {
    west: ['categories', ['drink.tea.green', 'drink.tea.herbal']],
    east: ['categories', ['drink.tea.green']],
    exported: ['绿茶(含富硒茶、恩施玉露)、藤茶、花草茶', '绿茶(含富硒茶、恩施玉露)'],
  },
  band: { west: ['band', 2], east: ['band', 4], exported: ['10—50 万元', '200—1000 万元'] },
  staff: { west: ['staff', 5], east: ['staff', 30], exported: ['5', '30'] },
  registeredStaff: { west: ['registeredStaff', 2], exported: ['2', ''] },
  startingSales: { west: ['startingSales', 3000], exported: ['3000', ''] },
  startingOrders: { west: ['startingOrders', 40], exported: ['40', ''] },
  needs: { west: ['needs', ['photos', 'live']], exported: ['拍照、直播', ''] },
  ships: { west: ['ships', ['ambient']], exported: ['常温小件', ''] },
  willHelp: { east: ['willHelp', 2], exported: ['', '2'] },
  teaches: { east: ['teaches', ['photos', 'live']], exported: ['', '拍照、直播'] },
  handles: { east: ['handles', ['ambient']], exported: ['', '常温小件'] },
  buys: { east: ['buys', ['drink.tea.green']], exported: ['', '绿茶(含富硒茶、恩施玉露)'] },
}

test('every column of a list is in the register, and in the exported register again', async () => {
  const { site, shops, notes } = await imported(west, east)
  expect(notes).toEqual(['', ''])
  const [head, ...rows] = await exported(site)
  const rowOf = (name: string) => rows.find((row) => row.includes(name))!
  for (const [column, { west: one, east: other, exported: said }] of Object.entries(kept)) {
    for (const [side, expected] of [
      ['west', one],
      ['east', other],
    ] as const) {
      if (!expected) continue
      const [field, value] = expected as [keyof RegisteredShop, unknown]
      expect([column, shopOf(shops, side)[field]]).toEqual([column, value])
    }
    const at = head!.indexOf(columnLabels[column as Column])
    expect([column, rowOf('清坪李家茶')[at] ?? '', rowOf('余杭茶业')[at] ?? '']).toEqual([column, ...said])
  }
})

test('what a list says is what the shop’s page shows and what matching reads', async () => {
  const { site, shops } = await imported(west, east)
  const westPage = pageOf(site, shopOf(shops, 'west'))
  for (const said of ['绿茶（含富硒茶、恩施玉露）、藤茶、花草茶', '淘宝、拼多多', '拍照、直播', '常温小件'])
    expect(westPage).toContain(said)
  const eastPage = pageOf(site, shopOf(shops, 'east'))
  for (const said of ['绿茶', '淘宝', '拍照、直播', '常温小件']) expect(eastPage).toContain(said)
  expect(reasons(site, shops)).toMatchObject({
    nearness: '都卖绿茶，西部店的藤茶、花草茶也和绿茶相近',
    skills: '所需的拍照、直播东部店都会教',
    logistics: '都做过常温小件',
    platform: '都在淘宝',
    size: '东部店年销售200—1000 万元，西部店10—50 万元',
    supply: '东部店想采购绿茶（含富硒茶、恩施玉露）',
  })
})

test.each<[string, Said, Said]>([
  ['the eastern row says 发货方式', west, { ...without(east, 'handles'), ships: '常温小件' }],
  ['the western row says 发货经验', { ...without(west, 'ships'), handles: '常温小件' }, east],
])('how goods travel is read whichever column says it: %s', async (_, one, other) => {
  const { site, shops, notes } = await imported(one, other)
  expect(notes).toEqual(['', ''])
  expect([shopOf(shops, 'west').ships, shopOf(shops, 'east').handles]).toEqual([['ambient'], ['ambient']])
  expect(reasons(site, shops).logistics).toBe('都做过常温小件')
})

test('what was imported into the other side’s field before is read all the same', async () => {
  const { site } = await imported(west)
  const owner = await anOwner(site, '张家')
  await registerShop(site, coordinator, {
    ...eastEntry,
    handles: [],
    ships: ['ambient'],
    name: '余杭茶业',
    ownerAccountId: owner.accountId,
  })
  const shops = await listRegisteredShops(site, coordinator)
  expect(reasons(site, shops).logistics).toBe('都做过常温小件')
  expect(pageOf(site, shopOf(shops, 'east'))).toContain('常温小件')
})

test('what only the other side’s shops say is not kept in silence', async () => {
  const { shops, notes } = await imported({ ...west, teaches: '直播' }, { ...east, needs: '拍照', startingSales: 0 })
  expect(notes).toEqual(['“会教”是东部店填的，没有记', '“需要”是西部店填的，没有记'])
  expect([shopOf(shops, 'west').teaches, shopOf(shops, 'east').needs]).toEqual([[], []])
})
