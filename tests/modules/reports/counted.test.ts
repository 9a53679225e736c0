// What the database keeps worked out equals the definition, whatever is written, corrected or taken back.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeResidence, joinHousehold, moveHousehold } from '#app/modules/households/households.server.ts'
import { listCountedCompletions } from '#app/modules/reports/counted.server.ts'
import { newId } from '#db/id.ts'
import { completions } from '#db/schema/cohorts.ts'
import { households, persons, registrations } from '#db/schema/households.ts'
import { countedCompletions as kept } from '#db/schema/reports.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCounty, type Status } from './county.ts'

const always = { from: '2000-01-01', to: '2100-01-01', region: '42' }

async function expectInStep(site: TestSite) {
  const fields = ({
    completionId,
    enrolmentId,
    personId,
    cohortId,
    day,
    householdId,
    status,
    region,
  }: Omit<typeof kept.$inferSelect, 'row' | 'person' | 'household' | 'cohort'>) => ({
    completionId,
    enrolmentId,
    personId,
    cohortId,
    day,
    householdId,
    status,
    region,
  })
  const inOrder = <T extends { completionId: string; householdId: string | null; status: string }>(rows: T[]) =>
    rows.sort((one, other) =>
      `${one.completionId} ${one.householdId} ${one.status}`.localeCompare(`${other.completionId} ${other.householdId} ${other.status}`),
    )
  const rows = await site.read.select().from(kept)
  expect(inOrder(rows.map(fields))).toEqual(inOrder(await listCountedCompletions(site.read, { ...always, asOf: site.now() })))
  // One number stands for one id, and one id has one number.
  const pairs = rows.flatMap((row) => [
    `${row.person} ${row.personId}`,
    `${row.cohort} ${row.cohortId}`,
    ...(row.householdId ? [`${row.household} ${row.householdId}`] : []),
  ])
  const distinct = [...new Set(pairs)].map((pair) => pair.split(' '))
  expect(new Set(distinct.map(([number]) => number)).size).toBe(distinct.length)
  expect(new Set(distinct.map(([, id]) => id)).size).toBe(distinct.length)
}

const day = fc.constantFrom('2019-01-10', '2019-03-01', '2019-05-20', '2019-07-31')
const nth = fc.nat({ max: 3 })
const change = fc.oneof(
  fc.record({ what: fc.constant('completes' as const), person: nth, day }),
  fc.record({ what: fc.constant('takenBack' as const), nth }),
  fc.record({ what: fc.constant('deleted' as const), nth }),
  fc.record({ what: fc.constant('moves' as const), person: nth, household: nth, day }),
  fc.record({
    what: fc.constant('status' as const),
    household: nth,
    status: fc.constantFrom<Status>('none', 'registered', 'lifted', 'returned'),
    day,
  }),
  fc.record({
    what: fc.constant('householdMoves' as const),
    household: nth,
    village: fc.constantFrom('422826100201', '422826101202'),
    day,
  }),
  fc.record({ what: fc.constant('personMoves' as const), person: nth, village: fc.constantFrom('422826102201', '422826103202'), day }),
  fc.record({ what: fc.constant('householdPlace' as const), household: nth, village: fc.constantFrom('422826100201', '422826101202') }),
  fc.record({ what: fc.constant('personPlace' as const), person: nth, village: fc.constantFrom('422826102201', '422826103202') }),
)

test('after any changes it is the derivation, to the row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 14 }), async (changes) => {
      const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
      const county = aCounty(site)
      const homes = [
        await county.aHousehold(),
        await county.aHousehold('none'),
        await county.aHousehold(),
        await county.aHousehold('lifted'),
      ]
      const people = [
        await county.aPerson(homes[0]),
        await county.aPerson(homes[0]),
        await county.aPerson(homes[1]),
        await county.aPerson(),
      ]
      for (const one of changes) {
        if (one.what === 'completes') {
          await county.completes(people[one.person]!, one.day)
          continue
        }
        await site.write('operator', one.what, async (tx) => {
          const done = await tx.select({ id: completions.id }).from(completions)
          const at = { knownAt: tx.at, supersededAt: null }
          if (one.what === 'takenBack' && done[one.nth])
            await tx.update(completions).set({ supersededAt: tx.at }).where(eq(completions.id, done[one.nth]!.id))
          if (one.what === 'deleted' && done[one.nth]) await tx.delete(completions).where(eq(completions.id, done[one.nth]!.id))
          if (one.what === 'moves') {
            await joinHousehold(tx, { personId: people[one.person]!, householdId: homes[one.household]!, relation: '户主', day: one.day })
          }
          if (one.what === 'status') {
            await tx.update(registrations).set({ supersededAt: tx.at }).where(eq(registrations.householdId, homes[one.household]!))
            await tx
              .insert(registrations)
              .values({ id: newId(), householdId: homes[one.household]!, status: one.status, from: one.day, to: null, ...at })
          }
          if (one.what === 'householdMoves')
            await moveHousehold(tx, { householdId: homes[one.household]!, regionCode: one.village, day: one.day })
          if (one.what === 'personMoves')
            await changeResidence(tx, { personId: people[one.person]!, regionCode: one.village, day: one.day })
          if (one.what === 'householdPlace')
            await tx.update(households).set({ regionCode: one.village }).where(eq(households.id, homes[one.household]!))
          if (one.what === 'personPlace')
            await tx.update(persons).set({ regionCode: one.village }).where(eq(persons.id, people[one.person]!))
        })
      }
      await expectInStep(site)
      expect(site.verify().fault).toBeNull() // and all that was written holds against the audit chain
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('a write that is undone leaves it as it was', async () => {
  const site = await aSite({ now: '2019-12-01T09:00:00+08:00' })
  const county = aCounty(site)
  const person = await county.aPerson(await county.aHousehold())
  await county.completes(person, '2019-03-01')
  const before = await site.read.select().from(kept)
  await expect(
    site.write('operator', 'undone', async (tx) => {
      await tx.delete(completions)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await site.read.select().from(kept)).toEqual(before)
  await expectInStep(site)
})
