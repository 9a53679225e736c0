// The design system's own rules: small, readable, and labelled.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BarChart } from '#app/ui/charts/bar-chart.tsx'
import { computeTicks } from '#app/ui/charts/ticks.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, PinField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { TextSizeForm, getTextSize } from '#app/ui/text-size.tsx'

const tokens = readFileSync('app/ui/tokens.css', 'utf8')
const color = (name: string) => tokens.match(new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`))![1]!

function luminance(hex: string) {
  const [r, g, b] = [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(one: string, other: string) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

test.each([
  ['ink', 'paper', 7],
  ['ink-soft', 'paper', 4.5],
  ['brand', 'paper', 4.5],
  ['brand-ink', 'brand', 7],
  ['accent', 'surface', 4.5],
  ['good', 'good-soft', 4.5],
  ['bad', 'bad-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
])('%s on %s has a contrast of at least %s', (one, other, least) => {
  expect(contrast(color(one), color(other))).toBeGreaterThanOrEqual(least)
})

test('what a reading page loads of the design system stays under 4 kB', () => {
  const css = tokens + readFileSync('app/ui/phone.css', 'utf8')
  expect(brotliCompressSync(css).length).toBeLessThan(4096)
})

const desk = readdirSync('app/ui/desk')
  .map((name) => readFileSync(join('app/ui/desk', name), 'utf8'))
  .join('\n')
const screens = ['app/routes', 'app/modules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => readFileSync(join(folder, path), 'utf8')),
)

test('a sheet’s name is never broken inside a word, on the screen or on paper', () => {
  const columns = screens.flatMap((source) => source.match(/\{ head: '工作表'.*/g) ?? [])
  expect(columns.length).toBeGreaterThan(0)
  for (const column of columns) expect(column).toContain("kind: 'short'")
  expect(desk).toMatch(/\.desk \.short \{\s*overflow-wrap: break-word;/)
})

test('a column of days or of states says so, and keeps its width in every table', () => {
  const columns = screens.flatMap((source) => source.match(/\{ (?:group: '[^']*', )?head: '[^']*',.*cell: .*/g) ?? [])
  const days = columns.filter((column) => /=> \(?[^`，]*format(Day|Moment|Month)\([^`，]*$/.test(column))
  expect(days.length).toBeGreaterThan(15)
  expect(days.filter((column) => !column.includes("kind: 'day'"))).toEqual([])
  const states = columns.filter((column) => column.includes('=> <Badge'))
  expect(states.length).toBeGreaterThan(4)
  expect(states.filter((column) => !column.includes("kind: 'state'"))).toEqual([])
})

test('a cell says its head, for cards; a zero is faint; a column for the screen alone is not printed', () => {
  const html = renderToStaticMarkup(
    <DataTable
      caption="乡镇"
      rows={[{ name: '唐崖镇', people: 0, shops: 3 }]}
      rowKey={({ name }) => name}
      foot={['合计', 0, 3]}
      columns={[
        { head: '乡镇', kind: 'short', cell: ({ name }) => name },
        { group: '学员', head: '人', kind: 'number', cell: ({ people }) => people },
        { head: '店', kind: 'number', cell: ({ shops }) => shops },
        { head: '为什么', screenOnly: true, cell: () => '逐条看' },
      ]}
    />,
  )
  expect(html).toContain('<td class="number zero" data-label="学员 人">0</td>')
  expect(html).toContain('<td class="number" data-label="店">3</td>')
  expect(html).toContain('<td class="screen-only" data-label="为什么">逐条看</td>')
  expect(html.match(/class="number zero"/g)).toHaveLength(2) // the foot’s too
})

test('forms that follow one another on a desk stand apart', () => {
  expect(desk).toMatch(/\.card > form \+ form,\s*\.desk-main > form \+ form:not\(\.filters\) \{\s*margin-top: var\(--space-6\);/)
})

test('a name of forty signs wraps, so that what stands behind it stays in the window; a short one does not', () => {
  const cellOf = (name: string) =>
    renderToStaticMarkup(
      <DataTable
        caption="学员"
        columns={[{ head: '姓名', kind: 'short', cell: () => <a href="/desk/persons/a-name-is-not-its-address">{name}</a> }]}
        rows={[name]}
        rowKey={() => name}
      />,
    ).match(/<td[^>]*>/)?.[0]
  expect(cellOf('覃玉珍')).toBe('<td class="short" data-label="姓名">')
  expect(cellOf('阿依'.repeat(20))).toBe('<td data-label="姓名">')
})

test('a refused field says what is wrong, tied to its input', () => {
  const html = renderToStaticMarkup(<Field label="姓名" name="name" hint="照身份证写" errors={['请填姓名。']} />)
  expect(html).toContain('<label for="field-name">姓名</label>')
  expect(html).toContain('aria-describedby="field-name-hint field-name-error"')
  expect(html).toContain('aria-invalid="true"')
})

test('the summary of a refused form leads to each field', () => {
  expect(renderToStaticMarkup(<ErrorSummary refused={{ message: '请看红字。', fields: { name: ['请填姓名。'] } }} />)).toContain(
    'href="#field-name"',
  )
  const once = renderToStaticMarkup(<ErrorSummary refused={{ message: '请填姓名。', fields: { name: ['请填姓名。'] } }} />)
  expect([once.split('请填姓名。').length - 1, once.includes('href="#field-name"')]).toEqual([1, true]) // said once, where it leads to the field
  expect(once).toMatch(/^<div class="notice bad" role="alert" tabindex="-1" autofocus="">/) // the page opens there, without a script too
  expect(renderToStaticMarkup(<ErrorSummary leavesFocus refused={{ message: '请填。', fields: {} }} />)).not.toContain('autofocus')
  expect(renderToStaticMarkup(<ErrorSummary refused={null} />)).toBe('')
})

test('a PIN is six digits on the number pad', () => {
  expect(renderToStaticMarkup(<PinField label="密码" name="pin" />)).toMatch(/inputMode="numeric".*maxLength="6"/)
})

test('an empty table says so instead of showing heads without rows', () => {
  expect(
    renderToStaticMarkup(
      <DataTable caption="学员" columns={[{ head: '姓名', cell: () => '' }]} rows={[]} rowKey={() => ''} empty="还没有学员。" />,
    ),
  ).toContain('还没有学员。')
})

test('a chart can be heard: its label holds every number', () => {
  const html = renderToStaticMarkup(
    <BarChart
      title="各乡镇"
      unit="人"
      series={[{ name: '建档立卡', color: '#a63d1f', ink: '#fff' }]}
      bars={[{ label: '唐崖镇', values: [7] }]}
    />,
  )
  expect(html).toContain('aria-label="各乡镇。唐崖镇：建档立卡 7 人"')
})

test('an axis counts in whole steps and holds the longest bar', () => {
  expect([0, 1, 2, 3, 5, 7, 12, 61, 99, 152_900].map((most) => computeTicks(most).join(' '))).toEqual([
    '0 1',
    '0 1',
    '0 1 2',
    '0 1 2 3',
    '0 1 2 3 4 5',
    '0 2 4 6 8',
    '0 5 10 15',
    '0 20 40 60 80',
    '0 20 40 60 80 100',
    '0 50000 100000 150000 200000',
  ])
})

test('parts of a whole lie end to end, each with its number, the whole at the end', () => {
  const html = renderToStaticMarkup(
    <BarChart
      stacked
      title="各乡镇"
      unit="对"
      series={[
        { name: '结对中', color: '#1d6147', ink: '#fff' },
        { name: '已完成', color: '#d9a443', ink: '#000' },
      ]}
      bars={[{ label: '唐崖镇', values: [2, 1] }]}
    />,
  )
  expect([...html.matchAll(/<text[^>]*>([^<]+)</g)].map(([, words]) => words)).toEqual([
    '结对中',
    '已完成',
    '0',
    '1',
    '2',
    '3',
    '对',
    '唐崖镇',
    '2',
    '1',
    '3',
  ])
})

test('the size of the text is one of four, whatever the cookie says', () => {
  expect(getTextSize('a=1; text=26')).toBe('26')
  expect(['18', '22', '26', '30'].map((size) => getTextSize(`text=${size}`))).toEqual(['18', '22', '26', '30'])
  expect(getTextSize('text=99')).toBe('18')
  expect(getTextSize('text=22; __Host-text=26')).toBe('26') // chosen over HTTPS
  expect(getTextSize(null)).toBe('18')
  expect(renderToStaticMarkup(<TextSizeForm size="26" back="/" />)).toContain('value="26" aria-pressed="true"')
})
