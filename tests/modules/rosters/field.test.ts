// Small files, each of a kind of fault seen in the field: nothing is changed, lost or refused without a word.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import type { ValidatedRow } from '#app/modules/rosters/reading/validate-row.ts'
import { readRoster, type RosterFacts } from '#app/modules/rosters/reading/read-roster.server.ts'
import { findRegion } from '#app/modules/regions/regions.server.ts'
import { county } from '#tests/modules/rosters/makers.ts'
import { workbookOf } from '#tests/support/workbook.ts'

const today = '2026-03-20'
const judging = {
  today,
  county,
  mayImport: () => true,
  findRegion: (township: string, village: string | null) => findRegion({ county: county.code, township, village, day: '2019-03-20' }),
}

async function read(bytes: Buffer) {
  const rows: ValidatedRow[] = []
  const reading = readRoster(bytes, judging)
  for (;;) {
    const next = await reading.next()
    if (next.done)
      return {
        rows,
        ...(next.value satisfies RosterFacts),
        entries: rows.flatMap(({ entry }) => (entry ? [entry] : [])),
        codes: rows.map(({ problems }) => problems[0]?.code ?? 'good'),
      }
    rows.push(...next.value.rows)
  }
}
const readCase = (name: string) => read(readFileSync(`tests/cases/field/${name}`))
const households = ({ entries }: Awaited<ReturnType<typeof read>>) => [...new Set(entries.map(({ householdNumber }) => householdNumber))]

const idOf = (place: number) => `4228261980010100${place}` + checkCharacter(`4228261980010100${place}`)
/** A .csv of people who live in one village, each line with an ID number of its own. */
const csv = (head: string, ...lines: string[]) =>
  Buffer.from([`姓名,身份证号,乡镇,村,${head}`, ...lines.map((line, place) => `田大春,${idOf(place)},唐崖镇,南河村,${line}`)].join('\n'))

test('a workbook of the 1904 system stays one, whatever extensions it has', async () => {
  const { days, rows } = await readCase('date1904-with-x15.xlsx')
  expect(days).toEqual({ 花名册: '2019-03-12' })
  expect(rows.flatMap(({ notes }) => notes)).toEqual([])
})

test('one number is one household, however it is spelt', async () => {
  expect(households(await readCase('household-number-spelt.xlsx'))).toEqual(['61', '422826001001'])
  expect(households(await read(csv('户编号', '61', '61.0', '000061', "'61", '６１', '="61"')))).toEqual(['61'])
})

test('days, yes and no, fractions, errors and shortened numbers are no household numbers', async () => {
  expect((await readCase('household-number-became-date.xlsx')).codes).toEqual([
    'good',
    'household-number-damaged',
    'household-number-damaged',
  ])
  const damaged = ['2月15日', '15-Feb', '2026/2/15', 'TRUE', '#N/A', '4.22826E+11', 'В-001', 'Β-001', '٣٤', '张三']
  expect((await read(csv('户编号', ...damaged.slice(0, 9)))).codes).toEqual(Array(9).fill('household-number-damaged'))
  expect((await read(csv('户编号', damaged[9]!, '', '无', 'H-1', '2-15', '4.22826001001E+11'))).codes).toEqual([
    'household-number-damaged',
    ...Array(5).fill('good'),
  ])
})

test('dashes, width and marks that nobody sees make no household of their own; letters of other scripts are refused by name', async () => {
  const file = await readCase('household-number-looks.xlsx')
  expect(households(file)).toEqual(['B-001'])
  expect(file.rows[6]!.problems).toMatchObject([
    { code: 'household-number-damaged', message: expect.stringContaining('俄文字母') as string },
  ])
})

test('an error value is named in whatever column it stands', async () => {
  const { rows, codes } = await readCase('error-values.xlsx')
  expect(codes).toEqual([
    'status-unknown',
    'household-number-damaged',
    'household-number-damaged',
    'monitoring-unknown',
    'tier-unknown',
    'relation-unknown',
    'phone-invalid',
    'name-invalid',
    'region-unknown',
    'id-number-damaged',
  ])
  for (const { problems } of rows) expect(problems[0]!.message).toMatch(/错误值 #/)
})

test('a formula that was never worked out is told as one', async () => {
  const { rows, codes } = await readCase('formula-without-value.xlsx')
  expect(codes).toEqual(['id-number-damaged', 'region-unknown', 'phone-invalid', 'status-unknown'])
  for (const { problems } of rows) expect(problems[0]!.message).toContain('这一格是公式，没有算出结果')
})

test('lists side by side are both read', async () => {
  const { entries } = await readCase('two-blocks-side-by-side.xlsx')
  expect(entries).toHaveLength(10)
  expect(new Set(entries.map(({ name }) => name)).size).toBe(10)
})

test('sheets and columns that are not read are told', async () => {
  expect((await readCase('goes-on-without-header.xlsx')).unread).toEqual([{ sheet: '第2页', rows: 3, why: '工作表没有表头，没有读' }])
  const hidden = await readCase('hidden-old-copy-first.xlsx')
  expect(hidden.unread).toEqual([{ sheet: '上年名单', rows: 4, why: '工作表是隐藏的，没有读' }])
  expect([hidden.codes, hidden.entries[0]!.householdNumber]).toEqual([Array(4).fill('good'), 'B00000'])
  const { unread } = await read(csv('民族,手机号,手机号,,备注', '土家族,19900050000,19900050001,漏了,', '土家族,,,,'))
  expect(unread).toEqual([
    { sheet: 'CSV', column: '民族', why: '用不到这一列，没有读' },
    { sheet: 'CSV', column: '手机号（G 列）', why: '和 F 列同名，只读了 F 列' },
    { sheet: 'CSV', column: 'H 列', why: '没有列名，没有读' },
  ])
})

const list = (...places: number[]) => ['姓名,身份证号,乡镇', ...places.map((place) => `田大春,${idOf(place)},唐崖镇`)]

test('a hidden sheet does not take the place of one that is seen and lacks its header', async () => {
  const [, ...withoutHeader] = list(0, 1)
  const old = { name: '上年名单', hidden: true, lines: list(2, 3) }
  for (const seen of [withoutHeader, ['填表说明']])
    await expect(read(workbookOf(old, { name: '今年名单', lines: seen }))).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(/只有隐藏的工作表“上年名单”有表头，没有读；看得见的工作表“今年名单”.*取消隐藏/) as string,
    })
  const { rows, unread } = await read(
    workbookOf(old, { name: '今年名单', lines: withoutHeader }, { name: '另一张', lines: list(4) }, { name: '说明', lines: [''] }),
  )
  expect(rows).toHaveLength(1)
  expect(unread).toEqual([
    { sheet: '今年名单', rows: 2, why: '工作表没有表头，没有读' },
    { sheet: '上年名单', rows: 3, why: '工作表是隐藏的，没有读' },
  ])
})

test('a row that is hidden and is read says so; those beside it do not', async () => {
  const { rows } = await read(workbookOf({ name: '名单', lines: list(0, 1, 2), hiddenRows: [3] }))
  expect(rows.map(({ entry, notes }) => [entry !== null, notes])).toEqual([
    [true, []],
    [true, ['这一行在表里是隐藏的，也读了进来。']],
    [true, []],
  ])
})

test('the same ID number twice is refused over two sheets too, and told where the first is', async () => {
  const { codes, rows } = await read(workbookOf({ name: '一班', lines: list(0, 1) }, { name: '二班', lines: list(2, 1) }))
  expect(codes).toEqual(['good', 'good', 'good', 'duplicate-in-file'])
  expect(rows[3]!.problems[0]!.message).toContain('工作表“一班”第 3 行')
})

test('a hidden sheet is read, and told, where no other holds anything', async () => {
  const { rows, unread } = await read(
    workbookOf(
      { name: '说明', lines: ['', ''] },
      { name: '名单', hidden: true, lines: list(0, 1) },
      { name: '字典', hidden: true, lines: ['是', '否'] },
    ),
  )
  expect(rows.map(({ notes }) => notes)).toEqual(Array(2).fill(['这一行在隐藏的工作表里，也读了进来。']))
  expect(unread).toEqual([
    { sheet: '名单', rows: 2, why: '工作表是隐藏的，别的工作表没有内容，就读了它' },
    { sheet: '字典', rows: 2, why: '工作表没有表头，没有读' },
  ])
  await expect(read(workbookOf({ name: '字典', hidden: true, lines: ['是'] }))).rejects.toThrow('表里没有找到表头')
})

test.each(['身份证号', '姓名'])(
  'a column %s that is there twice begins no other list: what stands behind it is read, and the second is told',
  async (twice) => {
    const { entries, codes, unread } = await read(csv(`户编号,${twice},监测类型`, 'H1,,脱贫不稳定户', 'H2,,'))
    expect([codes, entries.map(({ monitoring }) => monitoring)]).toEqual([
      ['good', 'good'],
      ['unstable', null],
    ])
    expect(unread).toEqual([]) // nothing stands in it
    const filled = await read(csv(`户编号,${twice},监测类型`, `H1,${twice === '姓名' ? '覃小秋' : idOf(5)},脱贫不稳定户`))
    expect([filled.codes, filled.entries.map(({ monitoring }) => monitoring)]).toEqual([['good'], ['unstable']])
    expect(filled.unread).toMatchObject([{ column: expect.stringContaining(twice), why: expect.stringContaining('同名') }])
  },
)

test('a second table below the first is read by its own header', async () => {
  const { entries } = await read(
    Buffer.from(`姓名,身份证号,乡镇,村\n田大春,${idOf(0)},唐崖镇,南河村\n,,,\n身份证号,姓名,村,乡镇\n${idOf(1)},覃小秋,南河村,唐崖镇\n`),
  )
  expect(entries.map(({ name }) => name)).toEqual(['田大春', '覃小秋'])
})

test('the national list gives its phones, and its other columns are told', async () => {
  const { entries, unread } = await readCase('national-list-of-lifted.xlsx')
  expect(entries.map(({ phone }) => phone)).toEqual([0, 1, 2, 3, 4, 5].map((place) => `1990005900${place}`))
  expect(unread.map(({ column }) => column)).toEqual(expect.arrayContaining(['户联系电话', '民族', '人编号']))
})

test('words that an optional column does not know are told, and the row is taken', async () => {
  const { codes, entries, unread } = await readCase('column-kind-of-person.xlsx')
  expect(codes).toEqual(Array(6).fill('good'))
  expect(entries.every(({ tier }) => tier === null)).toBe(true)
  expect(unread).toContainEqual({ sheet: '花名册', column: '人员类别', rows: 1, why: '“退役军人”认不出来，没有记下' })
  expect((await read(csv('户编号,户类型', 'H1,种植户', 'H2,种植户'))).unread).toEqual([
    { sheet: 'CSV', column: '户类型', rows: 2, why: '“种植户”认不出来，没有记下' },
  ])
})

test('a year alone will do for the day on which a household was found', async () => {
  expect((await readCase('year-only.xlsx')).codes).toEqual(Array(5).fill('good'))
  expect((await read(csv('识别时间', '2014年13月', '2014-02-30'))).codes).toEqual(['date-invalid', 'date-invalid'])
})

test.each(['cdata-inline', 'sharedstrings-capital-s', 'workbook-at-root', 'parts-utf16', 'inline-beside-value'])(
  '%s is read as any other workbook',
  async (name) => {
    expect((await readCase(`${name}.xlsx`)).entries.map((entry) => entry.name)).toEqual(['田大春', '覃小秋', '向冬生'])
  },
)

test('marks that nobody sees are dropped in every column', async () => {
  const { codes, entries } = await readCase('invisible-marks.xlsx')
  expect(codes).toEqual(Array(10).fill('good'))
  expect(JSON.stringify(entries)).not.toMatch(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/)
})

test('radicals from a PDF are the characters that they look like', async () => {
  expect((await readCase('kangxi-radicals.xlsx')).entries.map(({ name }) => name)).toEqual(['田大春', '黄谷雨', '向冬生', '金玉方'])
})

test('an ID column that went through numbers as a whole is damaged as a whole', async () => {
  const { codes, rows } = await readCase('csv-all-ids-rounded.csv')
  expect(codes).toEqual(Array(30).fill('id-number-damaged'))
  expect(rows[0]!.problems[0]!.message).toContain('整列')
})

test('a web page is told as one, however it begins', async () => {
  await expect(readCase('html-meta-first.xls')).rejects.toThrow('网页')
  for (const start of [
    '<!-- 导出 --><table>',
    '\ufeff\r\n<style>td{}</style><table>',
    '导出成功\n<table><tr><td>姓名</td></tr></table>',
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>',
  ])
    await expect(read(Buffer.from(start))).rejects.toThrow('另存为 .xlsx')
})

test('yes is yes, ticked or as a value', async () => {
  const { entries } = await read(csv('户编号,是否建档立卡', 'H1,TRUE', 'H2,☑', 'H3,✔', 'H4,FALSE', 'H5,×'))
  expect(entries.map(({ status }) => status)).toEqual(['registered', 'registered', 'registered', 'none', 'none'])
  expect((await read(csv('户编号,是否脱贫户', 'H1,是', 'H2,否'))).entries.map(({ status }) => status)).toEqual(['lifted', null])
})

test('a hidden part of a name and a sign in the place of X are called what they are', async () => {
  const { rows } = await read(
    Buffer.from(
      `姓名,身份证号,乡镇\n王○兰,${idOf(0)},唐崖镇\n王×兰,${idOf(1)},唐崖镇\n田大春,42282619800101000×,唐崖镇\n田大春,42282619800101000Х,唐崖镇`,
    ),
  )
  expect(rows.map(({ problems }) => problems[0]!.message)).toEqual([
    expect.stringContaining('“○”是圆圈符号，不是字') as string,
    expect.stringContaining('“×”是乘号，遮住了名字') as string,
    expect.stringContaining('“×”是乘号') as string,
    expect.stringContaining('“Х”是俄文字母') as string,
  ])
})

test('phones are read in every spelling of a number, and never from a shortened one', async () => {
  const { entries, codes } = await read(csv('手机号', '19900050000.0', '1.9900050000E10', '+86 199-0005-0000', '1.99E+10'))
  expect(entries.map(({ phone }) => phone)).toEqual(Array(3).fill('19900050000'))
  expect(codes[3]).toBe('phone-invalid')
})

test('other heads that offices write are understood', async () => {
  const { entries } = await read(
    Buffer.from(
      `姓名,身份证号,人联系电话,家庭详细住址,易返贫致贫户(监测对象)类型,户编号\n田大春,${idOf(0)},19900050000,咸丰县唐崖镇南河村,边缘易致贫户,H1`,
    ),
  )
  expect(entries[0]).toMatchObject({ phone: '19900050000', monitoring: 'marginal' })
  for (const head of ['现居住地址', '身份证地址'])
    expect((await read(Buffer.from(`姓名,身份证号,${head}\n田大春,${idOf(0)},咸丰县唐崖镇南河村`))).codes).toEqual(['good'])
})

test('a number that was shown in groups is the number; a part of a hundred, an amount, less than nothing and a hidden dash are none', async () => {
  expect(households(await read(csv('户编号', '"1,061"', '1061', '"=""1061"""', '"1,061.00"')))).toEqual(['1061'])
  const damaged = ['61%', '￥61', '-61', '(61)', '2/15/2026', '6一1', '1〇1']
  expect((await read(csv('户编号', ...damaged))).codes).toEqual(damaged.map(() => 'household-number-damaged'))
})

test('0 from a formula is no household that everybody belongs to, and is told', async () => {
  const { entries, unread } = await read(csv('户编号,贫困户属性', '0,一般户', '0,一般户'))
  expect(entries.map(({ householdNumber }) => householdNumber)).toEqual([null, null])
  expect(unread).toContainEqual({ sheet: 'CSV', column: '户编号', rows: 2, why: '“0”认不出来，没有记下' })
})

test('what a word denies, or adds in brackets, is not left out', async () => {
  const statuses = async (...words: string[]) =>
    (await read(csv('户编号,贫困户属性', ...words.map((word, place) => `H${place},${word}`)))).entries.map(({ status }) => status)
  expect(
    await statuses('建档立卡户（已脱贫）', '2018年脱贫', '已脱贫未返贫', '返贫', '易返贫致贫户', '防返贫监测户', '□是 ☑否', '是√否□'),
  ).toEqual(['lifted', 'lifted', 'lifted', 'returned', null, null, 'none', 'registered'])
  const lifted = (
    await read(csv('户编号,是否脱贫户', ...['非脱贫户', '预脱贫', '未稳定脱贫', '已脱贫'].map((word, place) => `H${place},${word}`)))
  ).entries
  expect(lifted.map(({ status }) => status)).toEqual([null, null, null, 'lifted'])
  const monitored = (
    await read(
      csv(
        '户编号,监测类型',
        ...['非边缘户', '脱贫不稳定户（风险已消除）', '未消除', '突发严重困难户（未消除）', '不稳定、边缘'].map(
          (word, place) => `H${place},${word}`,
        ),
      ),
    )
  ).entries
  expect(monitored.map(({ monitoring }) => monitoring)).toEqual(['none', 'cleared', null, 'sudden', null])
})

test('what is no relation is not kept as one, and is told', async () => {
  const { entries, unread } = await read(csv('户编号,与户主关系', 'H1,0', 'H2,2018-01-01', 'H3,同上', 'H4,配偶（外出）', 'H5,岳母'))
  expect(entries.map(({ relation }) => relation)).toEqual(['成员', '成员', '成员', '配偶', '岳母'])
  expect(unread.map(({ column }) => column)).toEqual(Array(3).fill('与户主关系'))
})

test('parts of a day, and words for it, are told and lost; the person is taken', async () => {
  const parts = ['70年', '60年5月', '一九七〇年', '5月1日', '农历五月', '1980年1月1日（农历）', '不记得了', '8', 'TRUE']
  const { codes, rows, unread } = await read(csv('出生日期', ...parts))
  expect(codes).toEqual(parts.map(() => 'good'))
  expect(rows.map(({ notes }) => notes)).toEqual(parts.map((part) => [`出生日期“${part}”认不出来，没有记下。生日按身份证号记。`]))
  expect(unread).toEqual(parts.map((part) => ({ sheet: 'CSV', column: '出生日期', rows: 1, why: `“${part}”认不出来，没有记下` })))
  const found = await read(csv('识别时间', '14年', '5月1日', '二〇一四年', '未脱贫'))
  expect([found.codes, found.unread.map(({ why }) => why)]).toEqual([
    Array(4).fill('good'),
    ['14年', '5月1日', '二〇一四年'].map((word) => `“${word}”认不出来，没有记下`),
  ])
  for (const head of ['出生日期', '识别时间'])
    expect((await read(csv(head, '1982-09-31', '1982年13月', '19821301'))).codes).toEqual(Array(3).fill('date-invalid'))
})

test('words without a digit in the place of a phone say that there is none, and are told', async () => {
  const words = ['没有手机', '无手机', '手机丢了', '停机', '同上']
  const { codes, entries, unread } = await read(csv('手机号', ...words))
  expect([codes, entries.map(({ phone }) => phone)]).toEqual([words.map(() => 'good'), words.map(() => null)])
  expect(unread).toEqual(words.map((word) => ({ sheet: 'CSV', column: '手机号', rows: 1, why: `“${word}”认不出来，没有记下` })))
  const damaged = ['1990005', '没有手机 1990005', '199****0000', '无（①）']
  expect((await read(csv('手机号', ...damaged))).codes).toEqual(damaged.map(() => 'phone-invalid'))
})

test('letters that look like another, and words in the place of a name, are no names', async () => {
  const { rows } = await read(
    Buffer.from(
      [
        '姓名,身份证号,乡镇',
        ...['王X兰', '李某某', '王ー兰', '田カ', '同上', '田大春'].map((name, place) => `${name},${idOf(place)},唐崖镇`),
      ].join('\n'),
    ),
  )
  expect(rows.map(({ problems }) => problems[0]?.code ?? 'good')).toEqual([...Array<string>(5).fill('name-invalid'), 'good'])
})

test('an ID number of which some digits are hidden is told as one', async () => {
  const { rows } = await read(Buffer.from(`姓名,身份证号,乡镇\n田大春,422826********0004,唐崖镇\n田大春,42282619800101XXXX,唐崖镇`))
  expect(rows.map(({ problems }) => problems[0]!.message)).toEqual(
    Array(2).fill('身份证号有几位被遮住了（* 或 X）。请照身份证填写完整的 18 位。'),
  )
})

test('of several phones those that are none are told; whose phone it is may stand beside it', async () => {
  const { entries, rows, codes } = await read(
    csv('手机号', '19900050000/1990005', '本人：19900050000', '19900050000 19900050001', '"19,900,050,000"', '00000000000'),
  )
  expect(entries.map(({ phone }) => phone)).toEqual(Array(4).fill('19900050000'))
  expect(rows.map(({ notes }) => notes.length)).toEqual([1, 0, 1, 0, 0])
  expect(codes[4]).toBe('phone-invalid')
})

test('an error value in a column that is not needed is told all the same', async () => {
  const { codes, unread } = await read(csv('性别,住址', '#N/A,唐崖镇南河村', '女,#REF!'))
  expect(codes).toEqual(['good', 'good'])
  expect(unread).toEqual(
    expect.arrayContaining([
      { sheet: 'CSV', column: '性别', rows: 1, why: '“#N/A”认不出来，没有记下' },
      { sheet: 'CSV', column: '住址', rows: 1, why: '“#REF!”认不出来，没有记下' },
    ]),
  )
})

test('a dash says that no village is named, and a township may be written with its village', async () => {
  const { entries } = await read(Buffer.from(`姓名,身份证号,乡镇,村\n田大春,${idOf(0)},唐崖镇,—\n田大春,${idOf(1)},唐崖镇南河村,`))
  expect(entries.map(({ regionCode }) => regionCode)).toEqual(['422826105', '422826105201'])
})

test('the township in front of two lists side by side is that of both', async () => {
  const { entries } = await read(Buffer.from(`乡镇,姓名,身份证号,姓名,身份证号\n唐崖镇,田大春,${idOf(0)},覃小秋,${idOf(1)}`))
  expect(entries.map(({ name, regionCode }) => [name, regionCode])).toEqual([
    ['田大春', '422826105'],
    ['覃小秋', '422826105'],
  ])
})

test('lines of a .csv end in whatever way, in several ways too, and are parted by whatever its first line or most lines say', async () => {
  const lines = ['姓名,身份证号,乡镇', `田大春,${idOf(0)},唐崖镇`, `覃小秋,${idOf(1)},唐崖镇`]
  const asTexts = [
    lines.join('\r'),
    `${lines[0]}\r\n${lines[1]}\n${lines[2]}\r`,
    `sep=;\r\n${lines.join('\n').replaceAll(',', ';')}`,
    lines.join('\n').replaceAll(',', '|'),
    `说明;;;;;;;;;;;;;;;;;;;;\n${lines.join('\n')}`,
  ]
  for (const text of asTexts) expect((await read(Buffer.from(text))).entries.map(({ name }) => name)).toEqual(['田大春', '覃小秋'])
  const chinese = Buffer.from(`姓名\t身份证号\t乡镇\n一一一\t${idOf(0)}\t唐崖镇\n`, 'utf16le')
  expect((await read(chinese)).entries.map(({ name }) => name)).toEqual(['一一一'])
})

test('a quote that swallows rows is told, and a remark of several lines is none', async () => {
  const row = (place: number, remark: string) => `田大春,${idOf(place)},唐崖镇,${remark}`
  await expect(
    read(Buffer.from(['姓名,身份证号,乡镇,备注', row(0, '"外出'), row(1, ''), row(2, '好"'), row(3, '')].join('\n'))),
  ).rejects.toThrow('引号')
  await expect(read(Buffer.from(['姓名,身份证号,乡镇,备注', row(0, '"外出'), row(1, '')].join('\n')))).rejects.toThrow('引号')
  expect((await read(Buffer.from(['姓名,身份证号,乡镇,备注', row(0, '"外出,\n三月回"'), row(1, '')].join('\n')))).entries).toHaveLength(2)
})

test('two numbers that both went through numbers are damaged, not wrong', async () => {
  expect(
    (
      await read(
        Buffer.from(
          `姓名,身份证号,乡镇\n田大春,${idOf(0).slice(0, 15)}000,唐崖镇\n覃小秋,422826198102020000,唐崖镇\n向冬生,42282619830303001X,唐崖镇`,
        ),
      )
    ).codes.slice(0, 2),
  ).toEqual(Array(2).fill('id-number-damaged'))
})

test('a text that is no name, number or word is refused with its row, and stops none of the others', async () => {
  const { codes } = await read(csv('户编号,住址', `${'1'.repeat(400)},`, `1,${'省市县镇'.repeat(100)}`, '1,'))
  expect(codes).toEqual(['household-number-damaged', 'region-unknown', 'good'])
  const names = await read(Buffer.from(`姓名,身份证号,乡镇\n${'田'.repeat(60)},${idOf(0)},唐崖镇\n${'田'.repeat(900)},${idOf(1)},唐崖镇`))
  expect(names.codes).toEqual(['name-invalid', 'name-invalid'])
  expect(names.rows.every(({ name }) => name.length <= 50)).toBe(true)
})
