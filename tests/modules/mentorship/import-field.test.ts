// Lists of shops with the faults of the field: nothing is changed or lost without a word.
import { expect, test } from 'vitest'
import { handInShops, importShopList, readRegister, readShopImport } from '#app/modules/mentorship/mentorship.server.ts'
import { aSite } from '#tests/support/site.ts'
import { coordinator } from './makers.ts'

const head = '店名,店主,手机号,地区,主营,员工数,帮扶前月销售额'
const csv = (...lines: string[]) => Buffer.from([head, ...lines.map((line, nth) => `咸丰第${nth}店,店主${nth},${line}`)].join('\n'))
const read = async (bytes: Buffer) => importShopList(await aSite(), coordinator, { fileName: '名录.csv', bytes, dryRun: true })

test('phones, heads and money are numbers in whatever spelling', async () => {
  const site = await aSite()
  await importShopList(site, coordinator, { fileName: '名录.csv', bytes: csv('13900000001.0,高乐山镇,茶叶,5.0,"12,000"', "'139 0000 0002,高乐山镇,茶叶,５,1.2万", '1.3900000003E10,高乐山镇,茶叶,5人,￥12000'), dryRun: false })
  expect((await readRegister(site, coordinator)).map(({ staff, startingSales }) => [staff, startingSales])).toEqual(Array(3).fill([5, 12_000]))
})

test('a head that says 万元 counts for its own column', async () => {
  const site = await aSite()
  await importShopList(site, coordinator, { fileName: '名录.csv', bytes: Buffer.from('店名,店主,手机号,地区,主营,月销售额（万元）\n咸丰一店,店主,13900000001,高乐山镇,茶叶,1.2\n'), dryRun: false })
  expect(await readRegister(site, coordinator)).toMatchObject([{ startingSales: 12_000 }])
})

test('errors, days and yes or no are named in whatever column they stand', async () => {
  const { rows } = await read(csv('#N/A,高乐山镇,茶叶,5,1', '13900000001,#REF!,茶叶,5,1', '13900000002,高乐山镇,#VALUE!,5,1', '13900000003,高乐山镇,茶叶,#N/A,1', '13900000004,高乐山镇,茶叶,5,#NUM!', '1.39E+10,高乐山镇,茶叶,5,1'))
  expect(rows.map(({ problem }) => problem?.code)).toEqual(['phone-invalid', 'region-unknown', 'category-unknown', 'number-invalid', 'number-invalid', 'phone-invalid'])
  expect(rows[0]!.problem!.message).toBe('手机号这一格是错误值 #N/A。请照实填写，再上传。')
})

test('columns that are not read are told, in the answer and in the preview', async () => {
  const bytes = Buffer.from('店名,店主,手机号,地区,主营,成立时间\n咸丰一店,店主,13900000001,高乐山镇,茶叶,2018年\n')
  const unread = [{ sheet: 'CSV', column: '成立时间', why: '用不到这一列，没有读' }]
  expect((await read(bytes)).unread).toEqual(unread)
  const site = await aSite()
  expect((await readShopImport(site, coordinator, await handInShops(site, coordinator, { fileName: '名录.csv', bytes }))).unread).toEqual(unread)
})

test('marks that nobody sees make no other shop of a known one', async () => {
  const { rows } = await read(Buffer.from(`${head}\n咸丰\u200b一店,店主,13900000001,高乐山镇,茶叶,5,1\n咸丰一店,店主,\u202d13900000001\u202c,高乐⼭镇,茶叶,5,1\n`))
  expect(rows.map(({ problem }) => problem?.code)).toEqual([undefined, 'duplicate-in-file'])
})
