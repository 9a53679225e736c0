// What a single row says, as offices write it.
import { expect, test } from 'vitest'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { findColumn } from '#app/modules/rosters/reading/columns.ts'
import type { ValidatedRow } from '#app/modules/rosters/reading/validate-row.ts'
import { readRoster } from '#app/modules/rosters/reading/read-roster.server.ts'
import { parseDay, parsePhones } from '#app/modules/rosters/reading/values.ts'
import { parseRelation, parseStatus, parseTier } from '#app/modules/rosters/vocabulary.ts'
import { findRegion } from '#app/modules/regions/regions.server.ts'
import { county } from '#tests/modules/rosters/makers.ts'
import { type Cell, type CellValue, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { normaliseName } from '#app/text/person-name.ts'

const today = '2019-03-20'
const text = (said: string): Cell => ({ kind: 'text', text: said })
const number = (said: number): Cell => ({ kind: 'number', text: String(said), number: said })

async function judge(head: string[], ...rows: CellValue[][]) {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeWorkbook([{ name: '名单', columns: head.map((one) => ({ head: one })), rows }])) chunks.push(chunk)
  const judged: ValidatedRow[] = []
  const judging = {
    today,
    county,
    mayImport: () => true,
    findRegion: (township: string, village: string | null) => findRegion({ county: county.code, township, village, day: today }),
  }
  for await (const batch of readRoster(Buffer.concat(chunks), judging)) judged.push(...batch.rows)
  return judged
}
const codes = (rows: ValidatedRow[]) => rows.map(({ problems }) => problems[0]?.code ?? 'good')
const head = ['姓名', '身份证号', '乡镇', '村']
const idNumberOf = (place: number) => `4228261980010100${place}` + checkCharacter(`4228261980010100${place}`)
const good = '422826199310070003'

test.each([
  ['姓名', 'name'],
  ['学员姓名', 'name'],
  ['姓 名', 'name'],
  ['*姓名（必填）', 'name'],
  ['身份证号', 'idNumber'],
  ['身份证号码', 'idNumber'],
  ['证件号码', 'idNumber'],
  ['公民身份号码', 'idNumber'],
  ['联系电话', 'phone'],
  ['手机号', 'phone'],
  ['联系方式', 'phone'],
  ['所在乡镇', 'township'],
  ['所在村（社区）', 'village'],
  ['户编号', 'householdNumber'],
  ['是否建档立卡', 'status'],
  ['学员类别', 'tier'],
  ['序号', null],
  ['备注', null],
])('the header %s is understood', (said, column) => {
  expect(findColumn(said)).toBe(column)
})

test('a day in five forms, as a serial number, and with a time', () => {
  for (const said of ['2019-03-12', '2019/3/12', '2019.3.12', '2019年3月12日', '20190312', '２０１９年３月１２日', '2019-03-12 08:30:00'])
    expect(parseDay(text(said))).toBe('2019-03-12')
  expect(parseDay(number(43536))).toBe('2019-03-12')
  expect(parseDay(number(20190312))).toBe('2019-03-12')
  expect(parseDay(text('1993年10月'))).toBe('1993-10')
  expect([parseDay(text('')), parseDay(text('无'))]).toEqual([null, null])
  for (const said of ['2019-02-30', '2019年13月1日', '去年', '12/3/2019']) expect(parseDay(text(said))).toBeUndefined()
})

test('a phone with blanks, hyphens, country code, in full width, as a number, or a landline', () => {
  for (const said of [
    '138 0000 0001',
    '138-0000-0001',
    '+86 13800000001',
    '8613800000001',
    '１３８０００００００１',
    '13800000001/13900000002',
    '13800000001（本人）',
  ])
    expect(parsePhones(text(said))?.[0]).toBe('13800000001')
  expect(parsePhones(number(13800000001))).toEqual(['13800000001'])
  expect(parsePhones(text('0718-6823456'))).toEqual(['07186823456'])
  expect([parsePhones(text('无')), parsePhones(text('/')), parsePhones({ kind: 'empty', text: '' })]).toEqual([[], [], []])
  for (const said of ['1380013', '23800000001', '138000000011']) expect(parsePhones(text(said))).toBeUndefined()
})

test('names lose their blanks, keep their dot and their rare characters', () => {
  expect(normaliseName('张  华\u3000菊')).toBe('张华菊')
  expect(normaliseName('阿依•古丽')).toBe('阿依·古丽')
  expect(normaliseName('𠮷\ue863')).toBe('𠮷\ue863')
})

test('a name with digits, brackets or the signs of a formula is refused; dots, 〇 and rare characters are names', async () => {
  const written = ['=HYPERLINK("http://x","点")', '李春2', '李春（女）', '王小兰/李春', '李〇', '阿依·古丽', '𠮷\ue863', '王？', '⿰王月']
  const rows = await judge(head, ...written.map((name, place) => [name, idNumberOf(place), '清坪镇', '把界村']))
  expect(codes(rows)).toEqual([...Array(4).fill('name-invalid'), ...Array(5).fill('good')])
  expect(rows[2]!.problems[0]!.message).toBe(
    '姓名“李春（女）”里有“（）”，姓名里没有这样的字。请照身份证填写，别的话写到备注里；打不出来的字写“？”。',
  )
})

test('words of the register in the forms in which offices write them', () => {
  expect(['是', '建档立卡贫困户', '贫困户', '未脱贫'].map(parseStatus)).toEqual(Array(4).fill('registered'))
  expect(['否', '一般户', '一般农户', '非贫困户'].map(parseStatus)).toEqual(Array(4).fill('none'))
  expect(['已脱贫户', '已脱贫（享受政策）', '脱贫户', '脱贫不稳定户'].map(parseStatus)).toEqual(Array(4).fill('lifted'))
  expect([parseStatus('返贫'), parseStatus(''), parseStatus('也许')]).toEqual(['returned', null, undefined])
  expect(['领导班子', '乡镇骨干', '创业人员', '', '其他'].map(parseTier)).toEqual([
    'leadership',
    'township',
    'entrepreneur',
    null,
    undefined,
  ])
  expect(['本人', '妻子', '长女', '侄子', '之侄子'].map(parseRelation)).toEqual(['户主', '配偶', '之女', '侄子', '之侄子'])
  expect(['之妻', '户主之妻', '户主之夫', '户主的丈夫', '户主之长子', '之女', '之儿媳'].map(parseRelation)).toEqual([
    '配偶',
    '配偶',
    '配偶',
    '配偶',
    '之子',
    '之女',
    '之儿媳',
  ])
})

test('an ID cell that holds a number is refused whatever its checksum says', async () => {
  const [row] = await judge(head, ['王小兰', 422826199310070003, '清坪镇', '把界村'])
  expect(row!.problems[0]).toMatchObject({ code: 'id-number-damaged', message: expect.stringContaining('设为“文本”') as string })
})

test('each way in which an ID number can be wrong has its code', async () => {
  const wrong = ['', '4.22826E+17', '422826931007000', good + good, '42282619931007', good.replace(/3$/, '4'), '422826199313070003']
  const rows = await judge(head, ...wrong.map((id) => ['王小兰', id, '清坪镇', '把界村']))
  expect(codes(rows)).toEqual([
    'id-number-missing',
    'id-number-damaged',
    'id-number-damaged',
    'id-number-damaged',
    'id-number-damaged',
    'id-number-checksum',
    'id-number-checksum',
  ])
})

test('the ID numbers of two people in one cell are told as such, whatever stands between them', async () => {
  const rows = await judge(
    head,
    ...['', '/', ' ', '、', '\n'].map((between) => ['王小兰', good + between + '42282619821001000X', '清坪镇', '把界村']),
  )
  for (const row of rows)
    expect(row.problems[0]).toMatchObject({ code: 'id-number-damaged', message: expect.stringContaining('两个人') as string })
})

test('an ID number with a lower-case x, an apostrophe, blanks or full-width digits is taken', async () => {
  const rows = await judge(
    head,
    ['张华菊', '42282619590508000x', '清坪镇', '把界村'],
    ['邓梅桂', '４２２８２６１９９５０４０１０００９', '清坪镇', '把界村'],
    ['杨光', ` '${good} `, '清坪镇', '把界村'],
  )
  expect(codes(rows)).toEqual(['good', 'good', 'good'])
  expect(rows[0]!.entry!.idNumber).toBe('42282619590508000X')
})

test('the same person twice is refused the second time, and told where the first is', async () => {
  const rows = await judge(head, ['杨光', good, '清坪镇', '把界村'], ['杨光', good, '清坪镇', '把界村'])
  expect(codes(rows)).toEqual(['good', 'duplicate-in-file'])
  expect(rows[1]!.problems[0]!.message).toContain('第 2 行')
})

test.each([
  ['清坪镇', '把界村'],
  ['清坪', '把界'],
  ['咸丰县清坪镇', '把界村村委会'],
  ['湖北省恩施州咸丰县清坪镇', '把界村村民委员会'],
  ['清坪镇', '清坪镇把界村'],
  ['清坪镇', '把界村三组'],
  ['清坪镇', '把界村2组15号'],
])('%s %s is one village', async (township, village) => {
  const [row] = await judge(head, ['杨光', good, township, village])
  expect(row!.entry?.regionCode).toBe(findRegion({ county: county.code, township: '清坪镇', village: '把界村', day: today })!.code)
})

test('an address in one cell does as well; an unknown place does not', async () => {
  const [row] = await judge(['姓名', '身份证号', '家庭住址'], ['杨光', good, '湖北省咸丰县清坪镇把界村3组'])
  expect(row!.entry?.regionCode).toBe(findRegion({ county: county.code, township: '清坪镇', village: '把界村', day: today })!.code)
  expect(
    codes(
      await judge(
        head,
        ['杨光', good, '不存在镇', '把界村'],
        ['李春', '422826198209010001', '清坪镇', '不存在村'],
        ['李秋', '422826199010150001', '', ''],
      ),
    ),
  ).toEqual(['region-unknown', 'region-unknown', 'region-unknown'])
})

const addressed = async (address: string) => (await judge(['姓名', '身份证号', '家庭住址'], ['杨光', good, address]))[0]!
const codeOf = (township: string, village?: string) => findRegion({ county: county.code, township, village, day: today })!.code

test.each([
  ['咸丰县高乐山镇解放路12号', '高乐山镇'],
  ['湖北省咸丰县唐崖镇集镇', '唐崖镇'],
  ['咸丰县朝阳寺镇落水洞', '朝阳寺镇'],
  ['唐崖镇', '唐崖镇'],
  ['恩施土家族苗族自治州 咸丰县 高乐山镇 县府路3号', '高乐山镇'],
  ['高乐山镇阳光小区3栋', '高乐山镇'],
  ['高乐山镇新村路5号', '高乐山镇'],
  ['大路坝区集镇', '大路坝区'],
])('the address %s names a township alone', async (address, township) => {
  const { problems, entry } = await addressed(address)
  expect([problems, entry?.regionCode]).toEqual([[], codeOf(township)])
})

test.each([
  ['咸丰县清坪镇把界村委会', '清坪镇', '把界村'],
  ['清坪镇把界', '清坪镇', '把界村'],
  ['清坪镇把界村老屋场12号', '清坪镇', '把界村'],
  ['大路坝区大路坝社区2组', '大路坝区', '大路坝社区'],
])('the address %s names a village', async (address, township, village) => {
  expect((await addressed(address)).entry?.regionCode).toBe(codeOf(township, village))
})

test('an address that names no township, or a place that is not there, is refused as what it is', async () => {
  const said = await Promise.all(['解放路12号', '楚蜀大道社区', '', '不存在镇一村', '清坪镇不存在村3组'].map(addressed))
  expect(said.map(({ problems: [problem] }) => [problem?.column, problem?.message])).toEqual([
    ['住址', '住址“解放路12号”里没有写乡镇，不知道是哪里的人。请写成“清坪镇把界村”这样。'],
    ['住址', '住址“楚蜀大道社区”里没有写乡镇，不知道是哪里的人。请写成“清坪镇把界村”这样。'],
    ['住址', '没有填住址，不知道是哪里的人。'],
    ['住址', '咸丰县没有叫“不存在镇”的乡镇。请照行政区划填写。'],
    ['住址', '清坪镇没有叫“不存在村3组”的村或社区。请照行政区划填写。'],
  ])
})

test('sums, signatures and headers repeated on the next page are nobody', async () => {
  const rows = await judge(
    head,
    ['杨光', good, '清坪镇', '把界村'],
    head,
    ['合计：1人', '', '', ''],
    ['合计', '22人', '', ''],
    ['小 计', 22, '', ''],
    ['填表人：张三', '', '', ''],
    ['', '', '', ''],
  )
  expect(rows.length).toBe(1)
})

test('a sex or birthday that contradicts the ID number is a note, a date that is none is a refusal', async () => {
  const rows = await judge(
    [...head, '性别', '出生日期'],
    ['杨光', good, '清坪镇', '把界村', '男', '1993-10-08'],
    ['李春', '422826198209010001', '清坪镇', '把界村', '女', '1982-09-31'],
  )
  expect(codes(rows)).toEqual(['good', 'date-invalid'])
  expect(rows[0]!.notes.length).toBe(2)
  expect(rows[0]!.entry!.sex).toBe('female')
})

test('what is said of a household without its number is lost, and the row says so; of an ordinary household nothing is', async () => {
  const rows = await judge(
    [...head, '户编号', '是否建档立卡', '监测类型'],
    ['杨光', good, '清坪镇', '把界村', '', '是', '边缘易致贫户'],
    ['李春', '422826198209010001', '清坪镇', '把界村', 'H1', '是', ''],
    ['李秋', '422826199010150001', '清坪镇', '把界村', '', '否', '无'],
  )
  expect(codes(rows)).toEqual(['good', 'good', 'good'])
  expect(rows.map(({ notes, lacksHousehold }) => [lacksHousehold, notes])).toEqual([
    [true, ['没有填户编号，贫困户属性和监测类型没有记下。请填上户编号再导入。']],
    [false, []],
    [false, []],
  ])
})

test('a kind of monitoring that is not known is not kept, and the known ones are named', async () => {
  const [row] = await judge([...head, '户编号', '是否建档立卡', '监测类型'], ['杨光', good, '清坪镇', '把界村', 'H1', '是', '三类户'])
  expect(row!.entry).toMatchObject({ status: 'registered', monitoring: null })
  expect(row!.notes).toEqual(['监测类型“三类户”认不出来，没有记下。请填：无、脱贫不稳定户、边缘易致贫户、突发严重困难户、风险消除。'])
})
