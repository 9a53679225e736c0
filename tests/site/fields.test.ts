// Nothing that is entered is without an end: no text, no list, no number, no day, in no schema.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isDay } from '#app/calendar.ts'
import * as fields from '#app/fields.ts'

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => `app/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.tsx?$/.test(file) && !['app/fields.ts', 'app/zod-messages.server.ts'].includes(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .filter(({ text }) => text.includes("from 'zod'"))

/** What follows a `z.string(` up to the end of its own expression. */
function chainAt(text: string, at: number) {
  let depth = 0
  let end = at
  for (; end < text.length; end++) {
    if ('([{'.includes(text[end]!)) depth++
    if (')]}'.includes(text[end]!) && --depth < 0) break
    if (depth === 0 && (text[end] === ',' || (text[end] === '\n' && !/^\s*\./.test(text.slice(end + 1))))) break
  }
  return text.slice(at, end)
}

const hasEnd = /\.max\(|\.length\(|\.regex\(\/\^(?:[^/*+\\]|\\.)*\$\/|of \d/

test('each schema of a text, a number or a list says how much it takes at most, or is made of the shared pieces, which do', () => {
  const endless = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/z\.(?:string|number|int|coerce\.\w+|array|record|bigint)\(/g)]
      .map(({ index }) => chainAt(text, index))
      .filter((chain) => !hasEnd.test(chain))
      .map((chain) => `${file}: ${chain}`),
  )
  expect(endless).toEqual([])
})

test('the check finds what has no end', () => {
  const found = (text: string) => hasEnd.test(chainAt(text, text.indexOf('z.')))
  expect(
    [
      'x: z.string().min(2), y: z.string().max(3)',
      'z.string().regex(/^a*$/)',
      'z.array(z.string())',
      'z.coerce.number()\nconst y = z.string().max(2)',
    ].map(found),
  ).toEqual([false, false, false, false])
  expect(['z.string().trim()\n  .max(3)', 'z.string().regex(/^[a-z]{3}$/)', 'z.array(z.string().max(2)).max(4)'].map(found)).toEqual([
    true,
    true,
    true,
  ])
})

test('the shared pieces have ends', () => {
  const long = '长'.repeat(100_000)
  for (const piece of ['id', 'shortText', 'longText', 'linesOfText', 'secret', 'pathText', 'keptText'] as const) {
    expect(fields[piece]().safeParse(long).success, piece).toBe(false)
    expect(fields[piece]().safeParse('长').success, piece).toBe(true)
  }
  for (const piece of ['typedNumber', 'version', 'sequence', 'count'] as const)
    for (const number of [1e300, Infinity, -1e300, NaN]) expect(fields[piece]().safeParse(number).success, piece).toBe(false)
  expect(fields.sequence().safeParse('1790000000000').success).toBe(true) // a phone's clock
  expect(fields.listOf(fields.id(), 3).safeParse(['a', 'b', 'c', 'd']).success).toBe(false)
  expect(fields.moment().safeParse(`2019-03-04T00:00:00.${'0'.repeat(50)}Z`).success).toBe(false)
})

test.each([
  ['2019-02-28', true],
  ['2020-02-29', true],
  ['1900-01-01', true],
  ['2100-12-31', true],
  ['2019-02-30', false],
  ['0019-03-01', false],
  ['1899-12-31', false],
  ['2101-01-01', false],
  ['9999-12-31', false],
  ['20190-01-01', false],
])('%s is a day that anybody alive has to do with: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
  expect(fields.day('请填日期').safeParse(text).success).toBe(is)
})
