// Commands of households: adding and changing persons, households and their spells, and showing masked numbers.
import { and, eq, gte, isNull } from 'drizzle-orm'
import { addDays, toDay, isDay, formatDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { moveSignInPhone } from '#app/modules/accounts/accounts.server.ts'
import { formatPlace, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { inValues } from '#db/in-values.ts'
import {
  corrections,
  households,
  disclosures,
  memberships,
  monitorings,
  nameVariants,
  persons,
  registrations,
  residences,
} from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { canCorrectHousehold, canSeeHousehold, canSeePerson, canUnmask } from './policy.ts'
import { addSearchName, replaceSearchPhone, indexPerson } from './search-data.server.ts'
import { buildTerms } from './search-terms.server.ts'
import { earliestDay, overlaySpells, type Spell } from './spells.ts'
import { type Monitoring, monitoringLabels, type Status, statusLabels } from './labels.ts'
import { countyOf, liesIn } from '#app/access/region-codes.ts'
import { present } from '#app/present.ts'

export interface NewPerson {
  name: string
  idNumber: string
  birthday: string
  sex: 'female' | 'male'
  phone: string | null
  regionCode: string
}

/** Adds a person who is not in the register yet. Returns the id. */
export async function addPerson(tx: Tx, site: Pick<Site, 'keys'>, { idNumber, phone, ...person }: NewPerson): Promise<string> {
  const { seal, fingerprint } = site.keys
  const id = newId()
  await tx.insert(persons).values({
    id,
    ...person,
    idNumberSealed: seal(idNumber, sealPlace.idNumberOfPerson(id)),
    idNumberFingerprint: fingerprint(idNumber),
    phoneSealed: phone && seal(phone, sealPlace.phoneOfPerson(id)),
    phoneFingerprint: phone && fingerprint(phone),
    knownAt: tx.at,
  })
  await indexPerson(tx, id, buildTerms(site.keys, { names: [person.name], phone, idNumber }))
  return id
}

/** Adds a household, or returns the one that has this number in the county. */
export async function ensureHousehold(tx: Tx, { number, regionCode }: { number: string; regionCode: string }): Promise<string> {
  const countyCode = countyOf(regionCode)
  const [known] = await tx
    .select({ id: households.id })
    .from(households)
    .where(and(eq(households.countyCode, countyCode), eq(households.number, number)))
  if (known) return known.id
  const id = newId()
  await tx.insert(households).values({ id, number, countyCode, regionCode, knownAt: tx.at })
  return id
}

/** Adds another name under which the person came in. */
export async function addNameVariant(tx: Tx, personId: string, name: string) {
  await tx.insert(nameVariants).values({ id: newId(), personId, name, knownAt: tx.at }).onConflictDoNothing()
  await addSearchName(tx, personId, name)
}

/** Replaces a person's phone number, and that by which the person signs in if it was the same (`moveSignInPhone`). */
export async function changePhone(tx: Tx, site: Pick<Site, 'keys'>, personId: string, phone: string) {
  const [person] = await tx.select({ before: persons.phoneFingerprint }).from(persons).where(eq(persons.id, personId))
  await tx
    .update(persons)
    .set({ phoneSealed: site.keys.seal(phone, sealPlace.phoneOfPerson(personId)), phoneFingerprint: site.keys.fingerprint(phone) })
    .where(eq(persons.id, personId))
  await replaceSearchPhone(tx, site.keys, personId, phone)
  await moveSignInPhone(tx, site, { personId, before: person?.before ?? null, phone })
}

type SpellTable = typeof memberships | typeof registrations | typeof monitorings | typeof residences

/**
 * Applies a statement to the believed spells, bitemporally: rows that are no longer believed stay, marked as superseded now, and what
 * remains of them is inserted again. If `values` is null, nothing holds for these days. Returns false if all of it was believed already.
 */
async function setSpell<Row extends Spell & { id: string }>(
  tx: Tx,
  table: SpellTable,
  believed: readonly Row[],
  { from, to, values, isSame }: Spell & { values: object | null; isSame: (row: Row) => boolean },
): Promise<boolean> {
  const change = overlaySpells(believed, { from, to }, isSame)
  if (!change || (values === null && change.superseded.length === 0)) return false
  for (const { id } of change.superseded) await tx.update(table).set({ supersededAt: tx.at }).where(eq(table.id, id))
  for (const { of, ...days } of change.remains)
    await tx.insert(table).values({ ...of, ...days, id: newId(), knownAt: tx.at, supersededAt: null } as never)
  if (values) await tx.insert(table).values({ ...values, ...change.said, id: newId(), knownAt: tx.at } as never)
  return true
}

const believedMemberships = (tx: Pick<Tx, 'select'>, personId: string) =>
  tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.personId, personId), isNull(memberships.supersededAt)))

/** Makes the person a member of this household, and of no other, from this day on (or until another). Repeating it changes nothing. */
export async function joinHousehold(
  tx: Tx,
  {
    personId,
    householdId,
    relation,
    day,
    to = null,
  }: { personId: string; householdId: string; relation: string; day: string; to?: string | null },
): Promise<boolean> {
  return setSpell(tx, memberships, await believedMemberships(tx, personId), {
    from: day,
    to,
    values: { personId, householdId, relation },
    isSame: (row) => row.householdId === householdId && row.relation === relation,
  })
}

/** Records that the person was no member of this household on these days; memberships in other households stay. */
export async function leaveHousehold(
  tx: Tx,
  { personId, householdId, from, to }: Spell & { personId: string; householdId: string },
): Promise<boolean> {
  const here = (await believedMemberships(tx, personId)).filter((row) => row.householdId === householdId)
  return setSpell(tx, memberships, here, { from, to, values: null, isSame: () => false })
}

/** Sets the household's registration from this day on (or until another). Repeating it changes nothing. */
export async function setRegistration(
  tx: Tx,
  { householdId, status, day, to = null }: { householdId: string; status: Status; day: string; to?: string | null },
): Promise<boolean> {
  const believed = await tx
    .select()
    .from(registrations)
    .where(and(eq(registrations.householdId, householdId), isNull(registrations.supersededAt)))
  return setSpell(tx, registrations, believed, { from: day, to, values: { householdId, status }, isSame: (row) => row.status === status })
}

/** Sets how the household is monitored from this day on (or until another); known since 2020. Repeating it changes nothing. */
export async function setMonitoring(
  tx: Tx,
  { householdId, kind, day, to = null }: { householdId: string; kind: Monitoring; day: string; to?: string | null },
): Promise<boolean> {
  const believed = await tx
    .select()
    .from(monitorings)
    .where(and(eq(monitorings.householdId, householdId), isNull(monitorings.supersededAt)))
  return setSpell(tx, monitorings, believed, { from: day, to, values: { householdId, kind }, isSame: (row) => row.kind === kind })
}

type Subject = Pick<typeof households.$inferSelect, 'id' | 'regionCode' | 'knownAt'>

const believedResidences = (tx: Pick<Tx, 'select'>, subjectId: string) =>
  tx
    .select()
    .from(residences)
    .where(and(eq(residences.subjectId, subjectId), isNull(residences.supersededAt)))

/**
 * Sets the residence of a person or household from this day on. Subjects that never moved have no spells yet: the residence that held from
 * the beginning, and was believed since the subject is known, is inserted first, so that the past stays as it was.
 */
async function setResidence(
  tx: Tx,
  table: typeof persons | typeof households,
  subject: Subject,
  { regionCode, day }: { regionCode: string; day: string },
): Promise<boolean> {
  let believed = await believedResidences(tx, subject.id)
  if (believed.length === 0) {
    if (subject.regionCode === regionCode) return false
    believed = await tx
      .insert(residences)
      .values({ id: newId(), subjectId: subject.id, regionCode: subject.regionCode, from: earliestDay, knownAt: subject.knownAt })
      .returning()
  }
  if (
    !(await setSpell(tx, residences, believed, {
      from: day,
      to: null,
      values: { subjectId: subject.id, regionCode },
      isSame: (row) => row.regionCode === regionCode,
    }))
  )
    return false
  await tx.update(table).set({ regionCode }).where(eq(table.id, subject.id))
  return true
}

/** Sets the person's residence from this day on, but not from before the current residence begins. Repeating it changes nothing. */
export async function changeResidence(
  tx: Tx,
  { personId, regionCode, day }: { personId: string; regionCode: string; day: string },
): Promise<boolean> {
  const [person] = await tx.select().from(persons).where(eq(persons.id, personId))
  const livesNow = (await believedResidences(tx, personId)).find(({ to }) => to === null)
  return setResidence(tx, persons, present(person, 'person'), { regionCode, day: livesNow && livesNow.from > day ? livesNow.from : day })
}

/** Sets the person's residence from this day on, whatever was believed of later days. Repeating it changes nothing. */
export async function correctResidence(
  tx: Tx,
  { personId, regionCode, day }: { personId: string; regionCode: string; day: string },
): Promise<boolean> {
  const [person] = await tx.select().from(persons).where(eq(persons.id, personId))
  return setResidence(tx, persons, present(person, 'person'), { regionCode, day })
}

/** Sets the household's residence from this day on, and that of the members who lived where it lived. Repeating it changes nothing. */
export async function moveHousehold(
  tx: Tx,
  { householdId, regionCode, day }: { householdId: string; regionCode: string; day: string },
): Promise<boolean> {
  const [row] = await tx.select().from(households).where(eq(households.id, householdId))
  const household = present(row, 'household')
  if (!(await setResidence(tx, households, household, { regionCode, day }))) return false
  const members = await tx
    .select({ personId: persons.id, livesIn: persons.regionCode })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(and(eq(memberships.householdId, householdId), isNull(memberships.to), isNull(memberships.supersededAt)))
  const goesAlong = members.filter(({ livesIn }) => livesIn === household.regionCode)
  for (const { personId } of goesAlong) await changeResidence(tx, { personId, regionCode, day })
  return true
}

export type Corrected =
  | { kind: 'registration'; status: Status }
  | { kind: 'monitoring'; monitoring: Monitoring }
  /** `relation` null: no member of this household on these days. */
  | { kind: 'membership'; personId: string; relation: string | null }
  /** `isMistake`: it never lived elsewhere, and the day is ignored; otherwise it moved on the day. */
  | { kind: 'residence'; regionCode: string; isMistake: boolean }

/** Nobody was registered before the registry began, or monitored before monitoring began. */
const beginsOn = {
  registration: ['2013-01-01', '建档立卡从 2013 年开始，请填 2013-01-01 以后的日子。'],
  monitoring: ['2020-01-01', '监测从 2020 年开始，请填 2020-01-01 以后的日子。'],
  membership: [earliestDay, '这一天太早了，请核对。'],
  residence: [earliestDay, '这一天太早了，请核对。'],
} as const

/**
 * Corrects what is believed of a household or one of its members for past days, or until further notice, with a reason that is stored with
 * it. What was believed before is kept and can be queried. Throws 404, 403, 409 if it is believed already, or 422.
 */
export async function correctHousehold(
  site: Site,
  viewer: Viewer,
  { householdId, to, reason, corrected, ...asked }: Spell & { householdId: string; reason: string; corrected: Corrected },
) {
  const [household] = await site.read.select().from(households).where(eq(households.id, householdId))
  if (!household || !canSeeHousehold(viewer, household)) throw notFound('这一户')
  if (!canCorrectHousehold(viewer, household)) throw forbidden('这一户的资料不归您更正。')
  const said = reason.trim()
  const today = toDay(site.now())
  const from = corrected.kind === 'residence' && corrected.isMistake ? earliestDay : asked.from
  const [earliest, tooEarly] = beginsOn[corrected.kind]
  const fields: Record<string, string[]> = {}
  if (!isDay(from)) fields.from = ['请填从哪一天起，写成 2019-03-05 这样。']
  else if (from < earliest) fields.from = [tooEarly]
  else if (from > today) fields.from = ['还没有到这一天。']
  if (to !== null && !isDay(to)) fields.to = ['日期不对，请写成 2019-03-05 这样；一直到现在就空着。']
  else if (to !== null && to <= from) fields.to = ['“到”要比“从”晚：这一天不算在里面。']
  else if (to !== null && to > today) fields.to = ['还没有到这一天；一直到现在就空着。']
  if (said.length < 4) fields.reason = ['请写明为什么更正、凭什么材料，至少 4 个字。']
  if (corrected.kind === 'residence') {
    const { regionCode } = corrected
    if (regionCode.length < 9 || !liesIn(regionCode, household.countyCode) || !findRegionOn(regionCode, today))
      fields.regionCode = ['请选本县的乡镇或村。']
    else if (!canCorrectHousehold(viewer, corrected)) throw forbidden('那个地方不归您管，不能把这一户改到那里。请联系县级管理员。')
  }
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
  await site.write(viewer.accountId, `correct ${corrected.kind}`, async (tx) => {
    if (!(await applyCorrection(tx, householdId, { from, to }, corrected)))
      throw new Refusal(409, '登记册里这几天本来就是这样，没有要更正的。')
    const id = newId()
    await tx.insert(corrections).values({
      id,
      householdId,
      personId: corrected.kind === 'membership' ? corrected.personId : null,
      kind: corrected.kind,
      says: await formatCorrection(tx, { from, to }, corrected),
      accountId: viewer.accountId,
      reason: said,
      at: tx.at,
    })
    tx.note(`correction ${id} of household ${householdId}`)
  })
}

async function applyCorrection(tx: Tx, householdId: string, { from, to }: Spell, corrected: Corrected): Promise<boolean> {
  if (corrected.kind === 'registration') return setRegistration(tx, { householdId, status: corrected.status, day: from, to })
  if (corrected.kind === 'monitoring') return setMonitoring(tx, { householdId, kind: corrected.monitoring, day: from, to })
  if (corrected.kind === 'residence') return moveHousehold(tx, { householdId, regionCode: corrected.regionCode, day: from })
  const { personId, relation } = corrected
  const wasMember = await tx.$count(memberships, and(eq(memberships.householdId, householdId), eq(memberships.personId, personId)))
  if (wasMember === 0) throw invalidInput({ personId: ['请选这一户登记过的人。要加新的人，请导入花名册。'] })
  return relation === null
    ? leaveHousehold(tx, { personId, householdId, from, to })
    : joinHousehold(tx, { personId, householdId, relation, day: from, to })
}

const formatDays = ({ from, to }: Spell) => `${formatDay(from)}起${to ? `，到${formatDay(addDays(to, -1))}（含）` : '至今'}`

async function formatCorrection(tx: Tx, days: Spell, corrected: Corrected): Promise<string> {
  if (corrected.kind === 'registration') return `${formatDays(days)}：${statusLabels[corrected.status]}`
  if (corrected.kind === 'monitoring') return `${formatDays(days)}：监测类型${monitoringLabels[corrected.monitoring]}`
  if (corrected.kind === 'residence')
    return `${days.from === earliestDay ? '一直' : `${formatDays(days)}：`}住在${formatPlace(corrected.regionCode, toDay(tx.at)).join('')}`
  const [person] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, corrected.personId))
  return `${formatDays(days)}：${present(person, 'person').name}${corrected.relation === null ? '不是这一户的人' : `是这一户的${corrected.relation}`}`
}

export const maskedFields = { idNumber: '身份证号', phone: '电话' } as const
export type MaskedField = keyof typeof maskedFields

function requireReason(reason: string): string {
  const said = reason.trim()
  if (said.length < 4) throw invalidInput({ reason: ['请写明为什么要看，至少 4 个字。本人能看到这条记录。'] }, '请写明为什么要看。')
  return said
}

/**
 * Discloses the ID numbers of several people to the viewer, as far as the duty reaches: logs for each who asked, when and why. The numbers
 * themselves are then read with `listDisclosedLately`. Returns how many. Throws 403 if it reaches none of them, 422 if no reason is given.
 */
export async function discloseIdNumbers(
  site: Site,
  viewer: Viewer,
  { personIds, reason }: { personIds: readonly string[]; reason: string },
): Promise<number> {
  const said = requireReason(reason)
  const people = await site.read.select().from(persons).where(inValues(persons.id, personIds))
  const mine = people.filter((person) => canSeePerson(viewer, person) && canUnmask(viewer, person))
  if (mine.length === 0) throw forbidden('您的职责不需要看全号。')
  await site.write(viewer.accountId, 'look at idNumber', async (tx) => {
    for (const { id: personId } of mine) {
      await tx
        .insert(disclosures)
        .values({ id: newId(), personId, field: 'idNumber', accountId: viewer.accountId, reason: said, at: tx.at })
      tx.note(`look at idNumber of person ${personId}`)
    }
  })
  return mine.length
}

/** For so long numbers that were disclosed together can be read. */
const disclosedFor = 10 * 60_000

/** Lists those of the people whose ID number was disclosed to the viewer in the last minutes. */
export async function listDisclosedLately(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await site.read
    .selectDistinct({ personId: disclosures.personId })
    .from(disclosures)
    .where(
      and(
        inValues(disclosures.personId, personIds),
        eq(disclosures.accountId, viewer.accountId),
        eq(disclosures.field, 'idNumber'),
        gte(disclosures.at, new Date(site.now().getTime() - disclosedFor)),
      ),
    )
  return rows.map(({ personId }) => personId)
}

/**
 * Shows an ID number or phone in clear, and first logs who looked, when and why. The person can read the log. Throws 404, 403, or 422 if no
 * reason is given.
 */
export async function unmask(
  site: Site,
  viewer: Viewer,
  { personId, field, reason }: { personId: string; field: MaskedField; reason: string },
): Promise<string> {
  const [person] = await site.read.select().from(persons).where(eq(persons.id, personId))
  if (!person || !canSeePerson(viewer, person)) throw notFound('这个人')
  if (!canUnmask(viewer, person)) throw forbidden('您的职责不需要看全号。')
  return openField(site, viewer, { personId, field, reason, sealed: field === 'idNumber' ? person.idNumberSealed : person.phoneSealed })
}

/** Opens a field for a viewer whose right the caller has judged. Logged, for the person to read. Throws 422 if no reason is given. */
export async function openField(
  site: Site,
  viewer: Viewer,
  { personId, field, reason, sealed }: { personId: string; field: MaskedField; reason: string; sealed: string | null },
): Promise<string> {
  const said = requireReason(reason)
  await site.write(viewer.accountId, `look at ${field}`, async (tx) => {
    await tx.insert(disclosures).values({ id: newId(), personId, field, accountId: viewer.accountId, reason: said, at: tx.at })
    tx.note(`look at ${field} of person ${personId}`)
  })
  const place = field === 'idNumber' ? sealPlace.idNumberOfPerson(personId) : sealPlace.phoneOfPerson(personId)
  return sealed ? site.keys.open(sealed, place) : '没有登记'
}
