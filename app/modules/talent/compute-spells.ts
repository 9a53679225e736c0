// Computes from a person's facts what is true of her from day to day, with both clocks. Pure: the rows that are kept are
// exactly these.
import { addMonths, isValidOn } from '#app/calendar.ts'
import { isRevoked, isValid } from '#app/modules/certificates/certificate.states.ts'
import { hasCompleted, hasFailed, hasLeft, isDismissed, isStudying, isWaiting } from '#app/modules/cohorts/enrolment.states.ts'
import { isCompleted as isHelpedToTheEnd, isUnderWay } from '#app/modules/pairings/pairing.states.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Believed, StageFacts, StageSpell, StateChange } from './stage-facts.ts'
import { tierBits } from './stage-facts.ts'
import { type Leaving, type PipelineStage, stages } from './stages.ts'

/** Days from the first to before the last; without an end while it goes on. */
type Days = [from: string, to: string | null]
interface Claim {
  rank: number
  from: string
  to: string | null
}

const rankOf = (stage: PipelineStage) => stages.indexOf(stage)
const isBelieved = ({ knownAt, supersededAt }: Believed, moment: number) =>
  knownAt <= moment && (supersededAt === null || supersededAt > moment)

/** The days on which a life cycle was in one of some states, as far as it was known at a moment. */
function daysInState(changes: readonly StateChange[], isOne: (state: string) => boolean, moment: number): Days[] {
  const days: Days[] = []
  for (let place = 0; place < changes.length; place++) {
    const { at, day, to } = changes[place] as StateChange
    if (at > moment) break
    if (!isOne(to)) continue
    const next = changes[place + 1]
    const until = next && next.at <= moment ? next.day : null
    if (until === null || until > day) days.push([day, until])
  }
  return days
}

/** The days that are in both. */
function overlap(days: readonly Days[], [from, to]: Days): Days[] {
  return days.flatMap(([start, end]): Days[] => {
    const first = start > from ? start : from
    const last = end === null ? to : to === null ? end : end < to ? end : to
    return last !== null && last <= first ? [] : [[first, last]]
  })
}

/** How many whole months look back for `operating` and `sustained`, how many of them must have sold, and how recently. */
const monthsBack = 6
const monthsSold = 3
const monthsRecent = 2

/** The first days of the months in which the rule of `sustained` holds, with the first day after each. */
function sustainedDays(sold: ReadonlySet<string>): Days[] {
  const candidates = new Set([...sold].flatMap((month) => Array.from({ length: monthsRecent }, (_, more) => addMonths(month, more + 1))))
  return [...candidates].flatMap((month): Days[] => {
    const before = Array.from({ length: monthsBack }, (_, back) => addMonths(month, -back - 1))
    const isRecent = before.slice(0, monthsRecent).some((one) => sold.has(one))
    return isRecent && before.filter((one) => sold.has(one)).length >= monthsSold ? [[`${month}-01`, `${addMonths(month, 1)}-01`]] : []
  })
}

const isInTraining = (state: string) => isStudying(state) || hasCompleted(state)

function claim(claims: Claim[], stage: PipelineStage, days: readonly Days[]) {
  for (const [from, to] of days) claims.push({ rank: rankOf(stage), from, to })
}

/** For which days the facts of each stage hold, as they were known at a moment. */
function listClaims(facts: StageFacts, moment: number): Claim[] {
  const claims: Claim[] = []
  for (const { changes } of facts.enrolments) {
    claim(claims, 'enrolled', daysInState(changes, isWaiting, moment))
    // Whoever completed and whose completion is taken back studied all the time: whether she completed, completions say.
    claim(claims, 'training', daysInState(changes, isInTraining, moment))
  }
  for (const completion of facts.completions) if (isBelieved(completion, moment)) claim(claims, 'completed', [[completion.day, null]])
  for (const { issuedOn, issuedAt, changes } of facts.certificates) {
    if (issuedAt > moment) continue
    const until = changes.find(({ at, to }) => at <= moment && !isValid(to))?.day ?? null
    if (until === null || until > issuedOn) claim(claims, 'certified', [[issuedOn, until]])
  }
  if (facts.help.length > 0) claimHelp(claims, facts, moment)
  if (facts.months.length > 0) claimMonths(claims, facts, moment)
  return claims
}

function claimHelp(claims: Claim[], facts: StageFacts, moment: number) {
  for (const { certificateId, addedAt, addedOn, removedAt, removedOn, changes } of facts.help) {
    if (addedAt > moment) continue
    const certificate = facts.certificates.find(({ id }) => id === certificateId)
    const revokedOn = certificate?.changes.find(({ at, to }) => at <= moment && isRevoked(to))?.day ?? null
    const leftOn = removedAt !== null && removedAt <= moment ? removedOn : null
    const inShop: Days = [addedOn, leftOn === null ? revokedOn : revokedOn === null || leftOn < revokedOn ? leftOn : revokedOn]
    claim(claims, 'mentored', overlap(daysInState(changes, isUnderWay, moment), inShop))
    // Somebody who joined a shop after its help ended is not mentored by it.
    if (changes.some(({ at, to }) => isHelpedToTheEnd(to) && addedAt <= at))
      claim(claims, 'mentored', overlap(daysInState(changes, isHelpedToTheEnd, moment), inShop))
  }
}

function claimMonths(claims: Claim[], facts: StageFacts, moment: number) {
  const sold = new Set<string>()
  for (const one of facts.months) if (one.sold && isBelieved(one, moment)) sold.add(one.month)
  for (const month of sold) claim(claims, 'operating', [[`${month}-01`, `${addMonths(month, monthsBack)}-01`]])
  claim(claims, 'sustained', sustainedDays(sold))
}

/** All that is true of a person on a day, as it was known at a moment. */
type OnDay = Pick<StageSpell, 'stage' | 'regionCode' | 'status' | 'householdId' | 'tiers' | 'done'>

/** Why she fell out of a class on this day, if she did. */
function findLeaving(facts: StageFacts, day: string, moment: number): Leaving | null {
  let last: StateChange | null = null
  for (const { changes } of facts.enrolments)
    for (const one of changes)
      if (one.at <= moment && one.day === day && (hasFailed(one.to) || hasLeft(one.to)) && (last === null || one.at > last.at)) last = one
  if (!last) return null
  return hasFailed(last.to) ? 'failed' : isDismissed(last.to) ? 'dismissed' : 'left'
}

/** What was believed of a person at a moment. */
interface Known {
  claims: Claim[]
  homes: StageFacts['memberships']
  registered: StageFacts['registrations']
  lived: StageFacts['residences']
  enrolled: StageFacts['enrolments']
  completed: StageFacts['completions']
}

const listBelieved = <Row extends Believed>(rows: readonly Row[], moment: number): Row[] =>
  rows.length === 0 ? [] : rows.filter((one) => isBelieved(one, moment))

const getKnown = (facts: StageFacts, moment: number): Known => ({
  claims: listClaims(facts, moment),
  homes: listBelieved(facts.memberships, moment),
  registered: listBelieved(facts.registrations, moment),
  lived: listBelieved(facts.residences, moment),
  enrolled: facts.enrolments.length === 0 ? [] : facts.enrolments.filter(({ enrolledAt }) => enrolledAt <= moment),
  completed: listBelieved(facts.completions, moment),
})

/** The days on which something may change, from the first on which she was in the register. */
function listEdges({ claims, homes, registered, lived, enrolled, completed }: Known, { knownOn }: StageFacts): string[] {
  let first = knownOn
  for (const { from } of claims) if (from < first) first = from
  const edges = [first]
  for (const spells of [claims, homes, registered, lived])
    for (const { from, to } of spells) {
      if (from > first) edges.push(from)
      if (to !== null && to > first) edges.push(to)
    }
  for (const { day } of enrolled) if (day > first) edges.push(day)
  for (const { day } of completed) if (day > first) edges.push(day)
  return edges.length === 1 ? edges : edges.sort()
}

function sumTiers(rows: readonly { tier: Tier; day: string }[], day: string): number {
  let bits = 0
  for (const one of rows) if (one.day <= day) bits |= tierBits[one.tier]
  return bits
}

function findOnDay({ claims, homes, registered, lived, enrolled, completed }: Known, facts: StageFacts, day: string): OnDay {
  const home = homes.find((one) => isValidOn(one, day)) ?? null
  const subject = home?.householdId ?? facts.personId
  let rank = 0
  for (const one of claims) if (one.rank > rank && isValidOn(one, day)) rank = one.rank
  const residence = lived.length === 0 ? undefined : lived.find((one) => one.subjectId === subject && isValidOn(one, day))
  return {
    stage: stages[rank] ?? 'identified',
    regionCode: residence?.regionCode ?? home?.householdRegion ?? facts.regionCode,
    status: home ? (registered.find((one) => one.householdId === home.householdId && isValidOn(one, day))?.status ?? 'none') : 'none',
    householdId: home?.householdId ?? null,
    tiers: sumTiers(enrolled, day),
    done: sumTiers(completed, day),
  }
}

/** The days of a person one after the other, as they were known at a moment. */
function computeDays(facts: StageFacts, moment: number): StageSpell[] {
  const known = getKnown(facts, moment)
  const spells: StageSpell[] = []
  for (const day of listEdges(known, facts)) {
    const last = spells.at(-1)
    const there = findOnDay(known, facts, day)
    if (last && isSame(last, there)) continue
    spells.push(followOn(last, there, { facts, day, moment }))
  }
  return spells
}

/** The row that begins on a day, after the one before it, which ends then. */
function followOn(
  last: StageSpell | undefined,
  { stage, regionCode, status, householdId, tiers, done }: OnDay,
  { facts, day, moment }: { facts: StageFacts; day: string; moment: number },
): StageSpell {
  const isNext = last?.stage !== stage
  if (last) {
    last.to = day
    last.ends = isNext
  }
  const goesOn = isNext ? null : (last ?? null)
  const isFall = isNext && last !== undefined && rankOf(stage) < rankOf(last.stage)
  return {
    stage,
    from: day,
    to: null,
    knownAt: moment,
    supersededAt: null,
    regionCode,
    status,
    householdId,
    tiers,
    done,
    sinceDay: goesOn?.sinceDay ?? day,
    before: goesOn ? goesOn.before : (last?.stage ?? null),
    left: goesOn ? goesOn.left : isFall ? findLeaving(facts, day, moment) : null,
    ends: false,
  }
}

const isSame = (one: OnDay, other: OnDay) =>
  one.stage === other.stage &&
  one.regionCode === other.regionCode &&
  one.status === other.status &&
  one.householdId === other.householdId &&
  one.tiers === other.tiers &&
  one.done === other.done

/** The moments at which something became known of a person or was no longer believed, from when she was known. */
function listMoments(facts: StageFacts): number[] {
  const moments = [facts.knownAt]
  for (const rows of [facts.memberships, facts.registrations, facts.residences, facts.completions, facts.months])
    for (const { knownAt, supersededAt } of rows) {
      moments.push(knownAt)
      if (supersededAt !== null) moments.push(supersededAt)
    }
  for (const { enrolledAt } of facts.enrolments) moments.push(enrolledAt)
  for (const { issuedAt } of facts.certificates) moments.push(issuedAt)
  for (const { addedAt, removedAt } of facts.help) {
    moments.push(addedAt)
    if (removedAt !== null) moments.push(removedAt)
  }
  for (const rows of [facts.enrolments, facts.certificates, facts.help])
    for (const { changes } of rows) for (const { at } of changes) moments.push(at)
  return [...new Set(moments)].filter((moment) => moment >= facts.knownAt).sort((one, other) => one - other)
}

/** One text for all that a row says, apart from when it was known. */
export const keyOfSpell = (row: Omit<StageSpell, 'knownAt' | 'supersededAt'>) =>
  `${row.from} ${row.to} ${row.stage} ${row.regionCode} ${row.status} ${row.householdId} ${row.tiers} ${row.done} ${row.sinceDay} ${row.before} ${row.left} ${row.ends}`

/** Computes all rows of a person: what is true of her from day to day, and between which moments that was believed. */
export function computeSpells(facts: StageFacts): StageSpell[] {
  const moments = listMoments(facts)
  const [only] = moments
  if (moments.length === 1 && only !== undefined) return computeDays(facts, only)
  const over: StageSpell[] = []
  let open = new Map<string, StageSpell>()
  for (const moment of moments) {
    const now = new Map<string, StageSpell>()
    for (const row of computeDays(facts, moment)) {
      const key = keyOfSpell(row)
      now.set(key, open.get(key) ?? row)
    }
    for (const [key, row] of open) if (!now.has(key)) over.push({ ...row, supersededAt: moment })
    open = now
  }
  return [...over, ...open.values()]
}
