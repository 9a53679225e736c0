// The rows of a person, computed once more from her facts: day by day and moment by moment, with plain loops, and without any code of the
// product but the calendar.
import { addMonths, monthsBetween } from '#app/calendar.ts'
import type { StageFacts, StageSpell, StateChange } from '#app/modules/talent/stage-facts.ts'

const order = ['identified', 'enrolled', 'training', 'completed', 'certified', 'mentored', 'operating', 'sustained'] as const
const bits = { leadership: 1, township: 2, entrepreneur: 4 }

type There = Pick<StageSpell, 'stage' | 'regionCode' | 'status' | 'householdId' | 'tiers' | 'done'>

const isBelieved = (fact: { knownAt: number; supersededAt: number | null }, moment: number) =>
  fact.knownAt <= moment && (fact.supersededAt === null || fact.supersededAt > moment)
const holds = (fact: { from: string; to: string | null }, day: string) => fact.from <= day && (fact.to === null || day < fact.to)

/** The state at the end of a day, by what was known at a moment. */
function stateOn(changes: readonly StateChange[], day: string, moment: number): string | null {
  let state: string | null = null
  for (const change of changes) if (change.at <= moment && change.day <= day) state = change.to
  return state
}

function isMentored(facts: StageFacts, day: string, moment: number): boolean {
  for (const work of facts.help) {
    if (work.addedAt > moment || work.addedOn > day) continue
    if (work.removedAt !== null && work.removedAt <= moment && work.removedOn! <= day) continue
    const certificate = facts.certificates.find((one) => one.id === work.certificateId)
    if (certificate && stateOn(certificate.changes, day, moment) === 'revoked') continue
    const state = stateOn(work.changes, day, moment) ?? ''
    if (/^(alive|paused|evaluating)/.test(state)) return true
    const ended = work.changes.find((change) => change.to === 'completed')
    if (state === 'completed' && ended && work.addedAt <= ended.at) return true
  }
  return false
}

function rankOn(facts: StageFacts, day: string, moment: number): number {
  const sold = new Set<string>()
  for (const one of facts.months) if (one.sold && isBelieved(one, moment)) sold.add(one.month)
  const ago = [...sold].map((month) => monthsBetween(month, day.slice(0, 7)))
  if (ago.filter((months) => months >= 1 && months <= 6).length >= 3 && (ago.includes(1) || ago.includes(2))) return 7
  if (ago.some((months) => months >= 0 && months < 6)) return 6
  if (isMentored(facts, day, moment)) return 5
  for (const { issuedAt, issuedOn, changes } of facts.certificates)
    if (issuedAt <= moment && issuedOn <= day && (stateOn(changes, day, moment) ?? 'valid') === 'valid') return 4
  for (const one of facts.completions) if (isBelieved(one, moment) && one.day <= day) return 3
  const states = facts.enrolments.map(({ changes }) => stateOn(changes, day, moment))
  if (states.some((state) => state === 'studying' || state === 'notSitting' || state === 'completed')) return 2
  return states.includes('enrolled') ? 1 : 0
}

function thereOn(facts: StageFacts, day: string, moment: number): There {
  const home = facts.memberships.find((one) => isBelieved(one, moment) && holds(one, day))
  const lived = facts.residences.find(
    (one) => one.subjectId === (home ? home.householdId : facts.personId) && isBelieved(one, moment) && holds(one, day),
  )
  const registration = facts.registrations.find(
    (one) => home && one.householdId === home.householdId && isBelieved(one, moment) && holds(one, day),
  )
  let tiers = 0
  for (const one of facts.enrolments) if (one.enrolledAt <= moment && one.day <= day) tiers |= bits[one.tier]
  let done = 0
  for (const one of facts.completions) if (isBelieved(one, moment) && one.day <= day) done |= bits[one.tier]
  return {
    stage: order[rankOn(facts, day, moment)]!,
    regionCode: lived?.regionCode ?? home?.householdRegion ?? facts.regionCode,
    status: registration?.status ?? 'none',
    householdId: home?.householdId ?? null,
    tiers,
    done,
  }
}

/** Why she fell on a day, by the last that was known to happen on it. */
function leavingOn(facts: StageFacts, day: string, moment: number): StageSpell['left'] {
  const ends = { failed: 'failed', left: 'left', dismissed: 'dismissed' } as const
  let latest: StateChange | null = null
  for (const { changes } of facts.enrolments)
    for (const one of changes)
      if (one.day === day && one.at <= moment && one.to in ends && (latest === null || one.at > latest.at)) latest = one
  return latest === null ? null : ends[latest.to as keyof typeof ends]
}

/** Each day and each moment that stand anywhere in the facts; and the first day of each month, at which months begin to count or lapse. */
function listTimes(facts: StageFacts) {
  const days = new Set<string>()
  const moments = new Set<number>()
  const collect = (value: unknown): void => {
    if (typeof value === 'number') moments.add(value)
    else if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) days.add(value)
    else if (typeof value === 'string' && /^\d{4}-\d{2}$/.test(value))
      for (let more = 0; more <= 8; more++) days.add(`${addMonths(value, more)}-01`)
    else if (value !== null && typeof value === 'object') for (const one of Object.values(value)) collect(one)
  }
  collect({ ...facts, birthday: null })
  return { days: [...days].sort(), moments: [...moments].filter((one) => one >= facts.knownAt).sort((one, other) => one - other) }
}

/** Her days as they were known at a moment, from the first on which she was in the register or a fact held. */
function daysAt(facts: StageFacts, moment: number, days: readonly string[]): StageSpell[] {
  const rows: StageSpell[] = []
  for (const day of days) {
    const there = thereOn(facts, day, moment)
    const last = rows.at(-1)
    if (!last && day < facts.knownOn && there.stage === 'identified') continue
    if (last && (Object.keys(there) as (keyof There)[]).every((key) => last[key] === there[key])) continue
    if (last) last.to = day
    const times = { from: day, to: null, knownAt: moment, supersededAt: null, ends: false }
    if (last && last.stage === there.stage) {
      rows.push({ ...there, ...times, sinceDay: last.sinceDay, before: last.before, left: last.left })
      continue
    }
    if (last) last.ends = true
    const hasFallen = last !== undefined && order.indexOf(last.stage) > order.indexOf(there.stage)
    rows.push({ ...there, ...times, sinceDay: day, before: last?.stage ?? null, left: hasFallen ? leavingOn(facts, day, moment) : null })
  }
  return rows
}

/** All her rows. One that stays the same from moment to moment is one; one that comes again later is another. */
export function replayFacts(facts: StageFacts): StageSpell[] {
  const { days, moments } = listTimes(facts)
  const textOf = (row: StageSpell) => JSON.stringify({ ...row, knownAt: null, supersededAt: null })
  const over: StageSpell[] = []
  let open: StageSpell[] = []
  for (const moment of moments) {
    const now = daysAt(facts, moment, days)
    const isStill = (row: StageSpell, rows: readonly StageSpell[]) => rows.some((one) => textOf(one) === textOf(row))
    for (const row of open) if (!isStill(row, now)) over.push({ ...row, supersededAt: moment })
    open = [...open.filter((row) => isStill(row, now)), ...now.filter((row) => !isStill(row, open))]
  }
  return [...over, ...open]
}
