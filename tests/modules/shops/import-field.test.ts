// Lists of shops with the faults of the field: nothing is changed or lost without a word.
import { expect, test } from 'vitest'
import { importShopList, listRegisteredShops, shopLists } from '#app/modules/shops/shops.server.ts'
import { aSite } from '#tests/support/site.ts'
import { workbookOf } from '#tests/support/workbook.ts'
import { findPersonNameFault } from '#app/text/person-name.ts'
import { coordinator } from './makers.ts'

const head = '店名,店主,手机号,地区,主营,员工数,帮扶前月销售额'
const csv = (...lines: string[]) => Buffer.from([head, ...lines.map((line, nth) => `咸丰第${nth}店,店主${nth},${line}`)].join('\n'))
const read = async (bytes: Buffer) => importShopList(await aSite(), coordinator, { fileName: '名录.csv', bytes, dryRun: true })

test('phones, heads and money are numbers in whatever spelling', async () => {
  const site = await aSite()
  await importShopList(site, coordinator, {
    fileName: '名录.csv',
    bytes: csv(
      '13900000001.0,高乐山镇,茶叶,5.0,"12,000"',
      "'139 0000 0002,高乐山镇,茶叶,５,1.2万",
      '1.3900000003E10,高乐山镇,茶叶,5人,￥12000',
    ),
    dryRun: false,
  })
  expect((await listRegisteredShops(site, coordinator)).map(({ staff, startingSales }) => [staff, startingSales])).toEqual(
    Array(3).fill([5, 12_000]),
  )
})

test('a head that says 万元 counts for its own column', async () => {
  const site = await aSite()
  await importShopList(site, coordinator, {
    fileName: '名录.csv',
    bytes: Buffer.from('店名,店主,手机号,地区,主营,月销售额（万元）\n咸丰一店,店主,13900000001,高乐山镇,茶叶,1.2\n'),
    dryRun: false,
  })
  expect(await listRegisteredShops(site, coordinator)).toMatchObject([{ startingSales: 12_000 }])
})

test('errors, days and yes or no are named in whatever column they stand', async () => {
  const { rows } = await read(
    csv(
      '#N/A,高乐山镇,茶叶,5,1',
      '13900000001,#REF!,茶叶,5,1',
      '13900000002,高乐山镇,#VALUE!,5,1',
      '13900000003,高乐山镇,茶叶,#N/A,1',
      '13900000004,高乐山镇,茶叶,5,#NUM!',
      '1.39E+10,高乐山镇,茶叶,5,1',
    ),
  )
  expect(rows.map(({ problem }) => problem?.code)).toEqual([
    'phone-invalid',
    'region-unknown',
    'category-unknown',
    'number-invalid',
    'number-invalid',
    'phone-invalid',
  ])
  expect(rows[0]!.problem!.message).toBe('手机号这一格是错误值 #N/A。请照实填写，再上传。')
})

test('columns that are not read are told, in the answer and in the preview', async () => {
  const bytes = Buffer.from('店名,店主,手机号,地区,主营,成立时间\n咸丰一店,店主,13900000001,高乐山镇,茶叶,2018年\n')
  const unread = [{ sheet: 'CSV', column: '成立时间', why: '用不到这一列，没有读' }]
  expect((await read(bytes)).unread).toEqual(unread)
  const site = await aSite()
  expect(
    (await shopLists.readShopImport(site, coordinator, await shopLists.uploadShopList(site, coordinator, { fileName: '名录.csv', bytes })))
      .unread,
  ).toEqual(unread)
})

test('a hidden sheet is read only where no other holds anything; its rows, and hidden ones, are told as such', async () => {
  const list = (from: number) => [
    '店名,店主,手机号,地区,主营',
    ...[from, from + 1].map((at) => `咸丰第${at}店,田大春,1390000000${at},高乐山镇,茶叶`),
  ]
  const old = { name: '上年', hidden: true, lines: list(1) }
  await expect(read(workbookOf(old, { name: '今年', lines: list(3).slice(1) }))).rejects.toThrow(
    /只有隐藏的工作表“上年”有表头，没有读；看得见的工作表“今年”/,
  )
  const both = await read(workbookOf(old, { name: '今年', lines: list(3), hiddenRows: [3] }))
  expect(both.rows.map(({ name, message }) => [name, message])).toEqual([
    ['咸丰第3店', ''],
    ['咸丰第4店', '这一行在表里是隐藏的，也读了进来。'],
  ])
  expect(both.unread).toEqual([{ sheet: '上年', rows: 3, why: '工作表是隐藏的，没有读' }])
  const alone = await read(workbookOf(old, { name: 'Sheet2', lines: [] }))
  expect(alone.rows.map(({ message }) => message)).toEqual(Array(2).fill('这一行在隐藏的工作表里，也读了进来。'))
  expect(alone.unread).toEqual([{ sheet: '上年', rows: 2, why: '工作表是隐藏的，别的工作表没有内容，就读了它' }])
})

test('marks that nobody sees make no other shop of a known one', async () => {
  const { rows } = await read(
    Buffer.from(`${head}\n咸丰\u200b一店,店主,13900000001,高乐山镇,茶叶,5,1\n咸丰一店,店主,\u202d13900000001\u202c,高乐⼭镇,茶叶,5,1\n`),
  )
  expect(rows.map(({ problem }) => problem?.code)).toEqual([undefined, 'duplicate-in-file'])
})

test('yuan are yuan under a head that says 万元, and commas that part no groups are no figure', async () => {
  const site = await aSite()
  const bytes = Buffer.from(
    [
      '店名,店主,手机号,地区,主营,年销售额（万元）,月销售额',
      '一店,店主,13900000001,高乐山镇,茶叶,300000元,1.2W',
      '二店,店主,13900000002,高乐山镇,茶叶,10-50万,"12,00"',
      '三店,店主,13900000003,高乐山镇,茶叶,50万以下,"1,2000"',
    ].join('\n'),
  )
  const { rows } = await importShopList(site, coordinator, { fileName: '名录.csv', bytes, dryRun: false })
  expect(rows.map(({ problem }) => problem?.code)).toEqual([undefined, 'number-invalid', undefined])
  expect((await listRegisteredShops(site, coordinator)).map(({ band, startingSales }) => [band, startingSales])).toEqual([
    [2, 12_000],
    [2, 12_000],
  ])
})

test('what is no name, no place, or two places, is refused by name', async () => {
  const lines = [
    '-,店主,13900000001,高乐山镇,茶叶',
    '同上,店主,13900000001,高乐山镇,茶叶',
    'А店,店主,13900000001,高乐山镇,茶叶',
    '一店,田○春,13900000001,高乐山镇,茶叶',
    '一店,店主,13900000001,高乐山镇、唐崖镇,茶叶',
  ]
  const { rows } = await read(Buffer.from(['店名,店主,手机号,地区,主营', ...lines].join('\n')))
  expect(rows.map(({ problem }) => problem?.code)).toEqual([
    'name-missing',
    'name-missing',
    'name-missing',
    'owner-missing',
    'region-unknown',
  ])
})

test('an owner whose name is hidden, or is none, is refused by the rule of rosters', async () => {
  const names = ['王X兰', '王某某', '王O兰', '王*兰', 'TRUE', '12', '同上', '王〇兰', '田大春']
  const { rows } = await read(
    Buffer.from(
      ['店名,店主,手机号,地区,主营', ...names.map((name, at) => `咸丰第${at}店,${name},1390000000${at},高乐山镇,茶叶`)].join('\n'),
    ),
  )
  expect(rows.map(({ problem }) => problem?.code)).toEqual([...Array<string>(7).fill('owner-missing'), undefined, undefined])
  expect(rows.map(({ message }) => message)).toEqual([
    ...names.slice(0, 7).map((name) => findPersonNameFault(name, '店主')),
    '店主“王〇兰”里的“〇”要是用来遮住名字的，请照身份证填写全名。',
    '',
  ])
})

test('a side is named by its own words, and a word that names none is told', async () => {
  const side = (word: string, region = '') =>
    read(Buffer.from(`哪一方,店名,店主,手机号,地区,主营\n${word},一店,店主,13900000001,${region},茶叶`))
  expect((await side('东部', '高乐山镇')).rows[0]!.problem?.code).toBe('region-unknown')
  expect((await side('咸丰县东门', '高乐山镇')).rows[0]!.problem).toBeNull()
  expect((await side('帮扶方', '')).rows[0]!.problem).toBeNull()
  expect((await side('东西部', '高乐山镇')).unread).toEqual([
    { sheet: 'CSV', column: '哪一方', rows: 1, why: '“东西部”认不出来，没有记下' },
  ])
})

test('a shop that is called like a sum is one; sums and notes are none', async () => {
  const { rows } = await read(
    Buffer.from(
      ['店名,店主,手机号,地区,主营', '合计商贸,店主,13900000001,高乐山镇,茶叶', '合计,,1', '注：以上为全部', ',合计,1'].join('\n'),
    ),
  )
  expect(rows.map(({ name, problem }) => [name, problem])).toEqual([['合计商贸', null]])
})

test('a row that breaks the rules of a shop is refused, and stops none of the others', async () => {
  const site = await aSite()
  const bytes = Buffer.from(
    [
      '店名,店主,手机号,地区,主营,其中建档立卡人数',
      `${'咸'.repeat(50)},店主,13900000001,高乐山镇,茶叶,`,
      '二店,店主,13900000002,高乐山镇,茶叶,7',
      '三店,店主,13900000003,高乐山镇,茶叶,',
      `四店,店主,13900000004,高乐山镇,${'茶'.repeat(1_200)},`,
    ].join('\n'),
  )
  const { rows } = await importShopList(site, coordinator, { fileName: '名'.repeat(500), bytes, dryRun: false })
  expect(rows.map(({ problem }) => problem?.code)).toEqual(['name-missing', 'number-invalid', undefined, 'category-unknown'])
  expect(rows[0]!.message).toBe('店名最多 40 字。')
})
