// What a good row would change in the register, as of the day of which it speaks.
import { addDays, isValidOn, formatDay } from '#app/calendar.ts'
import type { Outcome } from '#app/importing/outcomes.ts'
import type { HouseholdRecord, PersonRecord } from '#app/modules/households/types.ts'
import { type Spell, applyStatement } from '#app/modules/households/spells.ts'
import { type Monitoring, monitoringLabels, type Status, statusLabels } from '#app/modules/households/labels.ts'
import { columnLabels } from './reading/columns.ts'
import type { Problem } from './reading/row-findings.ts'
import type { Entry } from './reading/validate-row.ts'
import { liesIn } from '#app/access/region-codes.ts'

/** One change by a row, with its description. */
export type Change = { says: string } & (
  | { kind: 'name'; name: string }
  | { kind: 'phone'; phone: string }
  | { kind: 'residence'; regionCode: string; from: string }
  | ({ kind: 'membership'; relation: string } & Spell)
  | ({ kind: 'registration'; status: Status } & Spell)
  | ({ kind: 'monitoring'; monitoring: Monitoring } & Spell)
)

export interface Verdict {
  outcome: Outcome
  changes: Change[]
  /** What the row says but the register does not store. */
  notes: string[]
  problem: Problem | null
}

export const refuseFor = (problem: Problem): Verdict => ({ outcome: 'refused', changes: [], notes: [], problem })

/** Reveals nothing of the household except that somebody else is responsible for it. */
const householdNotYours: Problem = {
  column: columnLabels.householdNumber,
  code: 'household-not-yours',
  message: '这个户编号的户不归您管。请核对户编号；没有写错，就请县级管理员导入这一行。',
}

const otherName = (registered: string | null): Problem => ({
  column: columnLabels.idNumber,
  code: 'conflict-with-register',
  message: `这个身份证号登记的${registered ? `姓名是“${registered}”` : '是另一个姓名'}，和这一行完全不同。请照身份证核对。`,
})

const livesElsewhere = '这个人登记在不归您管的地方，登记的资料一样也不改。确实搬来了、或要改资料，请联系县级管理员。'

/**
 * Whether two names under one ID number can be the same person's. Names that share a character count as spellings of one name; if they
 * share none, one of the two has the wrong ID number, and a person must look.
 */
const canBeSameName = (one: string, other: string) => [...one].some((character) => character !== '·' && other.includes(character))

export interface RegisterMatch {
  person: PersonRecord | null
  /** The household that the row names. */
  household: HouseholdRecord | null
}

export interface ComparisonContext {
  /** The day of which the row speaks. */
  day: string
  /** Whether the viewer is responsible for the register of that place. */
  answersFor: (place: { regionCode: string }) => boolean
  fingerprint: (text: string) => string
}

/** Compares a row, as of the day of which it speaks, with the current records. */
export function compareWithRegister(
  entry: Entry,
  { person, household }: RegisterMatch,
  { day, answersFor, fingerprint }: ComparisonContext,
): Verdict {
  if (household && !answersFor(household)) return refuseFor(householdNotYours)
  const isWithinReach = person !== null && placesOf(person).every((regionCode) => answersFor({ regionCode }))
  const names = person ? [person.name, ...person.variants] : []
  if (person && !names.includes(entry.name) && !names.some((name) => canBeSameName(name, entry.name)))
    return refuseFor(otherName(answersFor(person) ? person.name : null))
  if (person && !isWithinReach) return { outcome: 'known', changes: [], notes: [livesElsewhere], problem: null }

  const changes: Change[] = []
  const notes: string[] = []
  /** Adds the result of a statement about the day. */
  function compareField<S extends Spell>(
    what: string,
    believed: readonly S[],
    isSame: (spell: S) => boolean,
    change: (instead: S | null, days: Spell) => Change,
  ) {
    const comes = applyStatement(believed, day, isSame)
    if (comes === null) return
    if ('newerSince' in comes)
      notes.push(`${what}没有改：这一行说的是${formatDay(day)}的情况，登记册里${formatDay(comes.newerSince)}起已有更新的登记`)
    else {
      const { instead, ...days } = comes
      const { says, ...rest } = change(instead, days)
      changes.push({
        ...rest,
        says: `自${formatDay(days.from)}起${days.to ? `、到${formatDay(addDays(days.to, -1))}（含）` : ''}，${says}`,
      })
    }
  }

  const { status, monitoring, householdNumber, regionCode } = entry
  if (person && !names.includes(entry.name))
    changes.push({ kind: 'name', name: entry.name, says: `又名“${entry.name}”，原登记“${person.name}”` })
  if (household && status) {
    compareField(
      '户的属性',
      household.registrations,
      (spell) => spell.status === status,
      (instead, days) => ({
        kind: 'registration',
        status,
        ...days,
        says: `户的属性由${instead ? statusLabels[instead.status] : '没有登记'}改为${statusLabels[status]}`,
      }),
    )
  }
  if (household && monitoring) {
    // "Not monitored" is a statement only about a household that was monitored.
    const believed = monitoring === 'none' && !household.monitorings.some((spell) => isValidOn(spell, day)) ? null : household.monitorings
    if (believed)
      compareField(
        '监测类型',
        believed,
        ({ kind }) => kind === monitoring,
        (instead, days) => ({
          kind: 'monitoring',
          monitoring,
          ...days,
          says: `监测类型由${instead ? monitoringLabels[instead.kind] : '没有登记'}改为${monitoringLabels[monitoring]}`,
        }),
      )
  }
  if (!person) return { outcome: 'new', changes, notes, problem: null }
  if (entry.phone && fingerprint(entry.phone) !== person.phoneFingerprint)
    changes.push({ kind: 'phone', phone: entry.phone, says: person.phoneFingerprint ? '换了电话' : '补了电话' })
  // A row that names only the township does not change the residence of somebody who lives in one of its villages.
  compareField(
    '住的地方',
    person.residences,
    (spell) => liesIn(spell.regionCode, regionCode),
    (_, { from }) => ({ kind: 'residence', regionCode, from, says: '换了住的地方' }),
  )
  if (householdNumber) {
    const said = entry.relation === '成员' ? null : entry.relation
    const isHere = ({ number }: { number: string }) => number === householdNumber
    compareField(
      '所在的户',
      person.memberships,
      (spell) => isHere(spell) && (said === null || spell.relation === said),
      (instead, days) => ({
        kind: 'membership',
        relation: said ?? person.memberships.find((next) => isHere(next) && next.from === days.to)?.relation ?? '成员',
        ...days,
        says: !instead
          ? `记入户 ${householdNumber}`
          : isHere(instead)
            ? `与户主关系由${instead.relation}改为${said}`
            : `由户 ${instead.number} 转到户 ${householdNumber}`,
      }),
    )
  }
  return { outcome: changes.length > 0 ? 'changed' : 'known', changes, notes, problem: null }
}

/** Returns the person's residence and the current household's: changing the person requires the right for both. */
const placesOf = ({ regionCode, memberships }: PersonRecord) => [
  regionCode,
  ...memberships.filter(({ to }) => to === null).map(({ householdRegion }) => householdRegion),
]
