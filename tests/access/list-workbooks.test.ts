// A workbook holds what its list shows: every list of a desk page that can be had as one is filtered, sorted and narrowed to some columns in
// each way that its page offers, and compared with its workbook.
import { beforeAll, expect, test } from 'vitest'
import { readAccess } from '#app/modules/audit/audit.server.ts'
import { parseAuditQuery } from '#app/modules/audit/audit-query.ts'
import { indexMissing } from '#app/modules/households/households.server.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { groupBy } from '#db/group-by.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aCounty } from './county.ts'
import { expected } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

/** An administrator without scripts. */
async function aDesk() {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  const headers = { Cookie: county.cookieOf.administrator, Origin: origin }
  const ask = (path: string, fields?: Record<string, string>) =>
    fetch(origin + path, { headers, method: fields ? 'POST' : 'GET', body: fields ? new URLSearchParams(fields) : null })
  const read = async (path: string, fields?: Record<string, string>) => {
    const html = (await (await ask(path, fields)).text()).replaceAll('<!-- -->', '')
    return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  }
  /** The rows of a workbook, of all its sheets. */
  const sheets = async (path: string, fields?: Record<string, string>) => {
    const answer = await ask(path, fields)
    expect(answer.status, path).toBe(200)
    const rows: string[][] = []
    for await (const some of readSpreadsheet(Buffer.from(await answer.arrayBuffer())))
      rows.push(...some.map(({ cells }) => cells.map(({ text }) => text)))
    return rows
  }
  return { ...county, read, sheets, [Symbol.asyncDispose]: async () => void (await close()) }
}

const plain = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .trim()
const address = (href: string) => href.replaceAll('&amp;', '&').replace(/#.*/, '')
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1] ?? ''

interface Shown {
  id: string
  count: number
  /** Whether there are more than were counted. */
  isMore: boolean
  heads: string[]
  /** The first column, as far as the page goes. */
  first: string[]
  /** Where it is filtered and sorted. */
  states: string[]
  workbook: string
}

/** The lists of a page that can be had as workbooks: each in a section of its own, with its link in its bar. */
function listsOf(html: string): Shown[] {
  const [head = '', ...sections] = html.split(/<section id="/)
  // A page of one list may have its link above everything.
  return [
    ...sections.map((section) => section.replace(/<\/section>.*/s, '')),
    ...(/\.xlsx[^>]*>下载 Excel</.test(head) ? [`"${html}`] : []),
  ].flatMap((section): Shown[] => {
    const workbook = /<a [^>]*href="([^"]*\.xlsx[^"]*)"[^>]*>下载 Excel</.exec(section)?.[1]
    if (!workbook) return []
    const [, caption = ''] = /<(?:caption|h2)>([^<]*（[\d,]+)/.exec(section) ?? []
    const heads = [...section.slice(0, section.indexOf('</thead>')).matchAll(/<th [^>]*scope="col"[^>]*>(.*?)<\/th>/gs)]
    const column = /<input type="checkbox" name="([\w-]*columns)"[^>]* value="([^"]+)"/.exec(section)
    const turns = [...section.matchAll(/<(?:a|button) [^>]*(?:href|formaction)="(\?[^"]*)"[^>]*>/gi)].map(([, href]) => address(href!))
    return [
      {
        id: section.slice(0, section.indexOf('"')),
        count: Number(/\d[\d,]*$/.exec(caption)?.[0].replaceAll(',', '') ?? Number.NaN),
        isMore: section.includes(' 以上）<'),
        heads: heads.filter(([tag]) => !/class="[^"]*screen-only/.test(tag)).map(([, words]) => plain(words!)),
        first: [...section.matchAll(/<tr><td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => plain(cell!)),
        states: [...turns.filter((href) => !/[?&][\w-]*tick=/.test(href)), ...(column ? [`?${column[1]}=${column[2]}`] : [])],
        workbook: address(workbook),
      },
    ]
  })
}

/** The menus of a page that narrow it, as the addresses that they lead to. */
const menusOf = (html: string): string[] =>
  [...html.matchAll(/<form method="get" class="filters[^"]*">(.*?)<\/form>/gs)].flatMap(([, form]) =>
    [...form!.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)].flatMap(([, name, options]) =>
      [...options!.matchAll(/<option [^>]*value="([^"]+)"/g)].map(([, value]) => `?${name}=${value}`),
    ),
  )

/** States together, one of each kind, until each has had its turn: orders, columns, and each menu and filter by its name. */
function combine(states: Iterable<string>): string[][] {
  const kinds = [...groupBy(states, (state) => [...new URLSearchParams(state).keys()].sort().join()).values()]
  const turns = Math.max(0, ...kinds.map((some) => some.length))
  return Array.from({ length: turns }, (_, turn) => kinds.map((some) => some[turn % some.length]!))
}
const together = (states: readonly string[]) => (states.length === 0 ? '' : `?${states.map((state) => state.slice(1)).join('&')}`)

/** Lists behind a search, or that need something to be there first: they are asked for below and in class-lists.test.ts. */
const pages = Object.entries(expected).filter(([path, { get }]) => get && path.startsWith('/desk') && !path.endsWith('.xlsx'))

test('every list that has a workbook is there as its page shows it, however it is filtered, sorted and narrowed', async () => {
  await using desk = await aDesk()
  await indexMissing(desk.site)
  const walked = new Set<string>()
  let compared = 0
  for (const [path, { at = () => path }] of pages) {
    const page = at(desk).replace(/\?.*/, '')
    const opened = await desk.read(page)
    for (const { id, states, workbook } of listsOf(opened)) {
      const asked = [[], ...combine(new Set([...menusOf(opened), ...states]))]
      for (const some of asked) {
        const state = together(some)
        const shown = listsOf(await desk.read(page + state)).find((list) => list.id === id)
        if (!shown) {
          // Nothing passes all of them, so that there is nothing to be had: each is asked for alone.
          if (some.length > 1) asked.push(...some.map((one) => [one]))
          continue
        }
        const [heads, ...rows] = await desk.sheets(shown.workbook)
        const where = `${page}${state}#${id} as ${shown.workbook}`
        if (Number.isNaN(shown.count)) continue // a record that is turned without end says no number
        if (shown.isMore) expect(rows.length, where).toBeGreaterThanOrEqual(shown.count)
        else expect(rows.length, where).toBe(shown.count)
        // A workbook may say more, such as the owners of shops, but nothing that is shown is left out.
        if (id)
          expect(
            heads!.filter((head) => shown.heads.includes(head)),
            where,
          ).toEqual(shown.heads)
        expect(
          rows.slice(0, shown.first.length).map(([first]) => first),
          where,
        ).toEqual(shown.first)
        walked.add(workbook.replace(/\?.*/, '').replaceAll(/\/[\w-]{16,}/g, '/…'))
        compared += 1
      }
    }
  }
  const lists = [
    ...['accounts', 'audit', 'certificates', 'cohorts', 'cohorts/…/certificates', 'households', 'inquiries', 'pairings', 'persons'],
    ...['pipeline/people', 'replies', 'reports/households/persons/list', 'reports/pairings/alive/list', 'rosters', 'rounds/shops'],
    ...['shop-imports', 'shops', 'shops/slips', 'studio/courses', 'tasks'],
  ]
  expect(lists.map((list) => `/desk/${list}.xlsx`).filter((list) => !walked.has(list))).toEqual([])
  expect([walked.size > 20, compared > 90]).toEqual([true, true])
}, 480_000)

test('what a search finds can be had as a workbook too: it is posted, holds what was found, and is recorded as an export', async () => {
  await using desk = await aDesk()
  await indexMissing(desk.site)
  const searches: [page: string, search: string, has: string, hasNot: string][] = [
    ['/desk/search', '王小兰', '王小兰', '覃大山'],
    ['/desk/search', '唐崖', '唐崖茶坊', '坪坝土货'],
    ['/desk/persons', '王小兰', '王小兰', '覃大山'],
    [`/desk/cohorts/${desk.cohortId}/enrolment`, '覃大山', '覃大山', '王小兰'],
    ['/desk/accounts', '张专干', '张专干', '冉专干'],
    ['/desk/certificates', '王小兰', '王小兰', '覃大山'],
  ]
  for (const [page, search, has, hasNot] of searches) {
    const main = await desk.read(page, { search })
    expect(main, page).toContain(has)
    const button = /<button[^>]*data-download[^>]*>/.exec(main)?.[0] ?? ''
    const [form] = main.slice(0, main.indexOf(button)).match(/<form[^>]*>(?!.*<form)/s) ?? ['']
    const to = address(attribute(button, 'formaction') || attribute(form, 'action'))
    expect([page, button !== '', to.includes(encodeURIComponent(search))]).toEqual([page, true, false])
    expect(main, page).toContain(`name="listed" value="${search}"`)
    const said = JSON.stringify(await desk.sheets(to, { listed: search }))
    expect([page, said.includes(has), said.includes(hasNot)]).toEqual([page, true, false])
  }
  expect((await listAccess(desk.site, { kind: 'export' })).map(({ what }) => what).sort()).toEqual([
    'certificates found by a search',
    'list of accounts',
    'people found by a search',
    'what the search found',
  ])
}, 120_000)

test('whatever is downloaded has a name in the record that administrators read', async () => {
  await using desk = await aDesk()
  const templates = /template|accounts?\/import/
  for (const [path, { at = () => path, get, form }] of Object.entries(expected)) {
    if (!path.endsWith('.xlsx') || templates.test(path)) continue
    await desk.sheets(at(desk), get ? undefined : form!(desk))
  }
  const recorded = await readAccess(desk.site, anAdmin, parseAuditQuery(new URLSearchParams()))
  expect(recorded.length).toBeGreaterThan(15)
  expect(recorded.map(({ what }) => what).filter((what) => !/^\p{Script=Han}/u.test(what))).toEqual([])
}, 120_000)
