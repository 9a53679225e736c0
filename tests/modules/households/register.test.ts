// The register: spells on two clocks, who may see whom, and looks at what is masked.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scope } from '#app/access/roles.ts'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import {
  addNameVariant,
  addPerson,
  ensureHousehold,
  joinHousehold,
  listPersons,
  listOwnDisclosures,
  setRegistration,
  unmask,
} from '#app/modules/households/households.server.ts'
import { canSeeHousehold, canSeePerson, householdsVisibleTo, personsVisibleTo } from '#app/modules/households/policy.ts'
import type { Status } from '#app/modules/households/labels.ts'
import { households, disclosures, memberships, persons, registrations } from '#db/schema/households.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const viewer = (role: Grant['role'], scope: Scope, personId: string | null = null): Viewer => ({
  accountId: `${role}-account`,
  personId,
  name: role,
  grants: [{ role, scope }],
})
const officer = viewer('townshipOfficer', { kind: 'region', code: '422826105' })

let next = 0
const aPerson = (site: TestSite, regionCode = '422826105201') =>
  site.write('operator', 'given', (tx) =>
    addPerson(tx, site, {
      name: '某人',
      idNumber: `id-${++next}`,
      birthday: '1970-01-01',
      sex: 'female',
      phone: '19900000001',
      regionCode,
    }),
  )
const aHousehold = (site: TestSite, regionCode = '422826105201') =>
  site.write('operator', 'given', (tx) => ensureHousehold(tx, { number: `H${++next}`, regionCode }))

test('the same household number in the county is the same household', async () => {
  const site = await aSite()
  const ask = () => site.write('operator', 'given', (tx) => ensureHousehold(tx, { number: 'H0', regionCode: '422826105201' }))
  expect(await ask()).toBe(await ask())
})

test('moving ends the membership before, and what was believed stays on record', async () => {
  const site = await aSite()
  const [person, old, own] = [await aPerson(site), await aHousehold(site), await aHousehold(site)]
  const move = (householdId: string, day: string) =>
    site.write('operator', 'move', (tx) => joinHousehold(tx, { personId: person, householdId, relation: '户主', day }))
  await move(old, '2014-10-01')
  site.clock.forward(1000)
  expect(await move(own, '2019-02-01')).toBe(true)
  expect(await move(own, '2019-02-01')).toBe(false)
  const rows = await site.read
    .select()
    .from(memberships)
    .where(eq(memberships.personId, person))
    .orderBy(memberships.from, memberships.knownAt)
  expect(rows.map(({ householdId, from, to, supersededAt }) => [householdId, from, to, supersededAt !== null])).toEqual([
    [old, '2014-10-01', null, true],
    [old, '2014-10-01', '2019-02-01', false],
    [own, '2019-02-01', null, false],
  ])
})

const change = fc.record({
  day: fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)),
  status: fc.constantFrom<Status>('none', 'registered', 'lifted', 'returned'),
})

test('however the status of a household changes, and in whatever order it becomes known, each day has one status that is believed, and it is the one said last for that day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
      const site = await aSite()
      const householdId = await aHousehold(site)
      const byDay = new Map<number, Status>()
      for (const { day, status } of changes) {
        site.clock.forward(1000)
        await site.write('operator', 'change', (tx) => setRegistration(tx, { householdId, status, day }))
        for (let n = 0; n <= 61; n++)
          if (new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10) >= day) byDay.set(n, status)
      }
      const believed = (await site.read.select().from(registrations).where(eq(registrations.householdId, householdId))).filter(
        (row) => row.supersededAt === null,
      )
      for (let n = 0; n <= 61; n++) {
        const day = new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
        const holding = believed.filter((row) => row.from <= day && (row.to === null || row.to > day)).map((row) => row.status)
        expect(holding).toEqual(byDay.has(n) ? [byDay.get(n)] : [])
      }
    }),
    { numRuns: 30 },
  )
})

test('people are found by part of a name, by another way to write it, and by household number, and are counted', async () => {
  const site = await aSite()
  const [one, home] = [await aPerson(site), await aHousehold(site)]
  await aPerson(site)
  await site.write('operator', 'given', async (tx) => {
    await addNameVariant(tx, one, '𠮷英')
    await joinHousehold(tx, { personId: one, householdId: home, relation: '户主', day: '2014-10-01' })
  })
  const [household] = await site.read.select().from(households)
  const found = async (search: string) => listPersons(site, officer, { search })
  expect(await found('某')).toMatchObject({ count: 2, turns: { pages: 1 } })
  for (const search of ['𠮷', household!.number])
    expect(await found(search)).toMatchObject({ count: 1, rows: [{ id: one, householdNumber: household!.number }] })
  expect(await found(` ${household!.number.toLowerCase()} `)).toMatchObject({ count: 1 })
  expect(await found('查无此人')).toMatchObject({ count: 0, turns: { page: 1 }, rows: [] })
  expect(await listPersons(site, officer, { position: { page: 999 } })).toMatchObject({
    count: 2,
    turns: { page: 1, pages: 1 },
    rows: [{}, {}],
  })
})

test('looking at a number in clear needs a reason and the duty, is logged, and the person sees it', async () => {
  const site = await aSite()
  const personId = await aPerson(site)
  const asked = (who: Viewer, reason: string) => unmask(site, who, { personId, field: 'phone', reason })
  await expect(asked(officer, ' ')).rejects.toMatchObject({ status: 422 })
  await expect(asked(viewer('townshipOfficer', { kind: 'region', code: '422826101' }), '核对电话号码')).rejects.toMatchObject({
    status: 404,
  })
  await expect(asked(viewer('trainee', { kind: 'own' }, personId), '看我自己的')).rejects.toMatchObject({ status: 403 })
  expect(await site.read.$count(disclosures)).toBe(0)
  expect(await asked(officer, '核对电话号码')).toBe('19900000001')
  expect(await listOwnDisclosures(site, viewer('trainee', { kind: 'own' }, personId))).toMatchObject([
    { field: '电话', reason: '核对电话号码' },
  ])
})

const scope = fc.oneof(
  fc.constant<Scope>({ kind: 'everything' }),
  fc.constantFrom('422826', '422826105', '422826101').map((code): Scope => ({ kind: 'region', code })),
  fc.constant<Scope>({ kind: 'own' }),
)
const role = fc.constantFrom<Grant['role']>(
  'administrator',
  'coordinator',
  'official',
  'townshipOfficer',
  'instructor',
  'mentor',
  'shopOwner',
  'trainee',
)

test('what a query shows is what the predicate allows, for any viewer', async () => {
  const site = await aSite()
  for (const region of ['422826105201', '422826101200', '422826']) {
    await aPerson(site, region)
    await aHousehold(site, region)
  }
  const everybody = await site.read.select().from(persons)
  const homes = await site.read.select().from(households)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ role, scope }), { maxLength: 3 }),
      fc.constantFrom(null, everybody[0]!.id),
      async (grants, personId) => {
        const asking: Viewer = { accountId: 'a', personId, name: '', grants }
        const shown = await site.read.select({ id: persons.id }).from(persons).where(personsVisibleTo(asking))
        expect(shown.map(({ id }) => id).sort()).toEqual(
          everybody
            .filter((person) => canSeePerson(asking, person))
            .map(({ id }) => id)
            .sort(),
        )
        const homesShown = await site.read.select({ id: households.id }).from(households).where(householdsVisibleTo(asking))
        expect(homesShown.map(({ id }) => id).sort()).toEqual(
          homes
            .filter((home) => canSeeHousehold(asking, home))
            .map(({ id }) => id)
            .sort(),
        )
      },
    ),
  )
})
