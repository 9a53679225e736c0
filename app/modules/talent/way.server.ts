// The whole way of one person: what happened on which day, each with its evidence, and the stage to which it led.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth, toDay } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import { enrolmentStateLabels } from '#app/modules/cohorts/states.ts'
import { isInReach } from '#app/modules/households/households.server.ts'
import { statusLabels } from '#app/modules/households/labels.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { isUnderWay } from '#app/modules/pairings/pairing.states.ts'
import { listHelpOfHolders } from '#app/modules/pairings/pairings.server.ts'
import { notFound } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { inValues } from '#db/in-values.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { certificates } from '#db/views/certificates.ts'
import { cohorts, completions, enrolments } from '#db/views/cohorts.ts'
import { memberships, persons, registeredPersons, registrations } from '#db/views/households.ts'
import { operatingMonths } from '#db/views/operating.ts'
import { shops } from '#db/views/shops.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import { keepPerson } from './keeping.server.ts'
import type { Leaving, PipelineStage } from './stages.ts'

type HelpOfHolder = Awaited<ReturnType<typeof listHelpOfHolders>>[number]

export interface WayEntry {
  day: string
  words: string
  /** What proves it. */
  evidence: { label: string; href: string } | null
}

/** A time at one stage, with what happened in it. */
export interface WayStage {
  stage: PipelineStage
  from: string
  /** Null while it goes on. */
  to: string | null
  left: Leaving | null
  entries: WayEntry[]
}

export interface PersonWay {
  personId: string
  name: string
  stages: WayStage[]
}

async function listClassEntries(read: Site['read'], personId: string): Promise<WayEntry[]> {
  const classes = await read
    .select({ id: enrolments.id, cohortId: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .where(eq(enrolments.personId, personId))
  const events = await read
    .select({ id: workflowEvents.workflowId, to: workflowEvents.to, at: workflowEvents.at })
    .from(workflowEvents)
    .where(
      inValues(
        workflowEvents.workflowId,
        classes.map(({ id }) => id),
      ),
    )
    .orderBy(asc(workflowEvents.workflowId), asc(workflowEvents.version))
  const completed = await read
    .select({ enrolmentId: completions.enrolmentId, day: completions.day })
    .from(completions)
    .where(and(eq(completions.personId, personId), isNull(completions.supersededAt)))
  return classes.flatMap((one) => {
    const evidence = { label: formatCohort(one), href: paths.cohort(one.cohortId) }
    const own = events.filter(({ id }) => id === one.id)
    const changes = own.filter(({ to }, place) => to !== own[place - 1]?.to)
    return [
      ...changes.map(({ to, at }) => ({ day: toDay(at), words: enrolmentStateLabels[to] ?? to, evidence })),
      ...completed.filter(({ enrolmentId }) => enrolmentId === one.id).map(({ day }) => ({ day, words: '达到结业要求', evidence })),
    ]
  })
}

async function listCertificateEntries(read: Site['read'], personId: string): Promise<WayEntry[]> {
  const held = await read.select().from(certificates).where(eq(certificates.personId, personId))
  const ids = held.map(({ id }) => id)
  const events = await read
    .select({ id: workflowEvents.workflowId, version: workflowEvents.version, to: workflowEvents.to, at: workflowEvents.at })
    .from(workflowEvents)
    .where(inValues(workflowEvents.workflowId, ids))
  const evidenceOf = (id: string, number: string) => ({ label: `证书 ${number}`, href: paths.certificate(id) })
  const helps = await listHelpOfHolders(read, ids)
  const names = await read
    .select({ id: shops.id, name: shops.name })
    .from(shops)
    .where(
      inValues(
        shops.id,
        helps.map(({ shopId }) => shopId),
      ),
    )
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return [
    ...held.flatMap(({ id, number, issuedOn }) => [
      { day: issuedOn, words: '发了证书', evidence: evidenceOf(id, number) },
      ...events
        .filter((event) => event.id === id && event.version > 0)
        .map(({ to, at }) => ({ day: toDay(at), words: `证书${certificateStateLabels[to] ?? to}`, evidence: evidenceOf(id, number) })),
    ]),
    ...listShopEntries(helps, nameOf),
  ]
}

/** Her times in shops, and when the help of each began and ended while she was there. */
function listShopEntries(helps: readonly HelpOfHolder[], nameOf: ReadonlyMap<string, string>): WayEntry[] {
  const times = new Map(helps.map((help) => [`${help.shopId} ${help.addedAt}`, help]))
  const dayOf = (moment: number) => toDay(new Date(moment))
  return [
    ...[...times.values()].flatMap(({ shopId, addedAt, removedAt }): WayEntry[] => {
      const evidence = { label: nameOf.get(shopId) ?? '网店', href: paths.shop(shopId) }
      return [
        { day: dayOf(addedAt), words: '进店里做事', evidence },
        ...(removedAt === null ? [] : [{ day: dayOf(removedAt), words: '离开了店', evidence }]),
      ]
    }),
    ...helps.flatMap(({ pairingId, addedAt, removedAt, changes }): WayEntry[] => {
      const evidence = { label: '看结对', href: paths.pairingAtDesk(pairingId) }
      const since = changes.findLast(({ at }) => at <= addedAt)
      return [
        ...(since && isUnderWay(since.to) ? [{ day: dayOf(addedAt), words: '所在的店正在结对', evidence }] : []),
        ...changes
          .filter(
            ({ at, to }, place) => isUnderWay(to) !== isUnderWay(changes[place - 1]?.to ?? '') && at > addedAt && at <= (removedAt ?? at),
          )
          .map(({ at, to }) => ({
            day: dayOf(at),
            words: isUnderWay(to) ? '所在的店开始结对' : `所在的店的结对：${formatPairingState(to)}`,
            evidence,
          })),
      ]
    }),
  ]
}

/** Where it comes from that she sold something: a follow-up, or what a shop reported. */
const sourceLabels = { told: '本人或店主说的', proved: '有凭据', confirmed: '专干核实' } as const

async function listMonthEntries(read: Site['read'], personId: string): Promise<WayEntry[]> {
  const months = await read
    .select()
    .from(operatingMonths)
    .where(and(eq(operatingMonths.personId, personId), isNull(operatingMonths.supersededAt)))
  return months.map(({ month, sold, source }) => ({
    day: `${month}-01`,
    words: `${formatMonth(month)}${sold ? '卖出过' : '没有卖出'}（${sourceLabels[source]}）`,
    evidence: null,
  }))
}

async function listRegisterEntries(read: Site['read'], personId: string): Promise<WayEntry[]> {
  const [person] = await read
    .select({ knownAt: registeredPersons.knownAt })
    .from(registeredPersons)
    .where(eq(registeredPersons.id, personId))
  const spells = await read
    .select({ householdId: registrations.householdId, status: registrations.status, from: registrations.from, home: memberships.from })
    .from(memberships)
    .innerJoin(registrations, eq(registrations.householdId, memberships.householdId))
    .where(and(eq(memberships.personId, personId), isNull(memberships.supersededAt), isNull(registrations.supersededAt)))
  return [
    ...(person ? [{ day: toDay(person.knownAt), words: '进了名册', evidence: null }] : []),
    ...spells.map(({ householdId, status, from, home }) => ({
      day: from > home ? from : home,
      words: `所在的户：${statusLabels[status]}`,
      evidence: { label: '看这一户', href: paths.household(householdId) },
    })),
  ]
}

/** Returns the whole way of a person in the viewer's reach; the look is recorded. Throws 404. */
export async function readPersonWay(site: Site, viewer: Viewer, personId: string): Promise<PersonWay> {
  if (!(await isInReach(site, viewer, personId))) throw notFound('这个人')
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `way of person ${personId}`, rows: 1 })
  await keepPerson(site, personId)
  const { read } = site
  const today = toDay(site.now())
  const [person] = await read.select({ name: persons.name }).from(persons).where(eq(persons.id, personId))
  const rows = await read
    .select({
      stage: stageSpells.stage,
      sinceDay: stageSpells.sinceDay,
      to: stageSpells.to,
      left: stageSpells.left,
      ends: stageSpells.ends,
    })
    .from(stageSpells)
    .where(and(eq(stageSpells.personId, personId), isNull(stageSpells.supersededAt)))
    .orderBy(asc(stageSpells.from))
  const visits = new Map<string, WayStage>()
  for (const { stage, sinceDay, to, left, ends } of rows) {
    if (sinceDay > today) continue // what will follow if nothing else happens is no way yet
    visits.set(sinceDay, { stage, from: sinceDay, to: ends && to !== null && to <= today ? to : null, left, entries: [] })
  }
  const entries = [
    ...(await listRegisterEntries(read, personId)),
    ...(await listClassEntries(read, personId)),
    ...(await listCertificateEntries(read, personId)),
    ...(await listMonthEntries(read, personId)),
  ].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const stages = [...visits.values()]
  for (const entry of entries) (stages.findLast(({ from }) => from <= entry.day) ?? stages[0])?.entries.push(entry)
  return { personId, name: person?.name ?? '', stages }
}
