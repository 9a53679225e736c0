// Long reads keep nobody waiting: every export, and every long report, is made in a thread.
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { exportOutcomes } from '#app/modules/outcomes/outcomes.server.ts'
import {
  requestFigure,
  requestHouseholdReport,
  exportHouseholdReport,
  openFigure,
  readHouseholdReport,
} from '#app/modules/reports/reports.server.ts'
import { uploadRoster, previewRoster, exportRosterWithReasons } from '#app/modules/rosters/rosters.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCounty } from './county.ts'

const official: Viewer = {
  accountId: 'o',
  personId: null,
  name: '干部',
  grants: [{ role: 'official', scope: { kind: 'region', code: '422826' } }],
}
const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }

/** The same site, which notes what goes to a thread. */
function watched(site: TestSite) {
  const tasks: string[] = []
  const threads: TestSite['threads'] = {
    ...site.threads,
    run: (task, ...rest) => (tasks.push(task), site.threads.run(task, ...rest)),
    stream: (task, ...rest) => (tasks.push(task), site.threads.stream(task, ...rest)),
  }
  return { site: { ...site, threads }, tasks }
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) => Buffer.from(await new Response(stream).arrayBuffer())

test('exports are written in a thread, whole', async () => {
  const { site, tasks } = watched(await aSite({ now: '2019-12-01T09:00:00+08:00' }))
  const county = aCounty(site)
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-03-01')
  const importId = await uploadRoster(site, anOfficer, {
    fileName: '名单.csv',
    bytes: Buffer.from('姓名,身份证号\n某人,1\n'),
    cohortId: null,
  })
  await previewRoster(site, anOfficer, { importId })
  const files = [
    await exportHouseholdReport(site, official, period),
    await exportOutcomes(site, anAdmin, { from: '2019-01', to: '2019-07' }),
    (await exportRosterWithReasons(site, anOfficer, importId)).workbook,
  ]
  expect(tasks).toEqual(['reports.export', 'pairings.export', 'rosters.refusals'])
  for (const file of files) {
    const sheets = new Set<string>()
    for await (const rows of readSpreadsheet(await bytesOf(file))) for (const { sheet } of rows) sheets.add(sheet)
    expect(sheets.size).toBeGreaterThan(0)
  }
}, 180_000)

/** What writes few rows, as bounded by a test of its own or by nature: templates, the rows of a form, a page of the trail at a time. */
const small = ['import-template.tsx', 'question-template.tsx', 'roster-template.tsx', 'account-import-refusals.tsx', 'audit-xlsx.tsx']

test('every address that gives a workbook of any length asks for it in a thread', () => {
  const routes = readdirSync('app/routes', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const textOf = (file: string) => readFileSync(`app/routes/${file}`, 'utf8')
  const workbooks = routes.filter((file) => /sendWorkbook\(|sendList\(/.test(textOf(file)) && !small.some((name) => file.endsWith(name)))
  expect(workbooks.length).toBeGreaterThanOrEqual(6)
  for (const file of workbooks) expect(textOf(file), file).toMatch(/args\.request\.signal|sendList\(args,/)
})

test('what may not be asked for is refused before a thread is asked', async () => {
  const { site, tasks } = watched(await aSite())
  const away: Viewer = { ...official, grants: [{ role: 'official', scope: { kind: 'region', code: '330110' } }] }
  const asked = async () => exportHouseholdReport(site, away, period)
  await expect(asked()).rejects.toMatchObject({ status: 404 })
  await expect(requestHouseholdReport(site, away, period)).rejects.toMatchObject({ status: 404 })
  await expect(requestFigure(site, away, { ...period, figure: 'persons' })).rejects.toMatchObject({ status: 404 })
  expect(tasks).toEqual([])
})

test('a long report of an earlier day is counted in a thread, and says the same', async () => {
  const { site, tasks } = watched(await aSite({ now: '2019-12-01T09:00:00+08:00' }))
  const county = aCounty(site)
  const cohort = await county.aHeldCohort()
  const asked = { ...period, asOf: new Date('2019-11-01') }
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-03-01', cohort)
  await requestHouseholdReport(site, official, asked)
  expect(tasks).toEqual([]) // a short one is not worth it
  for (let nth = 0; nth < 300; nth++) await county.completes(await county.aPerson(), '2019-03-01', cohort)
  expect(await requestHouseholdReport(site, official, asked)).toEqual(await readHouseholdReport(site, official, asked))
  expect(await requestFigure(site, official, { ...asked, figure: 'persons' })).toEqual(
    await openFigure(site, official, { ...asked, figure: 'persons' }),
  )
  expect(tasks).toEqual(['reports.household', 'reports.figure'])
}, 180_000)

test('whoever goes away stops the export, and the next one of the same account begins', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  await county.completes(await county.aPerson(await county.aHousehold()), '2019-03-01')
  for (let round = 0; round < 2; round++) await (await exportHouseholdReport(site, official, period)).cancel()
  const gone = new AbortController()
  gone.abort(new Error('the browser has gone'))
  await expect(exportHouseholdReport(site, official, period, gone.signal)).rejects.toThrow('gone')
  expect((await bytesOf(await exportHouseholdReport(site, official, period))).subarray(0, 2).toString()).toBe('PK')
}, 180_000)
