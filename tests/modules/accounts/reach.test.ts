// How far a duty reaches, and that the judge of one thing and the filter of a query say the same.
import { asc } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { within } from '#app/access/within.server.ts'
import { duties, type Duty, type Role, roles, roleScopes } from '#app/access/roles.ts'
import { covers, type Grant, hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'
import { persons } from '#db/schema/households.ts'
import { aSite } from '#tests/support/site.ts'

const as = (grants: Grant[], personId: string | null = 'p1'): Viewer => ({ accountId: 'a', personId, name: '某人', grants })
const allDuties = Object.keys(duties) as Duty[]

test('a township officer reaches the township and its villages, and not the next one', () => {
  const reach = getReach(as([{ role: 'townshipOfficer', scope: { kind: 'region', code: '422826100' } }]), 'persons.see')
  expect(['422826100', '422826100201', '422826101', '422826', null].map((region) => covers(reach, { region }))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('an instructor reaches the cohort; a trainee herself', () => {
  const instructor = getReach(as([{ role: 'instructor', scope: { kind: 'cohort', id: 'c1' } }]), 'cohorts.see')
  expect([covers(instructor, { cohort: 'c1' }), covers(instructor, { cohort: 'c2' }), covers(instructor, { region: '422826' })]).toEqual([
    true,
    false,
    false,
  ])
  const trainee = getReach(as([{ role: 'trainee', scope: { kind: 'own' } }]), 'persons.see')
  expect([covers(trainee, { person: 'p1' }), covers(trainee, { person: 'p2' })]).toEqual([true, false])
})

test('a wide grant for one duty does not widen another', () => {
  const viewer = as([
    { role: 'official', scope: { kind: 'region', code: '422826' } },
    { role: 'townshipOfficer', scope: { kind: 'region', code: '422826100' } },
  ])
  expect(getReach(viewer, 'rosters.import').regions).toEqual(['422826100'])
  expect(getReach(viewer, 'reports.see').regions).toEqual(['422826', '422826100'])
})

test('who has no grant has no duty, and an own scope without a person reaches nothing', () => {
  for (const duty of allDuties) {
    expect(hasDuty(as([]), duty)).toBe(false)
    expect(hasDuty(as([{ role: 'trainee', scope: { kind: 'own' } }], null), duty)).toBe(false)
  }
})

test('accounts, revoking certificates: administrators alone; studying and exams: trainees alone', () => {
  expect([duties['accounts.manage'], duties['certificates.revoke'], duties['learning.study'], duties['exams.sit']]).toEqual([
    ['administrator'],
    ['administrator'],
    ['trainee'],
    ['trainee'],
  ])
})

test('officials read, search and report, and give follow-ups to officers; they change nothing else', () => {
  const reading = ['followUps.assign', 'persons.unmask', 'desk.search', 'certificates.list']
  const held = allDuties.filter((duty) => (duties[duty] as readonly Role[]).includes('official'))
  expect(held.filter((duty) => !duty.endsWith('.see') && !reading.includes(duty))).toEqual([])
})

const regionCodes = ['422826', '422826100', '422826100201', '422826101', '422826101205', '42282', '330110', '330110001', '4228261009']
const grant = fc.constantFrom(...roles).chain((role): fc.Arbitrary<Grant> => {
  const [kind] = roleScopes[role]
  if (kind === 'region') return fc.constantFrom(...regionCodes).map((code) => ({ role, scope: { kind, code } }))
  if (kind === 'cohort') return fc.constantFrom('c1', 'c2').map((id) => ({ role, scope: { kind, id } }))
  return fc.constant({ role, scope: { kind: kind as 'everything' | 'own' } })
})

test('judge and filter agree on the same rows, whatever the grants', async () => {
  const site = await aSite()
  await site.write('operator', 'people everywhere', async (tx) => {
    for (const [nth, regionCode] of regionCodes.entries())
      await tx.insert(persons).values({ id: `p${nth}`, name: '某人', sex: 'female', birthday: '1980-01-01', regionCode, knownAt: tx.at })
  })
  const everybody = await site.read.select().from(persons).orderBy(asc(persons.id))
  await fc.assert(
    fc.asyncProperty(
      fc.array(grant, { maxLength: 4 }),
      fc.constantFrom(...allDuties),
      fc.constantFrom('p1', 'p4', null),
      async (grants, duty, personId) => {
        const reach = getReach(as(grants, personId), duty)
        const filtered = await site.read
          .select({ id: persons.id })
          .from(persons)
          .where(within(reach, { region: persons.regionCode, person: persons.id }))
          .orderBy(asc(persons.id))
        const judged = everybody.filter((person) => covers(reach, { region: person.regionCode, person: person.id }))
        expect(filtered.map(({ id }) => id)).toEqual(judged.map(({ id }) => id))
      },
    ),
    { numRuns: 300 },
  )
})
