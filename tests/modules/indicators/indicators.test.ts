// Every indicator counts what plain loops over the rows count, in any period, region and knowledge; its parts are those of its facts; and the
// documentation is made of the definitions.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#app/calendar.ts'
import { dimensions } from '#app/modules/indicators/indicator.ts'
import { indicators, listIndicatorFacts, measureIndicator } from '#app/modules/indicators/indicators.server.ts'
import { writeIndicatorTable } from '#app/modules/indicators/describe.ts'
import { keepStages } from '#app/modules/talent/talent.server.ts'
import { attendanceMarks, classSessions, cohorts, enrolments } from '#db/schema/cohorts.ts'
import { anAdmin, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTalentCounty, fromSeed } from '../talent/county.ts'
import { countPlainly, readRows } from './plain-count.ts'

const today = '2020-06-15'
const regions = ['422826', '422826100', '422826101', '422826100201']

/** Class sessions on some days, with attendance that was corrected here and there. */
async function addSessions(site: TestSite, seed: number) {
  const random = fromSeed(seed)
  await site.write('operator', 'given', async (tx) => {
    const classes = await tx.select().from(cohorts)
    const people = await tx.select().from(enrolments)
    for (const { id } of classes)
      for (let nth = 0; nth < random.below(4); nth++) {
        const session = { id: `${id}-${nth}`, cohortId: id, day: random.day(0, 500), startsAt: '09:00', topic: '课', place: '村' }
        await tx.insert(classSessions).values(session)
        for (const { id: enrolmentId } of people.filter(({ cohortId }) => cohortId === id))
          for (let times = random.below(3); times > 0; times--)
            await tx.insert(attendanceMarks).values({
              id: `${session.id}-${enrolmentId}-${times}`,
              sessionId: session.id,
              enrolmentId,
              mark: random.one(['present', 'late', 'absent', 'excused']),
              how: 'list',
              reason: '更正',
              markedBy: 'operator',
              at: random.moment(addDays(session.day, times)),
            })
      }
  })
}

async function aCounty(seed: number) {
  const site = await aSite({ now: `${today}T09:00:00+08:00` })
  await aTalentCounty(site, seed, { people: 10 })
  await addSessions(site, seed + 1)
  await keepStages(site)
  return site
}

test('each indicator is what plain loops count, whatever the period, the region and the moment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1_000_000 }), async (seed) => {
      const site = await aCounty(seed)
      const rows = await readRows(site)
      const random = fromSeed(seed + 2)
      for (let scopes = 0; scopes < 12; scopes++) {
        const from = random.day(-60, 900)
        const to = addDays(from, random.one([0, 30, 365, 900]))
        const region = random.one(regions)
        const asOf = random.chance(0.4) ? random.moment(random.day(0, 880)) : site.now()
        const plain = countPlainly(rows, { from, to, region, asOf }, today)
        for (const { name, measure, facts } of indicators) {
          if (facts.kind === 'pairing' || name.startsWith('unknown-')) continue
          const { all, met, value } = await measureIndicator(site, anAdmin, { name, from, to, region, asOf })
          const expected = plain[name] ?? { all: new Set(), met: new Set() }
          expect([name, all, measure === 'share' ? met : 0]).toEqual([name, expected.all.size, measure === 'share' ? expected.met.size : 0])
          const share = expected.all.size === 0 ? null : Math.round((expected.met.size * 1000) / expected.all.size) / 10
          expect(value).toBe(measure === 'share' ? share : expected.all.size)
        }
      }
    }),
    { numRuns: 6 },
  )
}, 240_000)

test('its list has as many units as the figure, and its parts together all that has a part', async () => {
  const site = await aCounty(7)
  for (const { name, by } of indicators)
    for (const one of by) {
      const query = { name, from: '2018-01-01', to: '2019-12-31', region: '422826' }
      const { all, parts } = await measureIndicator(site, anAdmin, { ...query, by: one })
      const facts = await listIndicatorFacts(site, anAdmin, query)
      expect(new Set(facts.map(({ key }) => key)).size).toBe(all)
      expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length)
      expect(Math.max(0, ...parts.map((part) => part.all))).toBeLessThanOrEqual(all)
      if (one !== 'registration')
        expect(
          parts.reduce((sum, part) => sum + part.all, 0),
          `${name} by ${one}`,
        ).toBeGreaterThanOrEqual(all)
    }
})

test('what is none, is out of reach, out of order or cannot be divided so is refused', async () => {
  const site = await aCounty(3)
  const anOfficial = aViewer('official', { kind: 'region', code: '422826100' })
  const query = { name: 'persons', from: '2019-01-01', to: '2019-12-31', region: '422826' }
  const ask = (viewer: typeof anAdmin, more: object = {}) => measureIndicator(site, viewer, { ...query, ...more })
  await expect(ask(anAdmin, { name: 'nothing' })).rejects.toMatchObject({ status: 404 })
  await expect(ask(anOfficial)).rejects.toMatchObject({ status: 404 })
  await expect(ask(aViewer('trainee', { kind: 'own' }))).rejects.toMatchObject({ status: 404 })
  await expect(ask(anAdmin, { to: '2018-12-31' })).rejects.toMatchObject({ status: 422 })
  await expect(ask(anAdmin, { from: '2020-06-16', to: '2020-06-17' })).rejects.toMatchObject({ status: 422 })
  await expect(ask(anAdmin, { name: 'cohorts', by: 'sex' })).rejects.toMatchObject({ status: 422 })
  expect((await ask(anOfficial, { region: '422826100' })).value).not.toBeNull()
})

test('the documentation is made of the definitions, each of which says all that it must', () => {
  const page = readFileSync('docs/indicators.md', 'utf8')
  expect(writeIndicatorTable(page).replaceAll(/ +\||-+/g, '|')).toBe(page.replaceAll(/ +\||-+/g, '|'))
  expect(new Set(indicators.map(({ name }) => name)).size).toBe(indicators.length)
  for (const { label, counts, same, day, without, by } of indicators) {
    for (const said of [label, counts, same, day, without]) expect(said).not.toBe('')
    for (const one of by) expect(dimensions).toContain(one)
  }
})
