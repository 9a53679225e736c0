// A form that is not as its schema wants it is refused in Chinese, also where the schema has no sentence of its own.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { severalOf } from '#app/fields.ts'
import type { Refusal } from '#app/refusal.ts'
import { withRows } from '#app/text/form-rows.ts'
import { readFormData, parseForm, readForm } from '#app/http/bodies/forms.server.ts'

const schema = z.discriminatedUnion('do', [z.object({ do: z.literal('residence'), from: z.string(), version: z.coerce.number() })])
const readRefusal = (entered: Record<string, string>, form: z.ZodType = schema) => {
  try {
    return { taken: parseForm(new URLSearchParams(entered), form) }
  } catch (refused) {
    const { message, fields } = refused as Refusal
    return { message, fields }
  }
}

test('what was left out, and what is no number', () => {
  expect(readRefusal({ do: 'residence', version: '1' })).toMatchObject({ fields: { from: ['这一项没有填。'] } })
  expect(readRefusal({ do: 'residence', from: '2019-01-01', version: 'x' })).toMatchObject({ fields: { version: ['这一项要填数字。'] } })
})

test('what was pressed on no button of ours is said in a sentence, at no field and without codes', () => {
  const pressed = z.object({ do: z.enum(['give', 'take']), account: z.string() })
  const byAct = z.discriminatedUnion('act', [z.object({ act: z.literal('accept') })])
  const asked: [Record<string, string>, z.ZodType][] = [
    [{}, schema],
    [{ do: 'juggle' }, schema],
    [{ account: 'a' }, pressed],
    [{ do: 'juggle' }, pressed],
    [{}, byAct],
    [{ act: '' }, byAct],
  ]
  for (const [entered, form] of asked)
    expect(readRefusal(entered, form)).toEqual({ message: expect.stringContaining('没有收到要办哪件事') as string, fields: {} })
})

test('of schemas without sentences no word is for programmers: neither types nor patterns', () => {
  const schemas: [z.ZodType, entered: unknown, sentence: string][] = [
    [z.enum(['a', 'b']), '', '请选一项。'],
    [z.enum(['a', 'b']), 'c', '这一项只能是：a、b。'],
    [z.string().max(3), '四个字呢', '最多 3 字。'],
    [z.array(z.string()).min(2), [], '至少 2 项。'],
    [z.number().max(5), 6, '不能大于 5。'],
    [z.coerce.number(), 'x', '这一项要填数字。'],
    [z.string().regex(/^a$/), 'b', '这一项的写法不对。'],
    [z.union([z.literal('a'), z.number()]), {}, '这一项填得不对。'],
    [z.string().refine(() => false), 'a', '这一项填得不对。'],
    [z.strictObject({}), { county: 1 }, '没有这样的项：county。'],
  ]
  expect(schemas.map(([one, entered]) => one.safeParse(entered).error?.issues[0]?.message)).toEqual(
    schemas.map(([, , sentence]) => sentence),
  )
})

test.each([
  ['JSON', 'application/json', '{bad'],
  ['a form in parts without what parts them', 'multipart/form-data', 'phone=1'],
  ['nothing that says what it is', 'text/plain', 'phone=1'],
])('%s is no form', async (_, type, body) => {
  const request = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': type }, body })
  await expect(readForm(request, schema)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('不是表单') })
})

const posted = (fields: [string, string | File][]) => {
  const body = new FormData()
  for (const [name, value] of fields) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value)
  }
  return new Request('http://localhost/desk/rosters', { method: 'POST', body })
}

test('a form with files comes as it was sent: names with all kinds of signs, large files and empty ones', async () => {
  const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => at % 253))
  const form = await readFormData(
    posted([
      ['cohort', '第 1 期 & 第 2 期\r\n；'],
      ['file', new File([large], '名单;2=3 “新” "old" 50%.xlsx', { type: 'application/x' })],
      ['empty', new File([], '', { type: 'application/octet-stream' })],
      ['cohort', ''],
    ]),
  )
  expect([...form.keys()]).toEqual(['cohort', 'file', 'empty', 'cohort'])
  expect(form.getAll('cohort')).toEqual(['第 1 期 & 第 2 期\r\n；', ''])
  const [file, empty] = [form.get('file') as File, form.get('empty') as File]
  expect([file.name, file.type, empty.name, empty.size]).toEqual(['名单;2=3 “新” "old" 50%.xlsx', 'application/x', '', 0])
  expect(Buffer.from(await file.arrayBuffer()).equals(large)).toBe(true)
})

test('a form with files that was cut off, or has more parts than its address takes, is refused with a sentence', async () => {
  const whole = await posted([['file', new File([Buffer.alloc(100_000, 'x')], '名单.csv')]]).arrayBuffer()
  const type = 'multipart/form-data; boundary=' + /--([^\r]+)/.exec(Buffer.from(whole).toString('latin1'))![1]
  const cut = new Request('http://localhost/desk/rosters', {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: whole.slice(0, 50_000),
  })
  await expect(readFormData(cut)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('没有收全') })
  await expect(readFormData(posted(Array.from({ length: 2_001 }, () => ['a', 'b'] as [string, string])))).rejects.toMatchObject({
    status: 413,
    message: expect.stringContaining('一次最多 2000 项'),
  })
})

const partsOf = (...headers: string[]) =>
  new Request('http://localhost/desk/rosters', {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    body: `${headers.map((header) => `--b\r\n${header}\r\n\r\nx\r\n`).join('')}--b--\r\n`,
  })

test.each([
  ['no name', 'Content-Disposition: form-data'],
  ['an empty end', 'Content-Disposition: form-data;'],
  ['something else for a name', 'Content-Disposition: form-data; foo=bar'],
  ['a file without a name', 'Content-Disposition: form-data; filename="a.csv"'],
])('a part with %s is of no form, and nothing else comes of it', async (_, header) => {
  await expect(readFormData(partsOf('Content-Disposition: form-data; name="a"', header))).rejects.toMatchObject({ status: 422 })
})

test('what is typed beside a file is no longer than in any other form, names and all', async () => {
  const long = '字'.repeat(70_000)
  await expect(readFormData(posted([['cohort', long]]))).rejects.toMatchObject({
    status: 413,
    message: expect.stringContaining('填的字太多'),
  })
  await expect(readFormData(posted([[long, 'x']]))).rejects.toMatchObject({ status: 413 })
  await expect(readFormData(posted(Array.from({ length: 20 }, () => ['a', '字'.repeat(5_000)] as [string, string])))).rejects.toMatchObject(
    {
      status: 413,
    },
  )
})

const Lines = withRows(
  { lines: ['mark', 'reason'], ticked: ['needs'] },
  z.object({
    how: z.string().max(5),
    lines: z.array(z.object({ row: z.string().max(20), mark: z.string().max(5).optional(), reason: z.string().max(5, '太长了。') })).max(3),
    ticked: z.array(z.object({ row: z.string().max(20), needs: severalOf(z.string().max(5), 3) })).max(3),
  }),
)
const refusalOf = (fields: [string, string][]) => {
  try {
    return parseForm(new URLSearchParams(fields), Lines)
  } catch (refused) {
    return (refused as { fields: Record<string, string[]> }).fields
  }
}

test('fields of rows become lists, in the order the rows came; what is a field of no row stays what it is', () => {
  expect(
    refusalOf([
      ['reason-b', ''],
      ['how', 'list'],
      ['mark-new-1', 'late'],
      ['mark-b', 'late'],
      ['reason-new-1', 'x'],
      ['needs-0', 'a'],
      ['needs-0', 'b'],
      ['needs-1', 'c'],
      ['mark-', 'of nobody'],
      ['other-b', 'not asked for'],
    ]),
  ).toEqual({
    how: 'list',
    lines: [
      { row: 'b', mark: 'late', reason: '' },
      { row: 'new-1', mark: 'late', reason: 'x' },
    ],
    ticked: [
      { row: '0', needs: ['a', 'b'] },
      { row: '1', needs: ['c'] },
    ],
  })
})

test('what is wrong in a row is told under the name of its field', () => {
  expect(
    refusalOf([
      ['how', 'list'],
      ['reason-a', 'short'],
      ['reason-b', 'far too long'],
    ]),
  ).toEqual({ 'reason-b': ['太长了。'] })
  expect(Object.keys(refusalOf([['how', 'list'], ...['a', 'b', 'c', 'd'].map((row): [string, string] => [`reason-${row}`, ''])]))).toEqual([
    'lines',
  ])
})

test('what is wrong with one of several ticked boxes is told under the name of the boxes', () => {
  const boxes = z.object({ needs: severalOf(z.string().max(3, '太长了。'), 5) })
  const refuse = () => parseForm(new URLSearchParams([...['一', '二二二二', '三'].map((value) => ['needs', value])]), boxes)
  expect(refuse).toThrow(expect.objectContaining({ fields: { needs: ['太长了。'] } }))
})

test('names that objects have anyway do no harm in rows', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty']
  expect(
    refusalOf([['how', 'list'], ...names.map((row): [string, string] => [`reason-${row}`, 'x']), ['__proto__-a', 'x'], ['__proto__', 'x']]),
  ).toEqual({ how: 'list', lines: names.map((row) => ({ row, reason: 'x' })), ticked: [] })
  expect(({} as Record<string, unknown>)['a']).toBeUndefined()
})
