// Addresses stay in histories, in logs of proxies and on screens: names, numbers and codes of people do not stand in them.
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { toLoggableFault } from '#app/fault-for-log.ts'
import { logFault } from '#app/http/faults.server.ts'
import { toOwnPath } from '#app/shell/paths.ts'
import { readSearch } from '#app/http/search.ts'
import { parsePosition } from '#app/paging.ts'

/** The forms that are addresses, and what they ask: figures, periods, kinds, places, shops by an id that says nothing. */
const formsThatAreAddresses = {
  'app/lesson/calculator-components.tsx': 'figures of the calculators',
  'app/lesson/components.tsx': 'figures of the calculator',
  'app/modules/audit/pages/audit-page.tsx': 'days and kinds of entries, an account by its id',
  'app/modules/certificates/pages/register-page.tsx': 'the class, the year and the place of certificates',
  'app/modules/exams/pages/sitting-page.tsx': 'which page of the sheet',
  'app/modules/households/pages/register-filters.tsx': 'the place, status, stage and tier of a list of the register',
  'app/modules/lesson-search/pages/lesson-search-page.tsx': 'words of lessons, never of people',
  'app/modules/reports/pages/household-report-page.tsx': 'the period and the region of a report',
  'app/modules/outcomes/pages/outcomes-page.tsx': 'the period of a report',
  'app/modules/rounds/pages/round-page.tsx': 'which shop leaves, by its id',
  'app/modules/rounds/pages/what-if-section.tsx': 'what would be if: shops by their ids, weights',
  'app/modules/studio/pages/questions-page.tsx': 'words of questions, never of people',
  'app/modules/talent/pages/pipeline-filters.tsx': 'two days, a place and what people are counted by',
  'app/ui/tables/list-table.tsx': 'filters of a list, each one of a few choices',
}

test('whatever is looked for is posted: the forms that are addresses are known, and ask for nobody', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `app/${file.replaceAll('\\', '/')}`)
  const withAddress = files.filter((file) => /<form[^>]*method="get"|<Form(?![^>]*method=)[\s>]/i.test(readFileSync(file, 'utf8')))
  expect(withAddress.sort()).toEqual(Object.keys(formsThatAreAddresses).sort())
  for (const file of withAddress)
    for (const [form] of readFileSync(file, 'utf8').matchAll(
      /<form[^>]*method="get"[^]*?<\/form>|<Form(?![^>]*method=)[\s>][^]*?<\/Form>/gi,
    ))
      expect(form).not.toMatch(/name="(search|name|phone|number|code|idNumber)"/)
})

afterEach(() => void vi.restoreAllMocks())

test.each([
  '/s/k7mp-2q9x',
  '/set-up/abcdef0123',
  '/verify/K2ABCDEF2345',
  '/sign-in?next=/s/k7mp-2q9x&phone=13700000001',
  '/%73/k7mp-2q9x',
  '/s%2Fk7mp-2q9x',
  '//s/k7mp-2q9x',
  '/S//k7mp-2q9x',
  '/x/../s/k7mp-2q9x',
  '/SET%2Dup/abcdef0123',
  'http://tidui.example/%73/k7mp-2q9x',
])('the log of a fault at %s holds no code', (url) => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  logFault(new Error('the disk is full'), { method: 'POST', url })
  const said = complaint.mock.calls.flat().map(String).join(' ')
  expect(said).toContain('the disk is full')
  expect(said).not.toMatch(/k7mp|abcdef|K2ABC|13700000001/)
  complaint.mockClear()
})

test('the log of a query that failed holds the query and the reason, and nobody’s name', () => {
  const fault = Object.assign(new Error('Failed query: select * from persons where name = ?\nparams: 田小禾,13700000001'), {
    cause: new Error('database disk image is malformed'),
  })
  const said = toLoggableFault(fault)
  expect(said).toMatch(/select \* from persons[^]*malformed/)
  expect(said).toContain('addresses.test.ts') // where it came from
  expect(said).not.toMatch(/田小禾|13700000001/)
})

test.each([
  ['//elsewhere.example/', '/'],
  ['/.//elsewhere.example', '/'],
  ['/x/..//elsewhere.example', '/'],
  ['/x/../..//elsewhere.example', '/'],
  ['/%2e//elsewhere.example', '/'],
  ['/%2e%2e//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/.\\/elsewhere.example', '/'],
  ['\\\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['\u0000//elsewhere.example', '/'],
  ['/\u200b/elsewhere.example', '/'],
  ['/%2f/elsewhere.example', '/'],
  ['/%5celsewhere.example', '/'],
  ['https://elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
  [`/${'a'.repeat(600)}`, '/'],
  ['/desk/persons?page=2', '/desk/persons?page=2'],
  ['/courses/tea/first#s2', '/courses/tea/first'],
  ['/x/../desk', '/desk'],
])('%j leads to %s', (wanted, path) => {
  expect(toOwnPath(wanted)).toBe(path)
})

test('what toOwnPath gives never leads away, however it is written', () => {
  const pieces = ['/', '\\', '.', '..', '%2e', '%2f', '%5c', '\t', '\r', '\u0000', '@', ':', 'elsewhere.example', '?', '#', ' ']
  for (let turn = 0; turn < 20_000; turn++) {
    const wanted = `/${Array.from({ length: 1 + (turn % 6) }, (_, at) => pieces[(turn * 31 + at * 17 + Math.floor(turn / 7)) % pieces.length]).join('')}`
    expect(new URL(toOwnPath(wanted), 'https://tidui.example/desk/').origin, JSON.stringify(wanted)).toBe('https://tidui.example')
  }
})

test('a page of a list is a whole number within reason, and what is looked for is short', () => {
  expect(['2', '0', '-1', '1e300', 'NaN', '', '2.9'].map((page) => parsePosition(new URLSearchParams({ page })).page)).toEqual([
    2, 1, 1, 1_000_000, 1, 1, 2,
  ])
  const form = new FormData()
  form.set('search', ` ${'田'.repeat(5000)}`)
  expect(readSearch(form)).toHaveLength(60)
})
