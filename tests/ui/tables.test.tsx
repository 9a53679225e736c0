// Lists that are sorted, filtered and paged by their address.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { emitWorkbook, readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { attendanceList, cohortList, traineeList } from '#app/modules/cohorts/lists.ts'
import { resultList } from '#app/modules/exams/pages/result-list.ts'
import { arrange, filterAndSort, listTicked } from '#app/ui/tables/arrange.server.ts'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListDefinition, parseTableQuery, tableHref, toTableParams } from '#app/ui/tables/table-query.ts'
import { lookUp } from '#app/text/look-up.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

interface Line {
  name: string
  state: string
  marks: number
  day: string | null
}

const list: ListDefinition<Line> = {
  size: 3,
  columns: [
    { key: 'name', head: '姓名', kind: 'short', isName: true, value: ({ name }) => name },
    { key: 'state', head: '状态', kind: 'state', value: ({ state }) => state, order: ({ state }) => ['new', 'done'].indexOf(state) },
    { key: 'marks', head: '分', kind: 'number', value: ({ marks }) => marks },
    { key: 'day', head: '日期', kind: 'day', value: ({ day }) => day },
    { key: 'form', head: '填', isForScreen: true, value: () => null },
  ],
  filters: [{ name: 'state', label: '状态', value: ({ state }) => state, labelOf: (state) => (state === 'done' ? '办了' : '没办') }],
}
const parse = (search: string) => parseTableQuery(new URLSearchParams(search), list)
const line = (name: string, more: Partial<Line> = {}): Line => ({ name, state: 'new', marks: 0, day: null, ...more })
const names = (lines: readonly Line[]) => lines.map(({ name }) => name).join(' ')

test('any address gives a valid state, which its own address gives again', () => {
  const name = fc.oneof(fc.constantFrom('sort', 'dir', 'page', 'columns', 'state', 'tick'), fc.string({ maxLength: 8 }))
  const value = fc.oneof(
    fc.constantFrom('name', 'marks', 'form', 'desc', 'asc', 'all', 'page', 'state,day', '2', '-1', '1e9', 'NaN', 'done'),
    fc.string({ maxLength: 90, unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
      const query = parseTableQuery(new URLSearchParams(pairs), list)
      expect([null, 'name', 'state', 'marks', 'day']).toContain(query.sort)
      expect(['asc', 'desc']).toContain(query.dir)
      expect(Number.isInteger(query.page) && query.page >= 1 && query.page <= 100_000).toBe(true)
      expect(query.columns[0]).toBe('name')
      expect(list.columns.map(({ key }) => key).filter((key) => query.columns.includes(key))).toEqual(query.columns)
      expect(Object.values(query.filters).every((code) => /^[\w-]{1,64}$/.test(code!))).toBe(true)
      expect(parseTableQuery(new URLSearchParams(toTableParams(query, list.columns)), list)).toEqual(query)
      expect(arrange([line('王芳')], query, list).page).toBe(1)
    }),
  )
})

test('names are sorted by pinyin as surnames are read, in both directions', () => {
  const people = ['曾桂兰', '单小禾', '吴周', '阿依', '张三', '陈四', '覃五', '李 六'].map((name) => line(name))
  expect(names(filterAndSort(people, parse('sort=name'), list))).toBe('阿依 陈四 李 六 覃五 单小禾 吴周 曾桂兰 张三')
  expect(names(filterAndSort(people, parse('sort=name&dir=desc'), list))).toBe('张三 曾桂兰 吴周 单小禾 覃五 李 六 陈四 阿依')
})

test('numbers are sorted as numbers, states by their order, and rows without a value come last', () => {
  const lines = [
    line('甲', { marks: 10, day: '2019-03-05' }),
    line('乙', { marks: 9 }),
    line('丙', { marks: 9, state: 'done', day: '2019-01-02' }),
  ]
  expect(names(filterAndSort(lines, parse('sort=marks'), list))).toBe('乙 丙 甲')
  expect(names(filterAndSort(lines, parse('sort=marks&dir=desc'), list))).toBe('甲 乙 丙') // equal ones keep the list’s order
  expect(names(filterAndSort(lines, parse('sort=state&dir=desc'), list))).toBe('丙 甲 乙')
  expect(names(filterAndSort(lines, parse('sort=day'), list))).toBe('丙 甲 乙')
  expect(names(filterAndSort(lines, parse('sort=day&dir=desc'), list))).toBe('甲 丙 乙')
})

test('a page beyond the last one is the last, and says which rows it holds', () => {
  const lines = Array.from({ length: 7 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new' }))
  const { page, pages, first, count, total, rows } = arrange(lines, parse('page=9&state=done'), list)
  expect({ page, pages, first, count, total, rows: rows.length }).toEqual({ page: 2, pages: 2, first: 4, count: 4, total: 7, rows: 1 })
})

test('another order or filter begins at the first page without ticks; another page keeps them', () => {
  const query = parse('sort=marks&dir=desc&state=done&page=3&tick=all&columns=state')
  expect(tableHref(query, list.columns, { page: 4 }, { anchor: 'list' })).toBe(
    '?sort=marks&dir=desc&state=done&columns=name%2Cstate&page=4#list',
  )
  expect(tableHref(query, list.columns, { sort: 'name', dir: 'asc' })).toBe('?sort=name&state=done&columns=name%2Cstate')
})

const render = (search: string, lines: readonly Line[], boxes?: { posted: string[] | null }) => {
  const part = arrange(lines, parse(search), list)
  const value = ({ name }: Line) => (name === '第0' ? null : name)
  const ticks = boxes && {
    name: 'who',
    value,
    label: ({ name }: Line) => `勾选${name}`,
    ticked: listTicked(lines, part, { definition: list, value, posted: boxes.posted }),
  }
  return renderToStaticMarkup(
    <ListTable
      id="list"
      caption="学员"
      unit="人"
      definition={list}
      part={part}
      rowKey={({ name }) => name}
      empty="还没有人。"
      workbook="/list.xlsx"
      ticks={ticks ?? null}
      around={(inner) => <form method="post">{inner}</form>}
    />,
  )
}

test('a list works by links: heads sort, chips filter and are taken off, pages turn, the workbook holds the same', () => {
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new', marks: i }))
  const html = render('sort=marks&state=done', lines)
  expect(html).toContain('共 4 人，第 1–3')
  expect(html).toMatch(/aria-sort="ascending"><a class="sorted asc" href="\?sort=marks&amp;dir=desc&amp;state=done#list">分/)
  expect(html).toMatch(/href="\?sort=marks#list" aria-current="true" aria-label="办了[^"]*，不再只看"/)
  expect(html).toContain('href="?sort=marks&amp;state=new#list"')
  expect(html).toContain('href="?sort=marks&amp;state=done&amp;page=2#list"')
  expect(html).toContain('href="/list.xlsx?sort=marks&amp;state=done"')
  expect(html).toContain('<input type="hidden" name="state" value="done"/>') // kept by the form that chooses columns
  expect(html).toContain('学员（4）') // as the line above it says
})

test('boxes stand before the rows that something can be done with, and what is ticked on other pages goes along', () => {
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new', marks: i }))
  const boxes = (search: string, posted: string[] | null = null) =>
    [...render(search, lines, { posted }).matchAll(/<input[^>]* name="who"[^>]*>/g)].map(
      ([input]) => `${/type="(\w+)"/.exec(input)![1]} ${/value="([^"]+)"/.exec(input)![1]}${input.includes('checked=""') ? ' ✓' : ''}`,
    )
  expect(boxes('sort=marks')).toEqual(['checkbox 第1', 'checkbox 第2'])
  expect(boxes('sort=marks&tick=page')).toEqual(['checkbox 第1 ✓', 'checkbox 第2 ✓'])
  expect(boxes('sort=marks&state=done&tick=all')).toEqual(['hidden 第3', 'checkbox 第1 ✓', 'checkbox 第2 ✓'])
  expect(boxes('sort=marks&page=2', ['第1', '第4'])).toEqual(['hidden 第1', 'checkbox 第3', 'checkbox 第4 ✓'])
})

test('a list with boxes is turned, sorted and filtered by its own form, without what else the form requires', () => {
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new', marks: i }))
  const html = render('sort=marks&state=done', lines, { posted: ['第1', '第3'] })
  expect(html.match(/<form/g)).toHaveLength(1) // none within another
  expect(html).not.toMatch(/<a [^>]*href="\?/) // a link would lose what is ticked
  const buttons = [...html.matchAll(/<button([^>]*)name="turn"([^>]*)>/g)].map(([whole]) => whole)
  expect(buttons.every((button) => button.includes('formNoValidate=""') || button.includes('formnovalidate=""'))).toBe(true)
  for (const href of ['?sort=marks&amp;state=done&amp;page=2#list', '?sort=marks#list', '?sort=marks&amp;state=done&amp;tick=all#list'])
    expect(buttons.some((button) => button.toLowerCase().includes(`formaction="${href}"`))).toBe(true)
  expect(html).toContain('一共勾了 <b>2</b> 人，其中 1 人在别的页')
})

test('a list among others names its parameters apart from theirs, and keeps what else stands in the address', () => {
  const left = { ...list, prefix: 'left-' }
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new' }))
  const part = arrange(lines, parseTableQuery(new URLSearchParams('left-state=done&page=2&state=new&view=ended'), left), left)
  expect([part.count, part.page]).toEqual([4, 1])
  const kept = [
    ['view', 'ended'],
    ['page', '2'],
  ] as const
  const html = renderToStaticMarkup(
    <ListTable
      id="left"
      caption="学员"
      unit="人"
      definition={left}
      part={part}
      rowKey={({ name }) => name}
      empty=""
      workbook={null}
      kept={kept}
    />,
  )
  expect(html).toContain('href="?view=ended&amp;page=2&amp;left-state=done&amp;left-page=2#left"')
  expect(html).toContain('<input type="hidden" name="view" value="ended"/>')
  expect(html).toContain('<input type="hidden" name="left-state" value="done"/>')
  expect(html).toContain('<select name="left-sort">')
})

test('on paper a list says what was chosen, and that it goes on', () => {
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { state: i < 4 ? 'done' : 'new' }))
  const onPaper = (search: string) => render(search, lines).match(/<p class="print-only">(.*?)<\/p>/)?.[1]
  expect(onPaper('state=done')).toBe('只看：状态 办了。这里是第 1–3 人，共 4 人；要全部的，请下载 Excel 再打印。')
  expect(onPaper('state=new')).toBe('只看：状态 没办。')
  expect(render('', lines.slice(0, 3))).not.toContain('print-only') // all of it
})

/** Lists in which somebody chooses what to do with each row. */
const choices = [
  'cohorts/pages/enrolment-page.tsx',
  'cohorts/pages/cohort-step-page.tsx',
  'rounds/pages/rounds-page.tsx',
  'studio/pages/media-page.tsx',
]
/** Parts of a page whose frame stands elsewhere. */
const parts = {
  'certificates/pages/certificates-of-cohort.tsx': 'app/routes/desk/cohorts/certificates.tsx',
  'exams/pages/result-table.tsx': 'app/routes/desk/cohorts/results.tsx',
  'reports/pages/figure-lists.tsx': 'app/modules/reports/pages/figure-page.tsx',
}

test('a list that leaves as a workbook is printed as well, under a heading and with places to sign', () => {
  const modules = 'app/modules'
  const lists = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && /<ListTable[\s\S]*\bworkbook\b/.test(readFileSync(`${modules}/${file}`, 'utf8')))
    .filter((file) => !choices.includes(file))
  expect(lists.length).toBeGreaterThan(8)
  const framed = lists.map((file) => lookUp(parts, file) ?? `${modules}/${file}`)
  expect(framed.filter((file) => !/\bprinted=|printed-slips/.test(readFileSync(file, 'utf8')))).toEqual([])
})

/** Plain tables of desk pages, and why none of them is a list that somebody sorts, narrows or takes out. */
const plainTables: Record<string, string> = {
  'app/importing/rows-by-outcome.tsx': 'the rows of a file as they stand in it, by outcome; given back as a workbook with reasons',
  'app/modules/accounts/pages/account-import-page.tsx': 'the rows of a file as they stand in it; given back as a workbook with reasons',
  'app/modules/accounts/pages/accounts-page.tsx': 'the links that were just made, said once',
  'app/modules/accounts/pages/desk-account-page.tsx': 'who has looked at one’s own numbers',
  'app/modules/certificates/pages/handout-page.tsx': 'a sheet to sign, printed in the order of the register behind it',
  'app/modules/cohorts/pages/history-page.tsx': 'what happened to one class, in the order in which it happened',
  'app/modules/cohorts/pages/learning-page.tsx': 'a matrix of people and lessons',
  'app/modules/cohorts/pages/session-fields.tsx': 'a form: the sessions of a class',
  'app/modules/cohorts/pages/sessions-page.tsx': 'the sessions of a class, in the order of days',
  'app/modules/cohorts/pages/sign-in-sheet.tsx': 'a sheet to sign',
  'app/modules/course-moves/pages/course-move-page.tsx': 'what differs between two versions',
  'app/modules/exams/pages/attempt-at-desk-page.tsx': 'the questions of one paper',
  'app/modules/exams/pages/doubtful-passes-page.tsx': 'a work list that empties, in the order of classes',
  'app/modules/exams/pages/exam-part-fields.tsx': 'a form: the parts of an exam',
  'app/modules/follow-ups/pages/follow-up-page.tsx': 'what was tried to reach one person',
  'app/modules/households/pages/household-page.tsx': 'one household',
  'app/modules/households/pages/person-page.tsx': 'one person',
  'app/modules/households/pages/spell-columns.tsx': 'the spells of one person or household',
  'app/modules/learning/pages/class-learning-page.tsx': 'nobody is put before anybody: it is narrowed to those who need help, and turned',
  'app/modules/mentorship/pages/desk/goal-table.tsx': 'the goals of one pairing',
  'app/modules/mentorship/pages/desk/months-section.tsx': 'the months of one shop',
  'app/modules/mentorship/pages/desk/pairing-page.tsx': 'one pairing',
  'app/modules/mentorship/pages/desk/pairings-page.tsx': 'messages that were reported and appeals: a few at a time, above the list',
  'app/modules/mentorship/pages/desk/shop-page.tsx': 'one shop',
  'app/modules/operations/pages/life-cycles-page.tsx': 'the kinds of life cycles that the product has',
  'app/modules/outcomes/pages/outcomes-page.tsx': 'a report by township, whose figures open',
  'app/modules/pairings/pages/plan-template-page.tsx': 'the goals of the template',
  'app/modules/pairings/pages/score-parts.tsx': 'the parts of one score',
  'app/modules/programme-settings/pages/settings-page.tsx': 'the settings',
  'app/modules/reports/pages/report-sheet.tsx': 'a report by township and class, whose figures open',
  'app/modules/rosters/pages/new-person-page.tsx': 'a few people who may be the same',
  'app/modules/rounds/pages/rounds-page.tsx': 'a round or two a year',
  'app/modules/studio/pages/bring-questions-page.tsx': 'the rows of a file as they stand in it',
  'app/modules/studio/pages/course-page.tsx': 'the versions of one course',
  'app/modules/studio/pages/documents-page.tsx': 'what did not come over of one document',
  'app/modules/studio/pages/question-beside.tsx': 'one question in two versions',
  'app/modules/studio/pages/version-page.tsx': 'the lessons of one version, in their order',
  'app/modules/talent/pages/coverage.tsx': 'a report by township, whose figures open',
  'app/modules/talent/pages/pipeline-page.tsx': 'a report, whose figures open',
}

test('whatever a desk lists can be sorted, narrowed and taken out; a plain table has a reason', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => `app/${file}`)
    .filter((file) => file.endsWith('.tsx') && !/^app\/(lesson|ui|phone)\//.test(file))
    .filter((file) => /<DataTable\b|<table\b/.test(readFileSync(file, 'utf8')))
  expect(pages.sort()).toEqual(Object.keys(plainTables).sort())
})

/** Lists that are only looked at while something else is done. */
const withoutWorkbook = ['app/modules/studio/pages/media-page.tsx']

test('every list has a workbook, and what cannot be sorted says why', () => {
  const lists = readdirSync('app/modules', { recursive: true, encoding: 'utf8' })
    .map((file) => `app/modules/${file}`)
    .filter((file) => file.endsWith('.tsx') && readFileSync(file, 'utf8').includes('<ListTable'))
  const textOf = (file: string) => readFileSync(file, 'utf8')
  expect(lists.filter((file) => textOf(file).includes('workbook={null}'))).toEqual(withoutWorkbook)
  const silent = lists.filter((file) => {
    const text = textOf(file)
    return /\bsortable=/.test(text) && !/\bunsorted=/.test(text)
  })
  expect(silent).toEqual([])
})

test('a filter that nobody passes says so, and can still be taken off', () => {
  const html = render('state=gone', [line('甲'), line('乙', { state: 'done' })])
  expect(html).toContain('没有符合的')
  expect(html).toContain('aria-current="true"')
  expect(render('', [])).not.toContain('table-bar')
})

test('a workbook holds the rows and columns that are shown, on all pages, days as days', async () => {
  const lines = Array.from({ length: 5 }, (_, i) => line(`第${i}`, { day: '2019-03-05', marks: i }))
  const sheet = toSheet(lines, parse('sort=marks&dir=desc&columns=marks,day,form&page=2'), { definition: list, name: '学员' })
  const chunks: Uint8Array[] = []
  await emitWorkbook([sheet], async (chunk) => void chunks.push(chunk))
  const rows = []
  for await (const some of readSpreadsheet(Buffer.concat(chunks))) rows.push(...some)
  expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['姓名', '分', '日期'],
    ...[4, 3, 2, 1, 0].map((i) => [`第${i}`, String(i), '2019-03-05']),
  ])
  expect(rows[1]!.cells[2]!.kind).toBe('date')
})

test.each(['__proto__', 'constructor', 'toString', 'no-such-thing'])('a filter that an address sets to %s is shown as text', (code) => {
  for (const { columns, filters = [], size } of [cohortList, traineeList, attendanceList, resultList])
    for (const { name } of filters) {
      const asked = { columns: columns as ListDefinition<never>['columns'], filters: filters as ListDefinition<never>['filters'], size }
      const { options } = arrange(
        [],
        parseTableQuery(new URLSearchParams({ [name]: code }), asked as ListDefinition<never>),
        asked as ListDefinition<never>,
      )
      expect(options.flatMap(({ values }) => values.map(({ label }) => typeof label))).toEqual(['string'])
    }
})
