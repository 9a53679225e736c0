// What a report says in words: of a township, of a running class, of somebody without a household.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { CompletionsList } from '#app/modules/reports/pages/figure-lists.tsx'
import { ReportSheet } from '#app/modules/reports/pages/report-sheet.tsx'
import { completionList } from '#app/modules/reports/pages/figure-columns.ts'
import {
  explainHousehold,
  exportHouseholdReport,
  numberUnits,
  openFigure,
  readHouseholdReport,
} from '#app/modules/reports/reports.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCounty } from './county.ts'

const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }
const township = '422826101'
const itsVillage = '422826101201'
const official: Viewer = {
  accountId: 'o',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}
const laterThatYear = { now: '2019-12-01T09:00:00+08:00' }

const textOf = (markup: string) => markup.replace(/<[^>]*>/g, '')
const sheetOf = async (site: TestSite, query: typeof period & { asOf?: Date }) =>
  textOf(
    renderToStaticMarkup(
      <ReportSheet report={await readHouseholdReport(site, official, query)} query={{ ...query, knownOn: undefined }} />,
    ),
  )

test('of a township, the classes it completed are told apart from those elsewhere that its people completed', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const inTheCounty = [await county.aHeldCohort({ lastDay: '2019-03-01' }), await county.aHeldCohort({ lastDay: '2019-04-01' })]
  await county.aHeldCohort({ lastDay: '2019-05-01', region: township })
  for (const cohort of inTheCounty)
    await county.completes(await county.aPerson(await county.aHousehold('registered', itsVillage)), '2019-04-01', cohort)
  const of = await sheetOf(site, { ...period, region: township })
  expect(of).toContain(
    '自己办结电商培训班 1 期；有高乐山镇人结业的培训班 2 期（其中 2 期是别处办的）。结业 2 人次'.replaceAll('高乐山镇', '忠堡镇'),
  )
  expect(of).toContain('办结或有本地人结业的班')
  expect(await sheetOf(site, period)).toContain('办结电商培训班 3 期。结业 2 人次')
})

test('over several years each class is told with its year, in the order of years: numbers begin anew every year', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  await county.aHeldCohort({ lastDay: '2019-03-01' }) // number 1 of 2019
  await county.aHeldCohort({ lastDay: '2018-11-01' }) // number 2 of 2018
  const query = { ...period, from: '2018-01-01' }
  expect((await readHouseholdReport(site, official, query)).byCohort.map(({ number, startsOn }) => [startsOn.slice(0, 4), number])).toEqual(
    [
      ['2018', 2],
      ['2019', 1],
    ],
  )
  expect(await sheetOf(site, query)).toMatch(/2018年第 2 期.*2019年第 1 期/)
})

test('a running class whose people completed it is said to run, with the day of its last session', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const cohort = await county.aHeldCohort({ lastDay: '2019-07-30' })
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-07-01', cohort)
  const beforeItsEnd = new Date(site.now().getTime() - 1)
  expect((await readHouseholdReport(site, official, { ...period, asOf: beforeItsEnd })).byCohort).toMatchObject([
    { lastDay: '2019-07-30', counts: 'notCompleted' },
  ])
  expect(await sheetOf(site, { ...period, asOf: beforeItsEnd })).toContain('还没结业（最后一次课 2019年7月30日）')
  expect(await sheetOf(site, { ...period, to: '2019-07-15' })).toContain('2019年7月30日（不在本期内）')
  expect(await sheetOf(site, period)).not.toMatch(/还没结业|不在本期内/)
})

test('whoever has no household has none, in the list and in the workbook, and is no 一般户', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  await county.completes(await county.aPerson(), '2019-03-01')
  await county.completes(await county.aPerson(await county.aHousehold('none')), '2019-03-02')
  const { rows, count } = await openFigure(site, official, { ...period, figure: 'persons' })
  const definition = completionList('persons')
  const lines = numberUnits(
    'persons',
    rows.map((row) => ({ ...row, place: '' })),
  )
  const part = arrange(lines, parseTableQuery(new URLSearchParams(), definition), definition)
  const page = renderToStaticMarkup(<CompletionsList figure="persons" count={count} list={part} kept={[]} workbook="" why={() => ''} />)
  expect(page).toMatch(/>没有登记户 1</) // and as a filter
  const list = page.slice(page.indexOf('<table'))
  expect([list.match(/没有登记户/g)?.length, list.match(/一般户/g)?.length]).toEqual([2, 1])
  const workbook = Buffer.from(await new Response(await exportHouseholdReport(site, official, period)).arrayBuffer())
  const statuses: string[] = []
  for await (const batch of readSpreadsheet(workbook))
    for (const { sheet, cells } of batch) if (sheet === '名单' && cells[5]?.text) statuses.push(cells[5].text) // a title stands above the list
  expect(statuses.sort()).toEqual(['一般户', '没有登记户', '结业日属性'].sort())
}, 180_000)

test('a household that never was registered as anything is said to count as 一般户, not to be one', async () => {
  const site = await aSite(laterThatYear)
  const county = aCounty(site)
  const household = await county.aHousehold([])
  await county.completes(await county.aPerson(household), '2019-03-01')
  const { fails } = await explainHousehold(site, official, { ...period, householdId: household })
  expect(fails?.sentence).toBe('2019年3月1日这一天，这一户没有登记过属性，按「一般户」计。')
})
