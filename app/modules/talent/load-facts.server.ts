// Loads the facts of some persons from which their stages follow.
import { asc, eq } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { listHelpOfHolders } from '#app/modules/pairings/pairings.server.ts'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inGiven, toValues } from '#db/in-values.ts'
import { prepared } from '#db/prepared.ts'
import { certificates } from '#db/views/certificates.ts'
import { cohorts, completions, enrolments } from '#db/views/cohorts.ts'
import { households, memberships, registeredPersons, registrations, residences } from '#db/views/households.ts'
import { operatingMonths } from '#db/views/operating.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import type { Believed, StageFacts, StateChange } from './stage-facts.ts'

type Selects = Pick<Reader, 'select' | 'connection'>

/** Built once for each connection: everybody is loaded with them, some hundred at a time. */
const people = prepared((read: Selects) => read.select().from(registeredPersons).where(inGiven(registeredPersons.id, 'ids')))
const homesOf = prepared((read: Selects) =>
  read
    .select({
      personId: memberships.personId,
      householdId: memberships.householdId,
      householdRegion: households.regionCode,
      from: memberships.from,
      to: memberships.to,
      knownAt: memberships.knownAt,
      supersededAt: memberships.supersededAt,
    })
    .from(memberships)
    .innerJoin(households, eq(households.id, memberships.householdId))
    .where(inGiven(memberships.personId, 'ids')),
)
const statusesOf = prepared((read: Selects) => read.select().from(registrations).where(inGiven(registrations.householdId, 'ids')))
const residencesOf = prepared((read: Selects) => read.select().from(residences).where(inGiven(residences.subjectId, 'ids')))
const enrolmentsOf = prepared((read: Selects) =>
  read
    .select({ id: enrolments.id, personId: enrolments.personId, tier: cohorts.tier, enrolledAt: enrolments.enrolledAt })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(inGiven(enrolments.personId, 'ids')),
)
const certificatesOf = prepared((read: Selects) => read.select().from(certificates).where(inGiven(certificates.personId, 'ids')))
const completionsOf = prepared((read: Selects) =>
  read
    .select({
      personId: completions.personId,
      day: completions.day,
      tier: cohorts.tier,
      knownAt: completions.knownAt,
      supersededAt: completions.supersededAt,
    })
    .from(completions)
    .innerJoin(cohorts, eq(cohorts.id, completions.cohortId))
    .where(inGiven(completions.personId, 'ids')),
)
const monthsOf = prepared((read: Selects) => read.select().from(operatingMonths).where(inGiven(operatingMonths.personId, 'ids')))
const eventsOf = prepared((read: Selects) =>
  read
    .select({ id: workflowEvents.workflowId, at: workflowEvents.at, to: workflowEvents.to })
    .from(workflowEvents)
    .where(inGiven(workflowEvents.workflowId, 'ids'))
    .orderBy(asc(workflowEvents.workflowId), asc(workflowEvents.version)),
)

const clocks = <Row extends { knownAt: Date; supersededAt: Date | null }>(row: Row): Omit<Row, 'knownAt' | 'supersededAt'> & Believed => ({
  ...row,
  knownAt: row.knownAt.getTime(),
  supersededAt: row.supersededAt?.getTime() ?? null,
})

/** The states of these life cycles, each with the moment at which it began, in order. */
async function loadChanges(read: Selects, ids: readonly string[]): Promise<Map<string, StateChange[]>> {
  if (ids.length === 0) return new Map()
  const events = await eventsOf(read).execute({ ids: toValues(ids) })
  const changes = new Map<string, StateChange[]>()
  for (const [id, rows] of groupBy(events, (event) => event.id))
    changes.set(
      id,
      rows.filter(({ to }, place) => to !== rows[place - 1]?.to).map(({ at, to }) => ({ at: at.getTime(), day: toDay(at), to })),
    )
  return changes
}

const withDays = ({
  certificateId,
  addedAt,
  removedAt,
  changes,
}: Awaited<ReturnType<typeof listHelpOfHolders>>[number]): StageFacts['help'][number] => ({
  certificateId,
  addedAt,
  addedOn: toDay(new Date(addedAt)),
  removedAt,
  removedOn: removedAt === null ? null : toDay(new Date(removedAt)),
  changes: changes.map(({ at, to }) => ({ at, day: toDay(new Date(at)), to })),
})

/** Loads the facts of these persons; whoever is not in the register is left out. */
export async function loadStageFacts(read: Selects, personIds: readonly string[]): Promise<StageFacts[]> {
  const given = { ids: toValues(personIds) }
  const persons = await people(read).execute(given)
  const homes = await homesOf(read).execute(given)
  const householdIds = [...new Set(homes.map(({ householdId }) => householdId))]
  const statuses = groupBy(await statusesOf(read).execute({ ids: toValues(householdIds) }), (one) => one.householdId)
  const lived = groupBy(await residencesOf(read).execute({ ids: toValues([...personIds, ...householdIds]) }), (one) => one.subjectId)
  const enrolled = await enrolmentsOf(read).execute(given)
  const issued = await certificatesOf(read).execute(given)
  const completed = groupBy(await completionsOf(read).execute(given), (one) => one.personId)
  const months = groupBy(await monthsOf(read).execute(given), (one) => one.personId)
  const changes = await loadChanges(
    read,
    [...enrolled, ...issued].map(({ id }) => id),
  )
  const help = groupBy(
    await listHelpOfHolders(
      read,
      issued.map(({ id }) => id),
    ),
    (one) => one.certificateId,
  )
  const homesOfPerson = groupBy(homes, (one) => one.personId)
  const enrolledOf = groupBy(enrolled, (one) => one.personId)
  const issuedOf = groupBy(issued, (one) => one.personId)
  return persons.map(({ id, knownAt, ...person }) => {
    const own = homesOfPerson.get(id) ?? []
    const theirs = [...new Set(own.map(({ householdId }) => householdId))]
    const held = issuedOf.get(id) ?? []
    return {
      ...person,
      personId: id,
      knownAt: knownAt.getTime(),
      knownOn: toDay(knownAt),
      memberships: own.map(clocks),
      registrations: theirs.flatMap((household) => (statuses.get(household) ?? []).map(clocks)),
      residences: [id, ...theirs].flatMap((subject) => (lived.get(subject) ?? []).map(clocks)),
      enrolments: (enrolledOf.get(id) ?? []).map(({ id: enrolment, tier, enrolledAt }) => ({
        tier,
        enrolledAt: enrolledAt.getTime(),
        day: toDay(enrolledAt),
        changes: changes.get(enrolment) ?? [],
      })),
      completions: (completed.get(id) ?? []).map(clocks),
      certificates: held.map((one) => ({
        id: one.id,
        issuedOn: one.issuedOn,
        issuedAt: one.issuedAt.getTime(),
        changes: changes.get(one.id) ?? [],
      })),
      help: held.flatMap((one) => (help.get(one.id) ?? []).map(withDays)),
      months: (months.get(id) ?? []).map(({ sold, ...month }) => clocks({ ...month, sold: sold === 1 })),
    }
  })
}
