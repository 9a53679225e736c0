// No query goes through a whole table that grows with people. The doors of the screens are asked in tests/access; here
// are those behind which more happens: imports, searches, reports, follow-ups, and what SQL does by itself.
import { expect, onTestFinished, test } from 'vitest'
import { listAccounts, listInstructors } from '#app/modules/accounts/accounts.server.ts'
import { readDeskHome } from '#app/modules/desk-home/desk-home.server.ts'
import { indexMissing, listHouseholds, listPersons } from '#app/modules/households/households.server.ts'
import { searchDesk } from '#app/modules/search/search.server.ts'
import { stages } from '#app/modules/talent/stages.ts'
import type { StageListQuery } from '#app/modules/talent/pipeline-filter.ts'
import {
  exportAtStage,
  keepStages,
  listAtStage,
  readPipeline,
  readPipelineSummary,
  rebuildStages,
  selectAtStage,
} from '#app/modules/talent/talent.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import {
  requestFigure,
  exportHouseholdReport,
  findHousehold,
  listAllCompletions,
  openFigure,
  readHouseholdReport,
} from '#app/modules/reports/reports.server.ts'
import { acceptRoster, uploadRoster, previewRoster, readRosterImport } from '#app/modules/rosters/rosters.server.ts'
import { listStuckFollowUps } from '#app/workflow/follow-ups.server.ts'
import { aCounty } from '#tests/modules/reports/county.ts'
import { aClassWithATrainee, anAdmin, anOfficer, aViewer, mark, pass } from '#tests/support/makers.ts'
import { noteQueries, listUndeclared, scansAmong, scansInTriggers } from '#tests/support/plans.ts'
import { aSite } from '#tests/support/site.ts'

const { county } = loadProgramme(null).west

function noting() {
  const queries = noteQueries()
  onTestFinished(queries.stop)
  return queries
}

const numbered = (place: number) => {
  const digits = `42282619500101${String(place * 2).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const township = listChildren(county, '2019-03-04')[0]!
const roster = (phone: string, status: string) =>
  Buffer.from(
    `姓名,身份证号,联系电话,乡镇,户编号,与户主关系,贫困户属性\n${Array.from({ length: 30 }, (_, nth) => `田${String.fromCodePoint(0x5000 + nth)},${numbered(nth)},${phone}${String(nth).padStart(4, '0')},${township.name},H${nth >> 1},户主,${status}`).join('\n')}\n`,
  )

test('taking a roster in, twice, with changes, and looking for whom it brought', async () => {
  const site = await aSite()
  const { noted } = noting()
  for (const [phone, status] of [
    ['1990000', '一般户'],
    ['1990001', '建档立卡贫困户'],
  ] as const) {
    const importId = await uploadRoster(site, anAdmin, { fileName: '名单.csv', bytes: roster(phone, status), cohortId: null })
    await previewRoster(site, anAdmin, { importId })
    await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })
    for (const position of [{ page: 1 }, { page: 1, last: true }, { page: 2, after: '1' }])
      await readRosterImport(site, anAdmin, { importId, position })
  }
  await indexMissing(site)
  for (const search of ['', '田', '田一二三', 'tx', '0007', '1990001', '19900010007', numbered(3), 'H1', township.name]) {
    const { turns } = await listPersons(site, anAdmin, { search })
    for (const position of [{ page: 1, last: true }, { page: 2 }, ...(turns.next ? [turns.next] : []), { page: 2, before: '5' }])
      await listPersons(site, anAdmin, { search, position })
  }
  for (const search of ['田', 'tian', '0007', 'H1', township.name]) await searchDesk(site, anAdmin, search)
  for (const status of ['registered', 'none', null] as const)
    for (const region of [township.code, null])
      for (const position of [{ page: 1 }, { page: 1, last: true }]) {
        await listPersons(site, anAdmin, { filter: { status, region }, position })
        await listHouseholds(site, anAdmin, { filter: { status, region }, position })
      }
  for (const stage of stages) await listPersons(site, anAdmin, { filter: { among: await selectAtStage(site, stage) } })
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('attendance, completion and certificate', async () => {
  const site = await aSite()
  const { sessions, enrolmentId } = await aClassWithATrainee(site)
  const { noted } = noting()
  for (const session of sessions) await mark(site, session, enrolmentId, 'present')
  await pass(site, enrolmentId)
  await site.settle()
  await listStuckFollowUps(site)
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('reports of now and of an earlier day, their lists, and all that is exported', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  const { noted } = noting()
  const household = await county.aHousehold()
  await county.completes(await county.aPerson(household), '2019-03-01')
  const period = { from: '2019-01-01', to: '2019-07-31', region: '422826' }
  for (const asOf of [undefined, new Date('2019-11-01')]) {
    await readHouseholdReport(site, anAdmin, { ...period, asOf })
    for (const figure of ['cohorts', 'attendances', 'persons', 'registeredHouseholds'] as const)
      await openFigure(site, anAdmin, { ...period, asOf, figure })
    for await (const _ of listAllCompletions(site, anAdmin, { ...period, asOf, figure: 'attendances' }));
  }
  await requestFigure(site, anAdmin, { ...period, figure: 'persons', position: { page: 1, last: true } })
  await findHousehold(site, anAdmin, { number: 'H1', region: '422826' })
  await (await exportHouseholdReport(site, anAdmin, period)).cancel()
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('the pipeline, its lists, and computing whoever is due', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  const household = await county.aHousehold()
  await county.completes(await county.aPerson(household), '2019-03-01')
  const { noted } = noting()
  await keepStages(site)
  await rebuildStages(site)
  await readPipelineSummary(site, anAdmin)
  for (const region of ['422826', '422826100'])
    for (const filter of [{}, { cohort: 'c' }, { tier: 'entrepreneur', sex: 'female', age: '40s', registration: 'poor' }] as const) {
      const query: StageListQuery = { on: '2019-11-01', since: '2019-01-01', region, ...filter }
      await readPipeline(site, anAdmin, query)
      for (const which of [
        { stage: 'completed' },
        { stage: 'completed', was: 'identified' },
        { left: 'failed' },
        { done: 'entrepreneur' },
      ] as const)
        for (const position of [{ page: 1 }, { page: 1, last: true }, { page: 2, after: '422826100201.p.1' }])
          await listAtStage(site, anAdmin, { ...query, ...which }, position)
      await exportAtStage(site, anAdmin, { ...query, stage: 'completed' })
    }
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('lists of accounts', async () => {
  const site = await aSite()
  const { noted } = noting()
  await listAccounts(site, anAdmin)
  await listInstructors(site)
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('the homes of desks', async () => {
  const site = await aSite()
  await aClassWithATrainee(site)
  const { noted } = noting()
  const official = aViewer('official', { kind: 'region', code: county })
  const coordinator = aViewer('coordinator', { kind: 'everything' })
  for (const viewer of [anAdmin, anOfficer, official, coordinator, aViewer('instructor', { kind: 'cohort', id: 'x' })])
    await readDeskHome(site, viewer, { hasAddress: true })
  expect(listUndeclared(await scansAmong(noted))).toEqual([])
})

test('what triggers do', async () => {
  expect(listUndeclared(await scansInTriggers())).toEqual([])
})

test('a scan is seen for what it is', async () => {
  const scans = await scansAmong([
    'select id from persons where sex = ?',
    'select id from persons where id = ?',
    'select id from cohorts where name = ?',
    "update accounts set name = '?' where secret_hash = ?",
  ])
  expect(scans.map(({ table }) => table)).toEqual(['persons', 'accounts'])
})
