// What an inquiry needs is recorded: who looked at lists of registered people, took them away, or was refused.
import { expect, test } from 'vitest'
import { type Access, flushAccessRecords, listAccess, recordAccess, recordSettings } from '#app/modules/access-log/access-log.server.ts'
import { maxPeopleADay, maxThingsADay } from '#app/modules/access-log/records.server.ts'
import { listPersons, readHousehold, readPerson } from '#app/modules/households/households.server.ts'
import { requestFigure, exportHouseholdReport } from '#app/modules/reports/reports.server.ts'
import {
  uploadRoster,
  importRosterFile,
  listRosters,
  previewRoster,
  readRosterImport,
  exportRosterWithReasons,
} from '#app/modules/rosters/rosters.server.ts'
import { withWriteQuotas } from '#app/http/server/quotas.ts'
import type { Site } from '#app/site.ts'
import { accessRecords } from '#db/schema/access-log.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { households, persons } from '#db/schema/households.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aRoster, idNumberOf } from '../rosters/makers.ts'
import { aSite } from '#tests/support/site.ts'

const period = { region: '422826', from: '2019-01-01', to: '2019-07-31' }

test('lists, households, people and files of registered people are on record before they are shown, without names or numbers', async () => {
  const site = await aSite()
  const file = aRoster({}, `王小兰,${idNumberOf('1990-01-02')},13800000001,清坪镇,把界村,H1,户主,是`)
  await importRosterFile(site, anAdmin, { fileName: '名单', bytes: file, dryRun: false })
  const [[person], [household]] = [await site.read.select().from(persons), await site.read.select().from(households)]
  await requestFigure(site, anAdmin, { ...period, figure: 'registeredPersons' })
  await exportHouseholdReport(site, anAdmin, period)
  await readPerson(site, anAdmin, person!.id)
  await readHousehold(site, anAdmin, household!.id)
  await listPersons(site, anAdmin, { search: '王小兰' })
  const [roster] = await listRosters(site, anAdmin)
  await readRosterImport(site, anAdmin, { importId: roster!.id })
  await exportRosterWithReasons(site, anAdmin, roster!.id)
  const records = await listAccess(site, { who: anAdmin.accountId })
  expect(records.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual(
    [
      `export household report 422826 2019-01-01–2019-07-31`,
      `export roster ${roster!.id} with reasons`,
      `list household ${household!.id}`,
      `list household report registeredPersons 422826 2019-01-01–2019-07-31`,
      `list people found by a search`,
      `list person ${person!.id}`,
      `list roster ${roster!.id}`,
    ].sort(),
  )
  expect(JSON.stringify(records)).not.toMatch(/王小兰|13800000001|4228261990/)
})

test('the same again is counted, in memory until it is flushed, and costs no entry each', async () => {
  const site = await aSite()
  await recordAccess(site, { kind: 'list', who: 'a', what: 'people', rows: 3 })
  const entries = await site.read.$count(auditEntries)
  for (let time = 0; time < 500; time++) await recordAccess(site, { kind: 'list', who: 'a', what: 'people', rows: time === 7 ? 90 : 5 })
  expect(await site.read.$count(auditEntries)).toBe(entries)
  await flushAccessRecords(site)
  expect(await site.read.$count(auditEntries)).toBe(entries + 1)
  expect(await listAccess(site)).toMatchObject([{ times: 501, rows: 90, day: '2019-03-04' }])
})

test('what was counted for the screens is written down by whoever stops the server', async () => {
  const site = await aSite()
  for (let time = 0; time < 3; time++) await recordAccess(withWriteQuotas(site), { kind: 'list', who: 'a', what: 'people' })
  await flushAccessRecords(site)
  expect(await listAccess(site)).toMatchObject([{ times: 3 }])
})

test('nobody fills the record: many things of one, and many people, are counted together', async () => {
  const site = await aSite()
  await Promise.all(
    Array.from({ length: maxThingsADay + 50 }, (_, place) => recordAccess(site, { kind: 'refusal', who: 'a', what: `page ${place}` })),
  )
  for (let from = 0; from < maxPeopleADay + 50; from += 410)
    await Promise.all(
      Array.from({ length: 410 }, (_, at) => recordAccess(site, { kind: 'refusal', who: `network:${from + at}`, what: 'page' })),
    )
  await flushAccessRecords(site)
  const records = await site.read.select().from(accessRecords)
  expect(records.length).toBeLessThanOrEqual(maxThingsADay + maxPeopleADay + 3)
  expect(records.reduce((sum, { times }) => sum + times, 0)).toBe(maxThingsADay + 50 + maxPeopleADay + 50)

  // Refusals can be caused without an account: whoever takes a list away stands on record by name all the same.
  await recordAccess(site, { kind: 'export', who: 'an official', what: 'persons.xlsx' })
  expect(await listAccess(site, { kind: 'export' })).toMatchObject([{ who: 'an official', what: 'persons.xlsx' }])
})

/** The same site while nothing gets onto its disk. */
const onAFullDisk = (site: Site): Site => ({
  ...site,
  write: () => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' })),
})

test('what could not be recorded is not taken for recorded: whoever asks again, or asked meanwhile, is refused too', async () => {
  const site = await aSite()
  const full = onAFullDisk(site)
  const look: Access = { kind: 'list', who: 'a', what: 'people', rows: 3 }
  const both = await Promise.allSettled([recordAccess(full, look), recordAccess(full, look)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(recordAccess(full, look)).rejects.toThrow('full')
  await recordAccess(site, look)
  expect(await listAccess(site)).toMatchObject([{ what: 'people', times: 1, rows: 3 }])
})

test('while nothing can be written, what was shown already goes on being counted, also past midnight', async () => {
  const site = await aSite()
  const full = onAFullDisk(site)
  for (let time = 0; time < 3; time++) await recordAccess(site, { kind: 'list', who: 'a', what: 'people' })
  await expect(recordAccess(full, { kind: 'list', who: 'a', what: 'others' })).rejects.toThrow('full')
  site.clock.set('2019-03-05T09:00:00+08:00')
  await expect(recordAccess(full, { kind: 'list', who: 'a', what: 'people' })).rejects.toThrow('full')
  await recordAccess(site, { kind: 'list', who: 'a', what: 'people' })
  expect((await listAccess(site)).map(({ day, times }) => [day, times])).toEqual([
    ['2019-03-05', 1],
    ['2019-03-04', 3],
  ])
})

test('a new day is counted anew, and what was pending belongs to the day before', async () => {
  const site = await aSite()
  for (let time = 0; time < 3; time++) await recordAccess(site, { kind: 'list', who: 'a', what: 'people' })
  site.clock.set('2019-03-05T09:00:00+08:00')
  await recordAccess(site, { kind: 'list', who: 'a', what: 'people' })
  expect((await listAccess(site)).map(({ day, times }) => [day, times])).toEqual([
    ['2019-03-05', 1],
    ['2019-03-04', 3],
  ])
})

test('a server started again goes on with the counts of the day', async () => {
  const site = await aSite()
  await recordAccess(site, { kind: 'list', who: 'a', what: 'people' })
  const again = await site.restart()
  await recordAccess(again, { kind: 'list', who: 'a', what: 'people' })
  await flushAccessRecords(again)
  expect(await listAccess(again)).toMatchObject([{ times: 2 }])
})

test('settings are recorded when a server starts, secrets only as set', async () => {
  const site = await aSite()
  await recordSettings(site, { TIDUI_HTTPS: '1', TIDUI_SECRET: 'abcdef', PATH: '/bin', PORT: '3001' })
  expect(await listAccess(site, { kind: 'settings' })).toMatchObject([{ what: 'PORT=3001 TIDUI_HTTPS=1 TIDUI_SECRET=set' }])
})

test('a roster that is only previewed is not on record as taken away', async () => {
  const site = await aSite()
  const importId = await uploadRoster(site, anAdmin, {
    fileName: '名单',
    bytes: aRoster({}, `王小兰,${idNumberOf('1990-01-02')},,清坪镇,把界村,H1,户主,是`),
  })
  await previewRoster(site, anAdmin, { importId })
  expect(await listAccess(site, { kind: 'export' })).toEqual([])
})
