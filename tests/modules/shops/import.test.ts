// Lists of shops as offices send them: titles above the header, names for columns of their own, several sheets.
import { describe, expect, test } from 'vitest'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { parseSalesBand, findCategory, createVocabulary } from '#app/modules/shops/imports/vocabulary.ts'
import { importShopsFile, listRegisteredShops, shopLists } from '#app/modules/shops/shops.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { readSpreadsheet, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { shopImports } from '#db/schema/shops.ts'
import { aSite } from '#tests/support/site.ts'
import { coordinator, officerOf } from './makers.ts'

type Row = (string | number | null)[]

/** A workbook with a title line above each header, as the county's office writes it. */
async function aWorkbook(sheets: Record<string, Row[]>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  const written = Object.entries(sheets).map(([name, rows]) => ({
    name,
    columns: Array.from({ length: 12 }, () => ({ head: '', width: 12 })),
    rows: [[`2019年电商帮扶${name}网店统计表`], ...rows],
  }))
  for await (const piece of writeWorkbook(written)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const westHead = [
  '序号',
  '网店名称',
  '负责人',
  '联系电话',
  '所在乡镇',
  '电商平台',
  '主营产品',
  '年销售额（万元）',
  '员工数',
  '其中建档立卡户人数',
  '帮扶前月销售额',
  '想学什么',
]
const west = (nth: number, more: Partial<Record<number, string | number | null>> = {}): Row =>
  Object.assign(
    [
      nth,
      `咸丰第${nth}店`,
      `店主${nth}`,
      `1390000${String(nth).padStart(4, '0')}`,
      '高乐山',
      '淘宝、拼多多',
      '茶叶，土豆',
      12,
      5,
      2,
      '3,000元',
      '拍照、客服',
    ] as Row,
    more,
  )
const eastHead = ['店铺名', '店主', '手机', '平台', '品类', '年销售额', '愿意帮扶家数', '擅长', '采购意向']
const east = (nth: number): Row => [
  `余杭第${nth}店`,
  `老板${nth}`,
  `1380000${String(nth).padStart(4, '0')}`,
  '天猫',
  '绿茶',
  '800万元',
  2,
  '拍摄 直播',
  '藤茶',
]

const fifty = () =>
  aWorkbook({
    西部: [westHead, ...Array.from({ length: 40 }, (_, i) => west(i + 1))],
    东部: [eastHead, ...Array.from({ length: 10 }, (_, i) => east(i + 1))],
  })

async function preview(rows: Row[]) {
  const site = await aSite()
  const importId = await shopLists.uploadShopList(site, coordinator, {
    fileName: '名录.xlsx',
    bytes: await aWorkbook({ 西部: [westHead, ...rows] }),
  })
  return { site, importId, ...(await shopLists.readShopImport(site, coordinator, importId)) }
}

test('fifty shops of both sides are previewed, taken, and the same file again changes nothing', async () => {
  const site = await aSite()
  const bytes = await fifty()
  const importId = await shopLists.uploadShopList(site, coordinator, { fileName: '名录.xlsx', bytes })
  expect((await shopLists.readShopImport(site, coordinator, importId)).counts).toEqual({
    rows: 50,
    new: 50,
    known: 0,
    changed: 0,
    refused: 0,
  })
  expect(await listRegisteredShops(site, coordinator)).toEqual([])
  await shopLists.acceptShopList(site, coordinator, { importId, choice: 'none-if-any-refused' })
  const register = await listRegisteredShops(site, coordinator)
  expect(register).toHaveLength(50)
  expect(register.find(({ name }) => name === '咸丰第1店')).toMatchObject({
    side: 'west',
    ownerName: '店主1',
    isClaimed: false,
    regionCode: '422826100',
    platforms: ['taobao', 'pinduoduo'],
    categories: ['drink.tea', 'fresh.potato'],
    band: 2,
    staff: 5,
    registeredStaff: 2,
    startingSales: 3000,
    needs: ['photos', 'service'],
  })
  expect(register.find(({ name }) => name === '余杭第1店')).toMatchObject({
    side: 'east',
    regionCode: '330110',
    platforms: ['taobao'],
    categories: ['drink.tea.green'],
    band: 4,
    willHelp: 2,
    teaches: ['photos', 'live'],
    buys: ['drink.tea.herbal'],
  })
  const again = await shopLists.uploadShopList(site, coordinator, { fileName: '名录.xlsx', bytes })
  expect((await shopLists.readShopImport(site, coordinator, again)).counts).toMatchObject({ new: 0, known: 50, changed: 0 })
  await expect(shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 409 })
})

describe('a row that cannot be taken is refused with its code', () => {
  test.each([
    ['name-missing', { 1: '' }],
    ['owner-missing', { 2: null }],
    ['phone-invalid', { 3: '0718-123456' }],
    ['region-unknown', { 4: '成都市' }],
    ['category-unknown', { 6: '挖掘机' }],
    ['category-unknown', { 6: '' }],
    ['number-invalid', { 7: '不少' }],
    ['number-invalid', { 8: 2.5 }],
    ['number-invalid', { 9: 9 }],
    ['word-unknown', { 11: '唱歌' }],
  ])('%s', async (code, wrong) => {
    const { rows } = await preview([west(1, wrong)])
    expect(rows).toMatchObject([{ outcome: 'refused', row: 4, problem: { code } }])
  })

  test('side-unknown', async () => {
    const site = await aSite()
    const bytes = Buffer.from('店名,店主,手机号,地区,主营\n一家店,张三,13900000001,成都,茶叶\n')
    expect(await importShopsFile(site, coordinator, { fileName: '名录.csv', bytes, dryRun: true })).toMatchObject([
      { problem: { code: 'side-unknown' } },
    ])
  })

  test('duplicate-in-file', async () => {
    const { rows } = await preview([west(1), west(1)])
    expect(rows).toMatchObject([{ outcome: 'new' }, { problem: { code: 'duplicate-in-file', message: '和第 4 行是同一家店。' } }])
  })

  test('conflict-with-register: a known shop under another phone number', async () => {
    const { site, importId } = await preview([west(1)])
    await shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
    const bytes = await aWorkbook({ 西部: [westHead, west(1, { 3: '13999999999' })] })
    expect(await importShopsFile(site, coordinator, { fileName: '名录.xlsx', bytes, dryRun: true })).toMatchObject([
      { problem: { code: 'conflict-with-register' } },
    ])
  })
})

test('what changes is named, and empty cells change nothing', async () => {
  const { site, importId } = await preview([west(1)])
  await shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
  const bytes = await aWorkbook({ 西部: [westHead, west(1, { 8: 7, 11: '' })] })
  expect(await importShopsFile(site, coordinator, { fileName: '名录.xlsx', bytes, dryRun: false })).toMatchObject([
    { outcome: 'changed', message: '改：人数' },
  ])
  expect(await listRegisteredShops(site, coordinator)).toMatchObject([{ staff: 7, needs: ['photos', 'service'] }])
})

test('one bad row keeps all out, if the coordinator chose so', async () => {
  const { site, importId } = await preview([west(1), west(2, { 3: '12' })])
  await expect(shopLists.acceptShopList(site, coordinator, { importId, choice: 'none-if-any-refused' })).rejects.toMatchObject({
    status: 422,
    message: '第 5 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。',
  })
  expect(await listRegisteredShops(site, coordinator)).toEqual([])
  await shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
  expect(await listRegisteredShops(site, coordinator)).toHaveLength(1)
})

test('while a long list is taken in, others write and read; broken off, it can be accepted again', async () => {
  const site = await aSite()
  const rows = Array.from({ length: 300 }, (_, i) => west(i + 1))
  const importId = await shopLists.uploadShopList(site, coordinator, {
    fileName: '名录.xlsx',
    bytes: await aWorkbook({ 西部: [westHead, ...rows] }),
  })
  let turns = 0
  let isOver = false
  const taking = shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' }).finally(() => (isOver = true))
  while (!isOver) {
    await site.write('system', 'something else', async () => undefined)
    turns++
  }
  expect((await taking).map(({ outcome }) => outcome)).toEqual(Array(300).fill('new'))
  expect(turns).toBeGreaterThan(20)

  let slices = 0
  const writes: typeof site.write = (actor, why, work, choices) =>
    why === 'take in rows of a list of shops' && ++slices > 2
      ? Promise.reject(new Error('the power is gone'))
      : site.write(actor, why, work, choices)
  const broken = Object.create(site, { write: { value: writes } }) as typeof site
  const again = await shopLists.uploadShopList(site, coordinator, {
    fileName: '名录.xlsx',
    bytes: await aWorkbook({ 西部: [westHead, ...rows.slice(0, 10), ...Array.from({ length: 90 }, (_, i) => west(400 + i))] }),
  })
  await expect(shopLists.acceptShopList(broken, coordinator, { importId: again, choice: 'all-good-rows' })).rejects.toThrow(
    'the power is gone',
  )
  expect((await shopLists.readShopImport(site, coordinator, again)).counts).toMatchObject({ known: 20, new: 80 })
  await shopLists.acceptShopList(site, coordinator, { importId: again, choice: 'none-if-any-refused' })
  expect(await listRegisteredShops(site, coordinator)).toHaveLength(390)
})

test('rows of a list share no commit with what others write', async () => {
  const site = await aSite()
  const importId = await shopLists.uploadShopList(site, coordinator, { fileName: '名录.xlsx', bytes: await fifty() })
  const lanes: unknown[] = []
  const writes: typeof site.write = (actor, why, work, choices) => {
    lanes.push(choices?.lane)
    return site.write(actor, why, work, choices)
  }
  const watched = Object.create(site, { write: { value: writes } }) as typeof site
  await shopLists.acceptShopList(watched, coordinator, { importId, choice: 'all-good-rows' })
  expect(lanes).toEqual(Array(6).fill('bulk'))
})

test('what is kept in clear of a list holds no phone numbers, and taking its file away is on record', async () => {
  const site = await aSite()
  const importId = await shopLists.uploadShopList(site, coordinator, {
    fileName: '名录13900000001.xlsx',
    bytes: await aWorkbook({ 西部: [westHead, west(1, { 3: '139000000017' }), west(2)] }),
  })
  expect((await shopLists.readShopImport(site, coordinator, importId)).rows[0]!.message).toContain('139000000017') // told to who handed it in
  await shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
  expect(
    JSON.stringify(await site.read.select({ fileName: shopImports.fileName, outcome: shopImports.outcome }).from(shopImports)),
  ).not.toMatch(/1390000/)
  await shopLists.exportShopListWithReasons(site, coordinator, importId)
  expect(await listAccess(site, { kind: 'export' })).toMatchObject([{ what: `list of shops ${importId} with reasons` }])
})

test('the file comes back with what each row came to', async () => {
  const { site, importId } = await preview([west(1), west(2, { 1: '' })])
  const { fileName, workbook } = await shopLists.exportShopListWithReasons(site, coordinator, importId)
  expect(fileName).toBe('名录-带原因.xlsx')
  const rows: string[][] = []
  for await (const batch of readSpreadsheet(Buffer.from(await new Response(workbook).arrayBuffer())))
    rows.push(...batch.map(({ cells }) => cells.map(({ text }) => text)))
  expect(rows.find((cells) => cells.includes('店主1'))?.slice(-3)).toEqual(['新增', '', '4'])
  expect(rows.find((cells) => cells.includes('店主2'))?.slice(-3)).toEqual(['退回', '没有店名。', '5'])
})

test('a file that is no list of shops gets a sentence, and only the coordinator hands one in', async () => {
  const site = await aSite()
  await expect(
    shopLists.uploadShopList(site, coordinator, { fileName: '图.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) }),
  ).rejects.toMatchObject({ status: 422 })
  await expect(
    shopLists.uploadShopList(site, coordinator, { fileName: '名单.csv', bytes: Buffer.from('姓名,身份证号\n王小兰,1\n') }),
  ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('表头') as string })
  await expect(shopLists.uploadShopList(site, officerOf('422826'), { fileName: '名录.xlsx', bytes: await fifty() })).rejects.toMatchObject({
    status: 403,
  })
})

test('goods and sales are understood as offices write them', () => {
  const words = createVocabulary(loadProgramme(null), '2019-03-04')
  expect(['富硒绿茶', '马铃薯', '土家织锦', '腊肉', '土蜂蜜', '飞机'].map((word) => findCategory(words, word))).toEqual([
    'drink.tea.green',
    'fresh.potato',
    'craft.brocade',
    'cured.meat',
    'tonic.honey',
    null,
  ])
  const yuan = { inTenThousands: false }
  expect(['尚未开张', '0', '8万', '30 万元', '约120万', '5,000,000', '1.2亿', '很多'].map((text) => parseSalesBand(text, yuan))).toEqual([
    0,
    0,
    1,
    2,
    3,
    4,
    5,
    null,
  ])
  expect(parseSalesBand('30', { inTenThousands: true })).toBe(2)
})
