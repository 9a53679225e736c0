// The only definition behind the household report: which completions count, and what was true of the person on that day. For a moment in
// the past it is queried; for now the database keeps the result up to date (db/dialect/sqlite/counted.ts).
import {
  and,
  asc,
  between,
  type Column,
  countDistinct,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  min,
  ne,
  or,
  type SQL,
  sql,
  type SQLWrapper,
} from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import { type Position, type PageLinks, readPage } from '#app/paging.ts'
import type { Reader } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { groupToJson, parseGroup } from '#db/json-group.ts'
import { countedCompletions as kept, countedNumbers } from '#db/schema/reports.ts'
import { certificates } from '#db/views/certificates.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { classSessions, cohorts, completions } from '#db/views/cohorts.ts'
import { households, memberships, persons, registrations, residences } from '#db/views/households.ts'
import type { Counted, HeldCohort, ReportScope } from './counted.ts'
import { buildBasis, figureConditions, type CountedBasis, type FigureName, type Unit, figureUnits } from './figures.ts'
import { validState } from '#app/modules/certificates/certificate.states.ts'
import { isCompleted } from '#app/modules/cohorts/cohort.states.ts'
import { present } from '#app/present.ts'

type Clocked = { knownAt: Column; supersededAt: Column }
type Spell = Clocked & { from: Column; to: Column }

/** Selects what was believed at a moment. */
export const believedAsOf = (row: Clocked, asOf: Date) =>
  and(lte(row.knownAt, asOf), or(isNull(row.supersededAt), gt(row.supersededAt, asOf)))
const isValidRowOn = (row: Spell, day: Column, asOf: Date) =>
  and(lte(row.from, day), or(isNull(row.to), gt(row.to, day)), believedAsOf(row, asOf))

/** People who never moved have no spells of residence: their current residence is where they always lived. */
const place = sql<string>`coalesce(${residences.regionCode}, ${households.regionCode}, ${persons.regionCode})`
const householdOrPerson = sql`coalesce(${memberships.householdId}, ${completions.personId})`

/** Lists the rows that every figure of the report is counted from. */
export async function listCountedCompletions(read: Reader, { from, to, asOf, ...where }: ReportScope): Promise<Counted[]> {
  return read
    .select({
      completionId: completions.id,
      enrolmentId: completions.enrolmentId,
      personId: completions.personId,
      cohortId: completions.cohortId,
      day: completions.day,
      householdId: memberships.householdId,
      status: sql<Counted['status']>`coalesce(${registrations.status}, 'none')`,
      region: place,
    })
    .from(completions)
    .innerJoin(persons, eq(persons.id, completions.personId))
    .leftJoin(memberships, and(eq(memberships.personId, completions.personId), isValidRowOn(memberships, completions.day, asOf)))
    .leftJoin(households, eq(households.id, memberships.householdId))
    .leftJoin(
      registrations,
      and(eq(registrations.householdId, memberships.householdId), isValidRowOn(registrations, completions.day, asOf)),
    )
    .leftJoin(residences, and(eq(residences.subjectId, householdOrPerson), isValidRowOn(residences, completions.day, asOf)))
    .where(and(between(completions.day, from, to), believedAsOf(completions, asOf), buildPlaceCondition(place, where)))
}

/**
 * Loads the same as believed now, from what the database keeps up to date (db/dialect/sqlite/counted.ts). Equal to `listCountedCompletions`
 * of this moment, which tests verify.
 */
export async function loadCountedBasis(read: Reader, { from, to, ...where }: Omit<ReportScope, 'asOf'>): Promise<CountedBasis> {
  const { status, region: place } = kept
  const groups = await read
    .select({
      status,
      region: place,
      persons: groupToJson(kept.person),
      households: groupToJson(kept.household),
      cohorts: groupToJson(kept.cohort),
    })
    .from(kept)
    .where(and(between(kept.day, from, to), buildPlaceCondition(place, where)))
    .groupBy(place, status)
  const known = await read
    .select({ number: countedNumbers.number, id: cohorts.id })
    .from(cohorts)
    .innerJoin(countedNumbers, eq(countedNumbers.id, cohorts.id))
  const ids = new Map(known.map(({ number, id }) => [number, id]))
  return buildBasis(
    groups.map((group) => ({
      ...group,
      persons: parseGroup<number>(group.persons),
      households: parseGroup<number | null>(group.households),
      cohorts: parseGroup<number>(group.cohorts),
    })),
    (number) => present(ids.get(number), 'id of this number'),
  )
}

export interface ListQuery extends Omit<ReportScope, 'asOf'> {
  figure: Exclude<FigureName, 'cohorts'>
  /** Only of this cohort. */
  cohort?: string | undefined
}

const { completionId, enrolmentId, personId, cohortId, day, householdId, status, region: keptPlace } = kept
const listedNow = { completionId, enrolmentId, personId, cohortId, day, householdId, status, region: keptPlace }

const buildFigureCondition = ({ from, to, figure, cohort, ...where }: ListQuery): SQL | undefined => {
  const stands: SQL | undefined = {
    all: undefined,
    household: isNotNull(kept.household),
    registered: ne(status, 'none'),
    lifted: eq(status, 'lifted'),
  }[figureConditions[figure]]
  return and(between(day, from, to), buildPlaceCondition(keptPlace, where), stands, cohort ? eq(cohortId, cohort) : undefined)
}

/** Lists the rows behind one figure, as believed now. */
export const listCountedNow = async (read: Reader, query: ListQuery): Promise<Counted[]> =>
  read.select(listedNow).from(kept).where(buildFigureCondition(query)).orderBy(keptPlace, kept.household, kept.person, day)

const numberOf = { completion: kept.row, person: kept.person, household: kept.household }

/** Counts the units behind a figure, as believed now: the figure itself. */
export async function countUnits(read: Reader, query: ListQuery): Promise<number> {
  const unit = figureUnits[query.figure] as Exclude<Unit, 'cohort'>
  const [counted] = await read
    .select({ count: countDistinct(numberOf[unit]) })
    .from(kept)
    .where(buildFigureCondition(query))
  return present(counted, 'count').count
}

/** Counts the completions behind the figure 人次 whose certificate holds. */
export async function countCertified(read: Reader, query: Omit<ListQuery, 'figure'>): Promise<number> {
  const issued = await read
    .select({ id: certificates.id })
    .from(kept)
    .innerJoin(certificates, eq(certificates.enrolmentId, enrolmentId))
    .where(buildFigureCondition({ ...query, figure: 'attendances' }))
  const ids = inValues(
    workflows.id,
    issued.map(({ id }) => id),
  )
  return read.$count(workflows, and(ids, eq(workflows.state, validState)))
}

/** Returns one page of the units behind a figure as believed now, with all rows of each; and the number of units. */
export async function listCountedPage(
  read: Reader,
  query: ListQuery,
  { position, size }: { position: Position; size: number },
): Promise<{ count: number; turns: PageLinks; rows: Counted[] }> {
  const unit = figureUnits[query.figure] as Exclude<Unit, 'cohort'>
  const number = numberOf[unit]
  const total = await countUnits(read, query)
  const first = min(keptPlace)
  const { rows: units, ...turns } = await readPage({
    position,
    size,
    count: total,
    read: async ({ after, before, backwards, limit, skip }) =>
      read
        .select({ number, place: sql<string>`${first}` })
        .from(kept)
        .where(buildFigureCondition(query))
        .groupBy(number)
        .having(
          and(
            after ? sql`(${first}, ${number}) > ${storedNumberOf(after)}` : undefined,
            before ? sql`(${first}, ${number}) < ${storedNumberOf(before)}` : undefined,
          ),
        )
        .orderBy(...(backwards ? [desc(first), desc(number)] : [asc(first), asc(number)]))
        .limit(limit)
        .offset(skip),
    keyOf: ({ place, number: one }) => `${place}.${one}`,
  })
  const numbers = units.map((one) => one.number!)
  const idsOf = read.select({ id: countedNumbers.id }).from(countedNumbers).where(inValues(countedNumbers.number, numbers))
  const theirs = { completion: inValues(kept.row, numbers), person: inArray(personId, idsOf), household: inArray(householdId, idsOf) }[unit]
  const places = new Map(numbers.map((one, place) => [one, place]))
  const rows = await read
    .select({ ...listedNow, number })
    .from(kept)
    .where(and(buildFigureCondition(query), theirs))
    .orderBy(day, completionId)
  return {
    count: total,
    turns,
    rows: rows.sort((one, other) => places.get(one.number!)! - places.get(other.number!)!).map(({ number: _, ...row }) => row),
  }
}

/** Parses a key as `listCountedPage` makes them. */
function storedNumberOf(written: string): SQL {
  const [place = '', number = ''] = written.split('.')
  return sql`(${place}, ${Number(number) || 0})`
}

const buildPlaceCondition = (place: SQLWrapper, { region, own }: Pick<ReportScope, 'region' | 'own'>): SQL =>
  own ? sql`${place} = ${region}` : inRegion(place, region)

/** Lists the cohorts that were completed by then, with their last class session in the period: what 期 counts, apart from the region. */
export async function listCompletedCohorts(
  read: Reader,
  { from, to, asOf }: Pick<ReportScope, 'from' | 'to' | 'asOf'>,
): Promise<HeldCohort[]> {
  const lastDay = sql<string>`${max(classSessions.day)}`
  const held = await read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn, region: cohorts.regionCode, lastDay })
    .from(cohorts)
    .innerJoin(classSessions, eq(classSessions.cohortId, cohorts.id))
    .groupBy(cohorts.id)
    .having(between(lastDay, from, to))
    .orderBy(cohorts.startsOn, cohorts.number)
  const states = await listStatesAt(
    read,
    held.map(({ id }) => id),
    asOf,
  )
  return held.filter(({ id }) => isCompleted(states.get(id) ?? ''))
}

/** The states in which workflows stood at a moment: a class that was opened again since was completed then. */
async function listStatesAt(read: Reader, ids: readonly string[], asOf: Date): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const steps = await read
    .select({ id: workflowEvents.workflowId, to: workflowEvents.to })
    .from(workflowEvents)
    .where(and(inValues(workflowEvents.workflowId, ids), lte(workflowEvents.at, asOf)))
    .orderBy(workflowEvents.version)
  return new Map(steps.map(({ id, to }) => [id, to]))
}

/** Returns the day of the last class session of each of these cohorts, whatever its state, and whether it was completed by then. */
export async function listLastDays(
  read: Reader,
  ids: readonly string[],
  asOf: Date,
): Promise<Map<string, { lastDay: string; isCompleted: boolean }>> {
  const rows = await read
    .select({ id: classSessions.cohortId, lastDay: sql<string>`${max(classSessions.day)}` })
    .from(classSessions)
    .where(inValues(classSessions.cohortId, ids))
    .groupBy(classSessions.cohortId)
  const states = await listStatesAt(read, ids, asOf)
  return new Map(rows.map(({ id, lastDay }) => [id, { lastDay, isCompleted: isCompleted(states.get(id) ?? '') }]))
}
