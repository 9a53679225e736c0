// Correcting what was believed of a household for days that are past.
import { expect, test } from 'vitest'
import { correctHousehold, readHousehold, readPerson } from '#app/modules/households/households.server.ts'
import type { Corrected } from '#app/modules/households/types.ts'
import { earliestDay } from '#app/modules/households/spells.ts'
import { readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { anAdmin, aViewer } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aCounty } from '../reports/county.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826100' })
const half = { from: '2019-01-01', to: '2019-07-31', region: '422826' }
const reason = '照 2018 年脱贫公示核对'

async function aCountyWithACompletion() {
  const site = await aSite({ now: '2019-08-01T09:00:00+08:00' })
  const county = aCounty(site)
  const householdId = await county.aHousehold([
    { value: 'registered', from: '2014-10-01', to: '2019-06-01' },
    { value: 'lifted', from: '2019-06-01' },
  ])
  const personId = await county.aPerson([{ value: householdId, from: '2014-10-01' }])
  await county.completes(personId, '2019-03-01')
  const figures = async (asOf?: Date) => (await readHouseholdReport(site, anAdmin, { ...half, asOf })).registered
  const correct = (corrected: Corrected, days: { from: string; to?: string }, viewer = officer, why = reason) =>
    correctHousehold(site, viewer, { householdId, from: days.from, to: days.to ?? null, reason: why, corrected })
  return { site, householdId, personId, figures, correct }
}
const lifted = { kind: 'registration', status: 'lifted' } as const

test('an older day is corrected after a later change: the report follows, and what was believed can still be asked for', async () => {
  const { site, householdId, figures, correct } = await aCountyWithACompletion()
  const before = site.now()
  expect(await figures()).toEqual({ persons: 1, households: 1, ofWhichLifted: { persons: 0, households: 0 } })
  site.clock.forward(60_000)
  await correct(lifted, { from: '2018-12-31', to: '2019-06-01' })
  expect(await figures()).toEqual({ persons: 1, households: 1, ofWhichLifted: { persons: 1, households: 1 } })
  expect(await figures(before)).toEqual({ persons: 1, households: 1, ofWhichLifted: { persons: 0, households: 0 } })
  const { registrations, corrections } = await readHousehold(site, officer, householdId)
  expect(
    registrations.filter(({ supersededAt }) => supersededAt === null).map(({ status, from, to }) => `${status} ${from} ${to}`),
  ).toEqual(['registered 2014-10-01 2018-12-31', 'lifted 2018-12-31 null'])
  expect(registrations.length).toBe(4)
  expect(corrections).toMatchObject([{ says: '2018年12月31日起，到2019年5月31日（含）：已脱贫（享受政策）', reason, at: site.now() }])
  expect(verifyAudit(site)).toMatchObject({ broken: null })
})

test('a household that was never registered leaves the figure', async () => {
  const { figures, correct } = await aCountyWithACompletion()
  await correct({ kind: 'registration', status: 'none' }, { from: '2014-10-01' })
  expect(await figures()).toEqual({ persons: 0, households: 0, ofWhichLifted: { persons: 0, households: 0 } })
})

test('somebody who was no member on these days leaves the household, and comes back with the next day', async () => {
  const { site, householdId, personId, figures, correct } = await aCountyWithACompletion()
  await correct({ kind: 'membership', personId, relation: null }, { from: '2019-02-01', to: '2019-04-01' })
  expect((await figures()).persons).toBe(0)
  const { members } = await readHousehold(site, officer, householdId)
  expect(members.filter(({ supersededAt }) => supersededAt === null).map(({ from, to }) => `${from} ${to}`)).toEqual([
    '2014-10-01 2019-02-01',
    '2019-04-01 null',
  ])
  await correct({ kind: 'membership', personId, relation: '户主' }, { from: '2019-02-01', to: '2019-04-01' })
  expect((await figures()).persons).toBe(1)
})

test('the relation to the head is corrected for some days only', async () => {
  const { site, householdId, personId, correct } = await aCountyWithACompletion()
  await correct({ kind: 'membership', personId, relation: '配偶' }, { from: '2019-02-01', to: '2019-03-01' })
  const { members } = await readHousehold(site, officer, householdId)
  expect(members.filter(({ supersededAt }) => supersededAt === null).map(({ relation, from }) => `${relation} ${from}`)).toEqual([
    '户主 2014-10-01',
    '配偶 2019-02-01',
    '户主 2019-03-01',
  ])
})

const [here, there] = ['422826100201', '422826101202']
const livesIn = (regionCode: string, isMistake: boolean) => ({ kind: 'residence', regionCode, isMistake }) as const

async function aCountyByTownship() {
  const county = await aCountyWithACompletion()
  const by = async (asOf?: Date) =>
    Promise.all(
      ['422826100', '422826101'].map(
        async (region) => (await readHouseholdReport(county.site, anAdmin, { ...half, region, asOf })).persons,
      ),
    )
  const believed = async () =>
    (await readHousehold(county.site, anAdmin, county.householdId)).residences
      .filter(({ supersededAt }) => supersededAt === null)
      .map(({ regionCode, from, to }) => `${regionCode} ${from} ${to}`)
  return { ...county, by, believed }
}

test('a household that moved changes no figure of the past, and is counted elsewhere from that day on', async () => {
  const { site, householdId, by, believed, correct } = await aCountyByTownship()
  await correct(livesIn(there, false), { from: '2019-03-02' }, anAdmin)
  expect(await by()).toEqual([1, 0])
  expect(await believed()).toEqual([`${here} ${earliestDay} 2019-03-02`, `${there} 2019-03-02 null`])
  expect(await readHousehold(site, anAdmin, householdId)).toMatchObject({
    regionCode: there,
    corrections: [{ says: '2019年3月2日起至今：住在忠堡镇细皮沟村', reason }],
  })
  await expect(readHousehold(site, officer, householdId)).rejects.toMatchObject({ status: 404 })
  await correct(livesIn(there, false), { from: '2019-03-01' }, anAdmin)
  expect(await by()).toEqual([0, 1])
})

test('a household that was entered in the wrong place is counted where it always was, but not for those who ask for what was known before', async () => {
  const { site, householdId, by, believed, correct } = await aCountyByTownship()
  const before = site.now()
  site.clock.forward(60_000)
  await correct(livesIn(there, true), { from: '' }, anAdmin)
  expect(await by()).toEqual([0, 1])
  expect(await by(before)).toEqual([1, 0])
  expect(await believed()).toEqual([`${there} ${earliestDay} null`])
  const { residences, corrections } = await readHousehold(site, anAdmin, householdId)
  expect(residences.filter(({ supersededAt }) => supersededAt !== null)).toMatchObject([
    { regionCode: here, from: earliestDay, to: null, supersededAt: site.now() },
  ])
  expect(corrections).toMatchObject([{ says: '一直住在忠堡镇细皮沟村' }])
  expect(verifyAudit(site)).toMatchObject({ broken: null })
})

test('those of its members who live where it lived go along, and nobody else', async () => {
  const { site, householdId, personId, correct } = await aCountyByTownship()
  const apart = await aCounty(site).aPerson(householdId, '422826102201')
  await correct(livesIn('422826100202', false), { from: '2019-03-02' })
  expect(await readPerson(site, anAdmin, personId)).toMatchObject({ regionCode: '422826100202', residences: [{}, {}, {}] })
  expect(await readPerson(site, anAdmin, apart)).toMatchObject({ regionCode: '422826102201', residences: [] })
})

test('refused: places of others, places that are none, a move without its day, and where it lies already', async () => {
  const { site, householdId, correct } = await aCountyByTownship()
  await expect(correct(livesIn(there, true), { from: '' })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('不归您管'),
  })
  for (const none of ['', '422826', '422826100999', '330110001'])
    await expect(correct(livesIn(none, true), { from: '' }, anAdmin)).rejects.toMatchObject({
      status: 422,
      fields: { regionCode: ['请选本县的乡镇或村。'] },
    })
  await expect(correct(livesIn(there, false), { from: '' }, anAdmin)).rejects.toMatchObject({
    status: 422,
    fields: { from: [expect.any(String)] },
  })
  await expect(correct(livesIn(there, false), { from: '2019-09-01' }, anAdmin)).rejects.toMatchObject({
    status: 422,
    fields: { from: ['还没有到这一天。'] },
  })
  for (const isMistake of [true, false])
    await expect(correct(livesIn(here, isMistake), { from: '2019-03-02' })).rejects.toMatchObject({ status: 409 })
  expect(await readHousehold(site, officer, householdId)).toMatchObject({ residences: [], corrections: [] })
})

test('refused: others’ households, no reason, days that cannot be, strangers, and what is believed already', async () => {
  const { site, householdId, correct } = await aCountyWithACompletion()
  const days = { from: '2018-12-31', to: '2019-06-01' }
  await expect(correct(lifted, days, aViewer('townshipOfficer', { kind: 'region', code: '422826101' }))).rejects.toMatchObject({
    status: 404,
  })
  await expect(correct(lifted, days, aViewer('instructor', { kind: 'cohort', id: 'c' }))).rejects.toMatchObject({ status: 404 })
  await expect(correct(lifted, days, officer, '错')).rejects.toMatchObject({ status: 422, fields: { reason: [expect.any(String)] } })
  await expect(correct(lifted, { from: '2019-02-30' })).rejects.toMatchObject({ status: 422, fields: { from: [expect.any(String)] } })
  await expect(correct({ kind: 'monitoring', monitoring: 'marginal' }, { from: '2019-03-01' })).rejects.toMatchObject({
    status: 422,
    fields: { from: ['监测从 2020 年开始，请填 2020-01-01 以后的日子。'] },
  })
  await expect(correct(lifted, { from: '2019-09-01' })).rejects.toMatchObject({ status: 422, fields: { from: ['还没有到这一天。'] } })
  await expect(correct(lifted, { from: '2019-02-01', to: '2019-02-01' })).rejects.toMatchObject({
    status: 422,
    fields: { to: [expect.any(String)] },
  })
  await expect(correct({ kind: 'membership', personId: 'somebody', relation: '户主' }, days)).rejects.toMatchObject({
    status: 422,
    fields: { personId: [expect.any(String)] },
  })
  await expect(correct({ kind: 'registration', status: 'registered' }, { from: '2019-01-01', to: '2019-02-01' })).rejects.toMatchObject({
    status: 409,
  })
  expect((await readHousehold(site, officer, householdId)).corrections).toEqual([])
})
