// Setting down persons, households and their spells, and looking at what is masked.
import { and, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { notFound, notYours, wrongInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { households, looks, memberships, monitorings, nameVariants, persons, registrations } from '#db/schema/households.ts'
import { canSeePerson, canUnmask } from './policy.ts'
import type { Monitoring, Status } from './words.ts'

export interface NewPerson {
  name: string
  idNumber: string
  birthday: string
  sex: 'female' | 'male'
  phone: string | null
  regionCode: string
}

/** Sets a person down who is not known yet. Gives the id. */
export async function addPerson(tx: Tx, site: Pick<Site, 'keys'>, { idNumber, phone, ...person }: NewPerson): Promise<string> {
  const { seal, fingerprint } = site.keys
  const id = newId()
  await tx.insert(persons).values({
    id,
    ...person,
    idNumberSealed: seal(idNumber),
    idNumberFingerprint: fingerprint(idNumber),
    phoneSealed: phone && seal(phone),
    phoneFingerprint: phone && fingerprint(phone),
    knownAt: tx.at,
  })
  return id
}

/** Sets a household down, or gives the one that has this number in the county. */
export async function ensureHousehold(tx: Tx, { number, regionCode }: { number: string; regionCode: string }): Promise<string> {
  const countyCode = regionCode.slice(0, 6)
  const [known] = await tx.select({ id: households.id }).from(households).where(and(eq(households.countyCode, countyCode), eq(households.number, number)))
  if (known) return known.id
  const id = newId()
  await tx.insert(households).values({ id, number, countyCode, regionCode, knownAt: tx.at })
  return id
}

/** Another name under which the person came in. */
export async function addNameVariant(tx: Tx, personId: string, name: string) {
  await tx.insert(nameVariants).values({ id: newId(), personId, name, knownAt: tx.at }).onConflictDoNothing()
}

/** Puts another phone number in the place of the one before. */
export async function changePhone(tx: Tx, site: Pick<Site, 'keys'>, personId: string, phone: string) {
  await tx.update(persons).set({ phoneSealed: site.keys.seal(phone), phoneFingerprint: site.keys.fingerprint(phone) }).where(eq(persons.id, personId))
}

/** Where the person lives from now on. */
export async function changeResidence(tx: Tx, personId: string, regionCode: string) {
  await tx.update(persons).set({ regionCode }).where(eq(persons.id, personId))
}

type SpellTable = typeof memberships | typeof registrations | typeof monitorings

/**
 * Ends what holds on a day, on both clocks: the row that was believed stays as it was, superseded now, and a row that
 * ends on the day takes its place. What had begun only on that day or later is superseded without one.
 */
async function endSpell(tx: Tx, table: SpellTable, row: { id: string; from: string; to: string | null }, day: string) {
  await tx.update(table).set({ supersededAt: tx.at }).where(eq(table.id, row.id))
  if (row.from >= day) return
  const [whole] = await tx.select().from(table).where(eq(table.id, row.id))
  await tx.insert(table).values({ ...whole!, id: newId(), to: day, knownAt: tx.at, supersededAt: null } as never)
}

/** From this day on the person is a member of this household, and of no other. The same again changes nothing. */
export async function joinHousehold(tx: Tx, { personId, householdId, relation, day }: { personId: string; householdId: string; relation: string; day: string }): Promise<boolean> {
  const believed = await tx.select().from(memberships).where(and(eq(memberships.personId, personId), isNull(memberships.supersededAt)))
  const open = believed.filter((row) => row.to === null || row.to > day)
  if (open.some((row) => row.householdId === householdId && row.from <= day && row.relation === relation)) return false
  for (const row of open) await endSpell(tx, memberships, row, day)
  await tx.insert(memberships).values({ id: newId(), personId, householdId, relation, from: day, to: null, knownAt: tx.at })
  return true
}

/** From this day on the household has this status. The same again changes nothing. */
export async function registerHousehold(tx: Tx, { householdId, status, day }: { householdId: string; status: Status; day: string }): Promise<boolean> {
  const believed = await tx.select().from(registrations).where(and(eq(registrations.householdId, householdId), isNull(registrations.supersededAt)))
  const open = believed.filter((row) => row.to === null || row.to > day)
  if (open.some((row) => row.status === status && row.from <= day)) return false
  for (const row of open) await endSpell(tx, registrations, row, day)
  await tx.insert(registrations).values({ id: newId(), householdId, status, from: day, to: null, knownAt: tx.at })
  return true
}

/** From this day on the household is monitored in this way (known since 2020). The same again changes nothing. */
export async function monitorHousehold(tx: Tx, { householdId, kind, day }: { householdId: string; kind: Monitoring; day: string }): Promise<boolean> {
  const believed = await tx.select().from(monitorings).where(and(eq(monitorings.householdId, householdId), isNull(monitorings.supersededAt)))
  const open = believed.filter((row) => row.to === null || row.to > day)
  if (open.some((row) => row.kind === kind && row.from <= day)) return false
  for (const row of open) await endSpell(tx, monitorings, row, day)
  await tx.insert(monitorings).values({ id: newId(), householdId, kind, from: day, to: null, knownAt: tx.at })
  return true
}

export const maskedFields = { idNumber: '身份证号', phone: '电话' } as const
export type MaskedField = keyof typeof maskedFields

/**
 * Shows an ID number or phone in clear, and logs the look first: who, when, why. The person can read the log.
 * Refuses with 404, 403, or 422 when no reason is given.
 */
export async function unmask(site: Site, viewer: Viewer, { personId, field, reason }: { personId: string; field: MaskedField; reason: string }): Promise<string> {
  const [person] = await site.read.select().from(persons).where(eq(persons.id, personId))
  if (!person || !canSeePerson(viewer, person)) throw notFound('这个人')
  if (!canUnmask(viewer, person)) throw notYours('您的职责不需要看全号。')
  const said = reason.trim()
  if (said.length < 4) throw wrongInput({ reason: ['请写明为什么要看，至少 4 个字。本人能看到这条记录。'] }, '请写明为什么要看。')
  const sealed = field === 'idNumber' ? person.idNumberSealed : person.phoneSealed
  await site.write(viewer.accountId, `look at ${field}`, async (tx) => {
    await tx.insert(looks).values({ id: newId(), personId, field, accountId: viewer.accountId, reason: said, at: tx.at })
    tx.note(`look at ${field} of person ${personId}`)
  })
  return sealed ? site.keys.open(sealed) : '没有登记'
}
