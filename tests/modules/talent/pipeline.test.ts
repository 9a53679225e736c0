// The pipeline counts what a plain replay of the facts counts, on any day and as known at any moment; and its lists are as long as its figures.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#app/calendar.ts'
import { listFlushed } from './flushed.ts'
import { firstPage, type Position } from '#app/paging.ts'
import { tierBits } from '#app/modules/talent/stage-facts.ts'
import { stages } from '#app/modules/talent/stages.ts'
import { countStages, keepStages, listAtStage, readPipeline, rebuildStages, exportAtStage } from '#app/modules/talent/talent.server.ts'
import { completions } from '#db/schema/cohorts.ts'
import { memberships, persons } from '#db/schema/households.ts'
import { shopPeople } from '#db/schema/shops.ts'
import { stageCounts, stageSpells } from '#db/schema/talent.ts'
import { anAdmin, anOfficer, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTalentCounty, fromSeed, villages } from './county.ts'
import { readAllRows, replay, type Replayed, type Rows } from './replay.ts'

const today = '2020-06-15'
const region = '422826'
const seed = fc.nat({ max: 1_000_000 })

async function aCounty(of: number, people = 10) {
  const site = await aSite({ now: `${today}T09:00:00+08:00` })
  const ids = await aTalentCounty(site, of, { people })
  await keepStages(site)
  return { site, ids, rows: await readAllRows(site) }
}

/** All rows, without their numbers, in one order. */
const keptRows = async (site: TestSite) =>
  (await site.read.select().from(stageSpells)).map(({ row: _, ...rest }) => JSON.stringify(rest)).sort()

function countReplayed(rows: Rows, ids: readonly string[], on: string, asOf: Date) {
  const there = ids.map((id) => replay(rows, id, on, asOf)).filter((one): one is Replayed => one !== null)
  return stages.map((stage) => {
    const at = there.filter((one) => one.stage === stage)
    return { stage, persons: at.length, registered: at.filter(({ status }) => status !== 'none').length }
  })
}

test('on any day, as known at any moment, the rows say what a replay of the facts says', async () => {
  await fc.assert(
    fc.asyncProperty(seed, async (of) => {
      const { site, ids, rows } = await aCounty(of)
      const random = fromSeed(of + 1)
      const spells = await site.read.select().from(stageSpells)
      for (let pair = 0; pair < 40; pair++) {
        const on = random.day(-60, 960)
        const asOf = random.chance(0.3) ? site.now() : random.moment(random.day(-20, 900))
        for (const personId of ids) {
          const held = spells.filter(
            (row) =>
              row.personId === personId &&
              row.from <= on &&
              (row.to === null || on < row.to) &&
              row.knownAt <= asOf &&
              (row.supersededAt === null || row.supersededAt > asOf),
          )
          const expected = replay(rows, personId, on, asOf)
          const sum = (names: Set<string>) => [...names].reduce((bits, name) => bits + tierBits[name as keyof typeof tierBits], 0)
          expect(held.map(({ stage, regionCode, status, tiers, done }) => ({ stage, regionCode, status, tiers, done }))).toEqual(
            expected
              ? [
                  {
                    stage: expected.stage,
                    regionCode: expected.region,
                    status: expected.status,
                    tiers: sum(expected.tiers),
                    done: sum(expected.done),
                  },
                ]
              : [],
          )
        }
        expect(await countStages(site.read, { on, region, asOf })).toEqual(countReplayed(rows, ids, on, asOf))
      }
    }),
    { numRuns: 12 },
  )
}, 240_000)

test('the kept rows are those of a rebuild, whatever changed; and the counts are those of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(seed, async (of) => {
      const { site, ids } = await aCounty(of)
      const random = fromSeed(of + 2)
      for (let change = 0; change < 4; change++) {
        await site.write('operator', 'changed', async (tx) => {
          const one = random.one(ids)
          if (random.chance(0.3))
            await tx
              .update(persons)
              .set({ regionCode: random.one(villages) })
              .where(eq(persons.id, one))
          if (random.chance(0.5)) await tx.update(completions).set({ supersededAt: tx.at }).where(eq(completions.personId, one))
          if (random.chance(0.3)) await tx.delete(memberships).where(eq(memberships.personId, one))
          if (random.chance(0.3)) await tx.update(shopPeople).set({ removedAt: tx.at })
        })
        await keepStages(site)
      }
      const kept = await keptRows(site)
      expect(await rebuildStages(site)).toEqual({ persons: ids.length, changed: 0 })
      await site.writeUnaudited((tx) => tx.delete(stageSpells))
      expect(await site.read.$count(stageCounts, eq(stageCounts.change, 0))).toBe(await site.read.$count(stageCounts))
      expect(await rebuildStages(site)).toEqual({ persons: ids.length, changed: ids.length })
      expect(await keptRows(site)).toEqual(kept)
    }),
    { numRuns: 8 },
  )
}, 240_000)

async function listAll(site: TestSite, query: Parameters<typeof listAtStage>[2]) {
  const found: string[] = []
  let position: Position | null = firstPage
  let count = 0
  while (position) {
    const page: Awaited<ReturnType<typeof listAtStage>> = await listAtStage(site, anAdmin, query, position)
    found.push(...page.rows.map(({ personId }) => personId))
    position = page.turns.next
    count = page.count
  }
  expect(found).toHaveLength(count)
  return found
}

test('every list is as long as its figure, and has those whom a replay has', async () => {
  await fc.assert(
    fc.asyncProperty(seed, async (of) => {
      const { site, ids, rows } = await aCounty(of, 14)
      const random = fromSeed(of + 3)
      for (let asked = 0; asked < 6; asked++) {
        const since = random.day(0, 690)
        const on = addDays(since, 1 + random.below(200))
        const filter = {
          region: random.one([region, '422826100', '422826100201']),
          tier: random.one([undefined, 'township', 'entrepreneur'] as const),
          sex: random.one([undefined, undefined, 'female'] as const),
          age: random.one([undefined, undefined, '40s'] as const),
          registration: random.one([undefined, 'poor', 'lifted'] as const),
          cohort: random.one([undefined, undefined, 'c1']),
        }
        const query = { on, since, ...filter }
        const now = site.now()
        const passes = (id: string, one: Replayed | null): one is Replayed =>
          one !== null &&
          one.region.startsWith(filter.region) &&
          (!filter.tier || one.tiers.has(filter.tier)) &&
          (!filter.sex || rows.persons.find((person) => person.id === id)!.sex === filter.sex) &&
          (!filter.age ||
            ['4'].includes(
              String(Number(on.slice(0, 4)) - Number(rows.persons.find((person) => person.id === id)!.birthday.slice(0, 4))).slice(0, 1),
            )) &&
          (!filter.registration || (filter.registration === 'poor' ? one.status !== 'none' : one.status === filter.registration)) &&
          (!filter.cohort || rows.enrolments.some((row) => row.personId === id && row.cohortId === filter.cohort))
        const there = ids.flatMap((id) => {
          const one = replay(rows, id, on, now)
          return passes(id, one) ? [{ id, stage: one.stage, was: replay(rows, id, since, now)?.stage ?? null }] : []
        })
        const pipeline = await readPipeline(site, anAdmin, query)
        for (const { stage, persons: count } of pipeline.funnel) {
          const expected = there.filter((one) => one.stage === stage).map(({ id }) => id)
          expect(count).toBe(expected.length)
          expect((await listAll(site, { ...query, stage })).sort()).toEqual(expected.sort())
        }
        const moved = there.filter((one) => one.stage !== one.was)
        expect(pipeline.flows.reduce((sum, flow) => sum + flow.persons, 0)).toBe(moved.length)
        for (const { from, to, persons: count } of pipeline.flows) {
          const expected = moved.filter((one) => one.was === from && one.stage === to).map(({ id }) => id)
          expect(count).toBe(expected.length)
          const listed = await listAll(site, { ...query, stage: to, was: from ?? 'none' })
          expect(listed.sort()).toEqual(expected.sort())
        }
        for (const { stage, left, times } of pipeline.falls) expect(await listAll(site, { ...query, stage, left })).toHaveLength(times)
      }
    }),
    { numRuns: 8 },
  )
}, 240_000)

test('a list has pages, forwards and backwards, and its workbook has all of them; looks and downloads are on record', async () => {
  const { site, ids } = await aCounty(7, 300)
  const full = { on: today, since: addDays(today, -30), region, stage: 'identified' as const }
  const all = await listAll(site, full)
  expect(all.length).toBeGreaterThan(50)
  expect(new Set(all).size).toBe(all.length)
  expect(ids).toEqual(expect.arrayContaining(all))
  const last = await listAtStage(site, anAdmin, full, { page: 1, last: true })
  const previous = await listAtStage(site, anAdmin, full, last.turns.previous!)
  expect([...previous.rows, ...last.rows].map(({ personId }) => personId)).toEqual(all.slice(-last.rows.length - previous.rows.length))
  expect((await exportAtStage(site, anAdmin, full)).map(({ personId }) => personId)).toEqual(all)
  expect(await listFlushed(site)).toEqual(
    expect.arrayContaining([
      { kind: 'list', what: `pipeline identified ${region} ${today}` },
      { kind: 'export', what: `pipeline identified ${region} ${today}` },
    ]),
  )
})

test('nobody asks about a region out of reach, about a day to come, or about days that are not in order', async () => {
  const { site } = await aCounty(1, 2)
  const ask = (viewer: typeof anAdmin, query: { region?: string; on?: string; since?: string }) =>
    readPipeline(site, viewer, { on: today, since: addDays(today, -30), region, ...query })
  await expect(ask(anOfficer, {})).rejects.toMatchObject({ status: 404 })
  await expect(ask(anOfficer, { region: '422826101' })).rejects.toMatchObject({ status: 404 })
  await expect(ask(aViewer('instructor', { kind: 'own' }), {})).rejects.toMatchObject({ status: 404 })
  await expect(ask(anOfficer, { region: '422826100' })).resolves.toMatchObject({ regionName: expect.any(String) as string })
  await expect(ask(anAdmin, { on: addDays(today, 1) })).rejects.toMatchObject({ status: 422, fields: { on: [expect.any(String)] } })
  await expect(ask(anAdmin, { since: today })).rejects.toMatchObject({ status: 422, fields: { since: [expect.any(String)] } })
})
