// Mends what the register has of one person: name, phone, ID number, residence, and the household she belongs to. Each change needs a
// reason and is listed with the person; what is true from a day to a day keeps both clocks.
import { and, eq, isNull, ne } from 'drizzle-orm'
import { formatDay, isDay, toDay } from '#app/calendar.ts'
import { countyOf, liesIn } from '#app/access/region-codes.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { maskIdNumber, maskPhone } from '#app/masks.ts'
import { findRegionOn, formatPlace } from '#app/modules/regions/regions.server.ts'
import { forbidden, invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { findForbiddenCharacter, findPersonNameFault, normaliseName } from '#app/text/person-name.ts'
import { newId } from '#db/id.ts'
import { corrections, households, memberships, personCorrections, persons } from '#db/schema/households.ts'
import { sealPlace } from '#db/sealed.ts'
import { accounts } from '#db/views/accounts.ts'
import { addNameVariant, changePhone, correctResidence, ensureHousehold, joinHousehold, leaveHousehold } from './commands.server.ts'
import { normaliseHouseholdNumber } from './household-number.ts'
import { parseIdNumber } from './id-number.ts'
import type { Mended } from './mend-form.ts'
import { countGivenNumber } from './number-searches.server.ts'
import { canCorrectHousehold, canSeePerson } from './policy.ts'
import { reindexPersons } from './search-data.server.ts'
import { earliestDay } from './spells.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

type Person = typeof persons.$inferSelect
interface Home {
  householdId: string
  number: string
  regionCode: string
  from: string
}

/** What is stored of a change: a sentence, and the household if it is about belonging to one. */
interface Said {
  says: string
  householdId?: string
}

const isSameAlready = () => new Refusal(409, '登记册里本来就是这样，没有要更正的。')

/** Whether the viewer may mend a person: who is responsible for where she lives and for her household. */
export const canMendPerson = (viewer: Viewer, person: { regionCode: string }, home: { regionCode: string } | null) =>
  canCorrectHousehold(viewer, person) && (home === null || canCorrectHousehold(viewer, home))

/** Returns the household to which a person belongs now; null if none is registered. */
async function findHome(read: Pick<Tx, 'select'>, personId: string): Promise<Home | null> {
  const [home] = await read
    .select({
      householdId: households.id,
      number: households.number,
      regionCode: households.regionCode,
      from: memberships.from,
    })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
    .where(and(eq(memberships.personId, personId), isNull(memberships.to), isNull(memberships.supersededAt)))
  return home ?? null
}

/** Mends one thing of a person, with the reason. Throws 404, 403, 409 if it is so already, 422, or 429 beyond the daily limit of numbers. */
export async function mendPerson(site: Site, viewer: Viewer, personId: string, mended: Mended) {
  const [person] = await site.read.select().from(persons).where(eq(persons.id, personId))
  if (!person || !canSeePerson(viewer, person)) throw notFound('这个人')
  if (!canMendPerson(viewer, person, await findHome(site.read, personId))) throw forbidden('这个人的资料不归您更正。请联系县级管理员。')
  const reason = mended.reason.trim()
  if (reason.length < 4) throw invalidInput({ reason: ['请写明为什么更正、凭什么材料，至少 4 个字。'] })
  await site.write(viewer.accountId, `mend ${mended.do}`, async (tx) => {
    const [current] = await tx.select().from(persons).where(eq(persons.id, personId))
    if (!current) throw notFound('这个人')
    const { says, householdId } = await apply(tx, site, viewer, current, mended)
    const id = newId()
    const entry = { id, personId, says, accountId: viewer.accountId, reason, at: tx.at }
    if (householdId) await tx.insert(corrections).values({ ...entry, householdId, kind: 'membership' })
    else if (mended.do !== 'join' && mended.do !== 'leave') await tx.insert(personCorrections).values({ ...entry, kind: mended.do })
    tx.note(`correction ${id} of person ${personId}`)
  })
}

function apply(tx: Tx, site: Site, viewer: Viewer, person: Person, mend: Mended): Promise<Said> {
  switch (mend.do) {
    case 'name':
      return mendName(tx, site, person, mend)
    case 'phone':
      return mendPhone(tx, site, person, mend)
    case 'idNumber':
      return mendIdNumber(tx, site, viewer, person, mend)
    case 'residence':
      return mendResidence(tx, viewer, person, mend)
    case 'join':
      return join(tx, viewer, person, mend)
    case 'leave':
      return leave(tx, person, mend)
  }
}

/** The spelling so far is kept as another name, and still finds the person. */
async function mendName(tx: Tx, site: Site, person: Person, { name: typed }: { name: string }): Promise<Said> {
  const name = normaliseName(typed)
  const signs = findForbiddenCharacter(name)
  const fault = name === '' ? '没有填姓名。' : (findPersonNameFault(name) ?? (signs ? `姓名里没有“${signs.slice(0, 10)}”这样的字。` : null))
  if (fault) throw invalidInput({ name: [fault] })
  if (name.length > maxLengths.personName) throw invalidInput({ name: [`姓名最多 ${maxLengths.personName} 字。`] })
  if (name === person.name) throw isSameAlready()
  await addNameVariant(tx, person.id, person.name)
  await tx.update(persons).set({ name }).where(eq(persons.id, person.id))
  await reindexPersons(tx, site.keys, [person.id])
  return { says: `姓名由“${person.name}”改为“${name}”` }
}

async function mendPhone(tx: Tx, site: Site, person: Person, { phone: typed }: { phone: string }): Promise<Said> {
  const phone = parseMobileNumber(typed)
  if (phone === null) throw invalidInput({ phone: ['手机号应是 11 位。'] })
  if (site.keys.fingerprint(phone) === person.phoneFingerprint) throw isSameAlready()
  const before = person.phoneSealed ? maskPhone(site.keys.open(person.phoneSealed, sealPlace.phoneOfPerson(person.id))) : null
  await changePhone(tx, site, person.id, phone)
  return { says: before ? `手机号由 ${before} 改为 ${maskPhone(phone)}` : `补登手机号 ${maskPhone(phone)}` }
}

/** Birthday and sex follow from the number. A number is one person's: nobody else may have it. */
async function mendIdNumber(tx: Tx, site: Site, viewer: Viewer, person: Person, { idNumber: typed }: { idNumber: string }): Promise<Said> {
  const parsed = parseIdNumber(typed, toDay(tx.at))
  if (!parsed.ok) throw invalidInput({ idNumber: [parsed.sentence] })
  const { number, birthday, sex } = parsed
  countGivenNumber(site, viewer, number) // the answer tells whether it is somebody's
  const fingerprint = site.keys.fingerprint(number)
  if (fingerprint === person.idNumberFingerprint) throw isSameAlready()
  const [other] = await tx
    .select({ id: persons.id, name: persons.name, regionCode: persons.regionCode })
    .from(persons)
    .where(and(eq(persons.idNumberFingerprint, fingerprint), ne(persons.id, person.id)))
  if (other)
    throw invalidInput({
      idNumber: [
        canSeePerson(viewer, other)
          ? `这个身份证号登记的是“${other.name}”。请照身份证核对两个人的号。`
          : '这个身份证号登记的是另一个人，在不归您管的地方。请联系县级管理员。',
      ],
    })
  const place = sealPlace.idNumberOfPerson(person.id)
  const before = person.idNumberSealed ? maskIdNumber(site.keys.open(person.idNumberSealed, place)) : '没有登记'
  await tx
    .update(persons)
    .set({ idNumberSealed: site.keys.seal(number, place), idNumberFingerprint: fingerprint, birthday, sex })
    .where(eq(persons.id, person.id))
  await reindexPersons(tx, site.keys, [person.id])
  return { says: `身份证号由 ${before} 改为 ${maskIdNumber(number)}` }
}

/** Throws 422 unless it is a day that has come. */
function assertPastDay(day: string, today: string) {
  if (!isDay(day) || day < earliestDay) throw invalidInput({ from: ['请填从哪一天起，写成 2019-03-05 这样。'] })
  if (day > today) throw invalidInput({ from: ['还没有到这一天。'] })
}

async function mendResidence(
  tx: Tx,
  viewer: Viewer,
  person: Person,
  { regionCode, isMistake, from }: Extract<Mended, { do: 'residence' }>,
): Promise<Said> {
  const today = toDay(tx.at)
  if (await findHome(tx, person.id)) throw new Refusal(409, '这个人跟户一起登记住址：请打开所在的户更正住址，或先把人转出。')
  if (regionCode.length < 9 || !liesIn(regionCode, countyOf(person.regionCode)) || !findRegionOn(regionCode, today))
    throw invalidInput({ regionCode: ['请选本县的乡镇或村。'] })
  if (!canCorrectHousehold(viewer, { regionCode })) throw forbidden('那个地方不归您管，不能改到那里。请联系县级管理员。')
  if (!isMistake) assertPastDay(from, today)
  const day = isMistake ? earliestDay : from
  if (!(await correctResidence(tx, { personId: person.id, regionCode, day }))) throw isSameAlready()
  const place = formatPlace(regionCode, today).join('')
  return { says: isMistake ? `一直住在${place}` : `${formatDay(day)}起住在${place}` }
}

async function join(
  tx: Tx,
  viewer: Viewer,
  person: Person,
  { number: typed, relation, from }: Extract<Mended, { do: 'join' }>,
): Promise<Said> {
  assertPastDay(from, toDay(tx.at))
  const number = normaliseHouseholdNumber(typed)
  const as = relation.trim()
  if (number === '' || number.length > 40) throw invalidInput({ number: ['请填户编号。'] })
  if (as === '' || as.length > maxLengths.relation)
    throw invalidInput({ relation: [`请填与户主关系，如户主、配偶、之子，最多 ${maxLengths.relation} 字。`] })
  const countyCode = countyOf(person.regionCode)
  const [known] = await tx
    .select({ id: households.id, regionCode: households.regionCode })
    .from(households)
    .where(and(eq(households.countyCode, countyCode), eq(households.number, number)))
  if (known && !canCorrectHousehold(viewer, known))
    throw invalidInput({ number: ['这个户编号的户不归您管。请核对；没有写错，请联系县级管理员。'] })
  const householdId = known?.id ?? (await ensureHousehold(tx, { number, regionCode: person.regionCode }))
  if (!(await joinHousehold(tx, { personId: person.id, householdId, relation: as, day: from }))) throw isSameAlready()
  return { says: `${formatDay(from)}起：${person.name}转入户 ${number}，是${as}`, householdId }
}

async function leave(tx: Tx, person: Person, { from }: { from: string }): Promise<Said> {
  assertPastDay(from, toDay(tx.at))
  const home = await findHome(tx, person.id)
  if (!home) throw new Refusal(409, '这个人现在没有登记在哪一户。')
  if (from <= home.from)
    throw invalidInput({ from: [`${formatDay(home.from)}才登记在这一户。从来不是这一户的人，请到那一户更正家庭成员。`] })
  await leaveHousehold(tx, { personId: person.id, householdId: home.householdId, from, to: null })
  return { says: `${formatDay(from)}起：${person.name}转出户 ${home.number}`, householdId: home.householdId }
}

export interface PersonCorrection {
  id: string
  says: string
  reason: string
  by: string
  at: Date
}

/** Lists what was mended of a person, and of the household she belonged to, latest first. */
export async function listPersonCorrections(read: Site['read'], personId: string): Promise<PersonCorrection[]> {
  const own = await read
    .select({ row: personCorrections, by: accounts.name })
    .from(personCorrections)
    .leftJoin(accounts, eq(accounts.id, personCorrections.accountId))
    .where(eq(personCorrections.personId, personId))
  const ofHousehold = await read
    .select({ row: corrections, by: accounts.name })
    .from(corrections)
    .leftJoin(accounts, eq(accounts.id, corrections.accountId))
    .where(eq(corrections.personId, personId))
  return [...own, ...ofHousehold]
    .map(({ row: { id, says, reason, at }, by }) => ({ id, says, reason, at, by: by ?? '系统操作员' }))
    .sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1))
}
