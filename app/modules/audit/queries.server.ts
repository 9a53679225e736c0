// Reads the trail for the desk: who did what, when, why and to whom; each viewer sees what concerns things that they may see.
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { roleLabels } from '#app/access/roles.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { addDays, startOfDay } from '#app/calendar.ts'
import { lookUp } from '#app/text/look-up.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { paths } from '#app/shell/paths.ts'
import { inValues } from '#db/in-values.ts'
import { auditEntries, auditIndex, auditSubjects } from '#db/schema/audit.ts'
import { accounts, grants } from '#db/views/accounts.ts'
import { type ActionClass, splitReason } from './actions.ts'
import { type AuditQuery, type SubjectKind, subjectKinds } from './audit-query.ts'
import { loadTold, tell } from './details.server.ts'
import { entryColumns, findLastIndexed } from './index.server.ts'
import { actionOf } from './life-cycles.server.ts'
import { hasFewThings, selectMentions } from './own-things.server.ts'
import { findThings, type Thing } from './things.server.ts'

/** Throws 403 unless the viewer may read the trail at all. */
export function requireAuditReader(viewer: Viewer) {
  if (!hasDuty(viewer, 'audit.see')) throw forbidden()
}

/** The administrator sees every entry; others those about things that they may see. */
export const seesAll = (viewer: Viewer) => hasDuty(viewer, 'accounts.manage')

export interface TrailSubject {
  kind: SubjectKind
  id: string
  name: string
  href: string | null
}

export interface TrailEntry {
  /** Its number in the ledger. */
  sequence: number
  at: string
  actor: string
  who: string
  roles: string
  action: string
  label: string
  class: ActionClass
  subjects: TrailSubject[]
  /** How many more things it is about, shown or not. */
  further: number
  changes: string[]
  reasons: string[]
}

export interface Trail {
  entries: TrailEntry[]
  /** Where older entries go on; null at the end. */
  next: AuditQuery['before']
  /** Many entries were looked through, and the page is not full: older ones may follow. */
  isCut: boolean
  /** The thing that the trail is about, and the account whose acts are listed. */
  about: TrailSubject | null
  actor: { id: string; name: string } | null
  /** Number of the newest entries that are not listed yet. */
  waiting: number
}

/** How many things of one entry are judged and named. */
const maxConsidered = 40
const maxNamed = 6
/** How many entries are looked through for one page of a viewer who does not see all. */
const maxLookedThrough = 2_000
const batchSize = 200
/** After so many the entries of whoever sees few things are found by those things, each time in a span so many times as long. */
const lookedThroughFirst = 400
const spanGrowth = 32
const maxSpans = 2

interface Row {
  sequence: number
  at: Date
  actor: string
  action: string
  class: ActionClass
}

const columns = {
  sequence: auditIndex.sequence,
  at: auditIndex.at,
  actor: auditIndex.actor,
  action: auditIndex.action,
  class: auditIndex.class,
}

function conditions(query: AuditQuery): (SQL | undefined)[] {
  const { view, actor, kind, action } = query
  return [
    view === 'undone' ? eq(auditIndex.class, 'exception') : view === 'looks' ? eq(auditIndex.class, 'look') : undefined,
    actor ? eq(auditIndex.actor, actor) : undefined,
    kind ? eq(auditIndex.kind, kind) : undefined,
    action ? eq(auditIndex.action, action) : undefined,
  ]
}

const atTheEnd = { at: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER }

/** Entries within the days and older than `before`. Both columns belong to one table, so that its index gives the order. */
function within({ from, to }: AuditQuery, before: AuditQuery['before'], of: typeof auditIndex | typeof auditSubjects): (SQL | undefined)[] {
  return [
    from ? sql`${of.at} >= ${startOfDay(from).getTime()}` : undefined,
    to ? lt(of.at, startOfDay(addDays(to, 1))) : undefined,
    sql`(${of.at}, ${of.sequence}) < (${(before ?? atTheEnd).at}, ${(before ?? atTheEnd).sequence})`,
  ]
}

type Before = AuditQuery['before']

async function readRows(read: Reader, query: AuditQuery, before: Before, limit: number, only?: SQL): Promise<Row[]> {
  if (query.about) {
    return read
      .select(columns)
      .from(auditSubjects)
      .innerJoin(auditIndex, eq(auditIndex.sequence, auditSubjects.sequence))
      .where(
        and(
          eq(auditSubjects.kind, query.about.kind),
          eq(auditSubjects.subjectId, query.about.id),
          ...within(query, before, auditSubjects),
          ...conditions(query),
        ),
      )
      .orderBy(desc(auditSubjects.at), desc(auditSubjects.sequence))
      .limit(limit)
  }
  const isListed = query.action ? undefined : sql`${auditIndex.isListed} = 1`
  return read
    .select(columns)
    .from(auditIndex)
    .where(and(only, isListed, ...conditions(query), ...within(query, before, auditIndex)))
    .orderBy(desc(auditIndex.at), desc(auditIndex.sequence))
    .limit(limit)
}

interface VisibleRow {
  row: Row
  visible: Thing[]
}

/** When somebody signs in or learns is nobody's business but hers and the administrator's: accounts are judged by more than who is seen. */
const isTold = (viewer: Viewer, row: Row, thing: Thing) =>
  seesAll(viewer) || (thing.isVisibleTo(viewer) && (row.class !== 'routine' || thing.kind !== 'account' || thing.id === viewer.accountId))

/** Things that were found before, for the entries of one page: null for an id of nothing that is still there. */
type Known = Map<string, Thing | null>

/** Finds what the entries are about and what of it the viewer sees; entries of which nothing is visible are left out. */
async function selectVisible(read: Reader, viewer: Viewer, rows: readonly Row[], known: Known): Promise<VisibleRow[]> {
  const considered = await read
    .select({ sequence: auditSubjects.sequence, id: auditSubjects.subjectId, kind: auditSubjects.kind })
    .from(auditSubjects)
    .where(
      and(
        inValues(
          auditSubjects.sequence,
          rows.map(({ sequence }) => sequence),
        ),
        lt(auditSubjects.place, maxConsidered),
      ),
    )
    .orderBy(asc(auditSubjects.sequence), asc(auditSubjects.place))
  const kindOf = new Map(considered.filter(({ id }) => !known.has(id)).map(({ id, kind }) => [id, kind]))
  const things = await findThings(read, [...kindOf.keys()], kindOf)
  for (const id of kindOf.keys()) known.set(id, things.get(id) ?? null)
  const idsOf = new Map<number, string[]>(rows.map(({ sequence }) => [sequence, []]))
  for (const { sequence, id } of considered) idsOf.get(sequence)?.push(id)
  return rows
    .map((row) => ({
      row,
      visible: (idsOf.get(row.sequence) ?? []).flatMap((id) => {
        const thing = known.get(id)
        return thing && isTold(viewer, row, thing) ? [thing] : []
      }),
    }))
    .filter(({ visible }) => visible.length > 0 || seesAll(viewer))
}

/** How many things each entry is about. */
async function countSubjects(read: Reader, found: readonly VisibleRow[]): Promise<Map<number, number>> {
  const counts = await read
    .select({ sequence: auditSubjects.sequence, things: count() })
    .from(auditSubjects)
    .where(
      and(
        inValues(
          auditSubjects.sequence,
          found.map(({ row }) => row.sequence),
        ),
        isNotNull(auditSubjects.place),
      ),
    )
    .groupBy(auditSubjects.sequence)
  return new Map(counts.map((one) => [one.sequence, one.things]))
}

const keyOf = ({ at, sequence }: Row) => ({ at: at.getTime(), sequence })

/** Entries that may be shown, newest first, by and by; `end` is where older ones go on, null if there are none. */
type Steps = AsyncGenerator<{ rows: Row[]; end: Before }, Before>

/** Goes through one entry after the other. Returns where it stopped. */
async function* lookThrough(read: Reader, query: AuditQuery, size: number, most: number): Steps {
  let before = query.before
  for (let lookedThrough = 0; lookedThrough < most; lookedThrough += size) {
    const rows = await readRows(read, query, before, size)
    const last = rows.at(-1)
    before = rows.length < size || !last ? null : keyOf(last)
    yield { rows, end: before }
    if (before === null) break
  }
  return before
}

/**
 * Goes on with the entries about the viewer's things alone: those of a span of time before `begin`, then of one many times as long, and at
 * last all. Returns where it stopped because there are too many of them.
 */
async function* goByThings(read: Reader, viewer: Viewer, query: AuditQuery, begin: NonNullable<Before>, length: number): Steps {
  let before: Before = begin
  for (let span = 1; ; span++) {
    const floor = span > maxSpans ? null : Math.max(0, begin.at - length * spanGrowth ** span)
    const during = and(floor === null ? undefined : sql`${auditSubjects.at} >= ${floor}`, ...within(query, before, auditSubjects))
    const mentions = await selectMentions(read, viewer, during)
    if (!mentions) return before
    for (let rows: Row[] = []; ;) {
      rows = await readRows(read, query, before, batchSize, mentions)
      const last = rows.at(-1)
      const isFull = rows.length === batchSize
      before = isFull && last ? keyOf(last) : floor === null ? null : { at: floor, sequence: 0 }
      yield { rows, end: before }
      if (before === null) return null
      if (!isFull) break
    }
  }
}

/** Goes through what may be shown to the viewer: first one entry after the other, then, if little of it is, by what it is about. */
async function* stepsBack(read: Reader, viewer: Viewer, query: AuditQuery, limit: number): Steps {
  if (seesAll(viewer)) return yield* lookThrough(read, query, limit + 1, Infinity)
  let newest: number | undefined
  let before: Before = null
  for await (const step of lookThrough(read, query, batchSize, lookedThroughFirst)) {
    newest ??= step.rows[0]?.at.getTime()
    before = step.end
    yield step
  }
  if (before && newest !== undefined && !query.about && (await hasFewThings(read, viewer)))
    before = yield* goByThings(read, viewer, query, before, newest - before.at)
  return before && (yield* lookThrough(read, { ...query, before }, batchSize, maxLookedThrough - lookedThroughFirst))
}

async function collect(read: Reader, viewer: Viewer, query: AuditQuery, limit: number) {
  const found: VisibleRow[] = []
  const known: Known = new Map()
  let end: Before = null
  for await (const step of stepsBack(read, viewer, query, limit)) {
    found.push(...(await selectVisible(read, viewer, step.rows, known)))
    const lastShown = found[limit - 1]
    if (found.length > limit && lastShown) return { found: found.slice(0, limit), next: keyOf(lastShown.row), isCut: false }
    end = step.end
  }
  return { found, next: end, isCut: end !== null }
}

async function readActors(read: Reader, ids: readonly string[]) {
  const rows = await read.select({ id: accounts.id, name: accounts.name }).from(accounts).where(inValues(accounts.id, ids))
  const held = await read
    .select({ id: grants.accountId, role: grants.role })
    .from(grants)
    .where(and(inValues(grants.accountId, ids), isNull(grants.revokedAt)))
  const rolesOf = (id: string) => [...new Set(held.filter((grant) => grant.id === id).map(({ role }) => roleLabels[role]))].join('、')
  return new Map(rows.map(({ id, name }) => [id, { name, roles: rolesOf(id) }]))
}

const ofNobody: Record<string, string> = { system: '系统（自动）', operator: '系统操作员（命令行）' }

/** Where a thing is seen at the desk. */
function hrefOf({ kind, id, parents }: Thing): string | null {
  const parent = (of: SubjectKind) => parents.find((one) => one.kind === of)?.id
  const person = parent('person')
  const shop = parent('shop')
  const cohort = parent('cohort')
  const by: Partial<Record<SubjectKind, string | null>> = {
    person: paths.person(id),
    household: paths.household(id),
    cohort: paths.cohort(id),
    enrolment: person ? paths.person(person) : null,
    exam: cohort ? paths.cohort(cohort) : null,
    attempt: paths.attemptAtDesk(id),
    certificate: paths.certificate(id),
    roster: paths.roster(id),
    shop: paths.shop(id),
    shopImport: paths.shopImport(id),
    pairing: paths.pairingAtDesk(id),
    round: paths.round(id),
    rating: shop ? paths.shopRating(shop) : null,
    account: person ? paths.person(person) : null,
  }
  return by[kind] ?? null
}

const toSubject = (thing: Thing): TrailSubject => ({ kind: thing.kind, id: thing.id, name: thing.name, href: hrefOf(thing) })

/** Reads entries, newest first. Throws 403, or 404 if the viewer may not see the thing that is asked about. */
export async function readTrail(site: Pick<Site, 'read'>, viewer: Viewer, query: AuditQuery, limit: number): Promise<Trail> {
  requireAuditReader(viewer)
  const { read } = site
  const about = query.about && (await findThings(read, [query.about.id])).get(query.about.id)
  if (query.about && (!about || about.kind !== query.about.kind || !(seesAll(viewer) || about.isVisibleTo(viewer))))
    throw notFound(subjectKinds[query.about.kind])
  const { found, ...end } = await collect(read, viewer, query, limit)
  const raw = await read
    .select(entryColumns)
    .from(auditEntries)
    .where(
      inValues(
        auditEntries.sequence,
        found.map(({ row }) => row.sequence),
      ),
    )
  const entryOf = new Map(raw.map((entry) => [entry.sequence, entry]))
  const countOf = await countSubjects(read, found)
  const loaded = await loadTold(read, raw)
  const actors = await readActors(read, [...new Set([...raw.map(({ actor }) => actor), ...(query.actor ? [query.actor] : [])])])
  const nameOf = (id: string) => lookUp(ofNobody, id) ?? actors.get(id)?.name ?? '没有这个账号'
  // Whoever sees nothing that an account did is not told whose it is.
  const isKnown = seesAll(viewer) || found.length > 0 || query.actor === viewer.accountId
  return {
    ...end,
    about: about ? toSubject(about) : null,
    actor: query.actor ? { id: query.actor, name: isKnown ? nameOf(query.actor) : '这个账号' } : null,
    waiting: await countWaiting(read),
    entries: found.flatMap(({ row, visible }) => {
      const entry = entryOf.get(row.sequence)
      if (!entry) return []
      const told = tell(entry, new Map(visible.map((thing) => [thing.id, thing])), loaded)
      const parents = new Set(visible.flatMap((thing) => thing.parents.map(({ id }) => id)))
      const telling = visible.filter(({ id }) => !parents.has(id))
      const named = telling.slice(0, maxNamed).map(toSubject)
      return [
        {
          ...{ sequence: row.sequence, at: row.at.toISOString(), actor: row.actor, action: row.action, class: row.class, ...told },
          who: nameOf(row.actor),
          roles: actors.get(row.actor)?.roles ?? '',
          label: actionOf(splitReason(entry.why).action).label,
          subjects: named,
          further: (countOf.get(row.sequence) ?? 0) - visible.length + telling.length - named.length,
        },
      ]
    }),
  }
}

async function countWaiting(read: Reader): Promise<number> {
  const [newest] = await read
    .select({ sequence: auditEntries.sequence })
    .from(auditEntries)
    .where(gt(auditEntries.sequence, 0))
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
  const listed = await findLastIndexed(read)
  return Math.max(0, (newest?.sequence ?? 0) - listed)
}
