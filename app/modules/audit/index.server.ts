// Maintains how entries are found: what each is about and what kind it is, derived from its notes some time after it was written.
import { setTimeout as pause } from 'node:timers/promises'
import { asc, desc, gt } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { startUpkeep } from '#app/upkeep.server.ts'
import { createInserter } from '#db/inserter.ts'
import { parseEventLine } from '#db/ledger/event-line.ts'
import { auditEntries, auditIndex, auditSubjects } from '#db/schema/audit.ts'
import { type ActionClass, isExceptionalEvent, splitReason } from './actions.ts'
import { actionOf } from './life-cycles.server.ts'
import { findStandIns, findThings, type Thing, type ThingKey } from './things.server.ts'

type Indexing = Pick<Site, 'read' | 'writeUnaudited'>

/** Entries in one write: other writers wait some ten milliseconds for it. */
const sliceSize = 250
/** Ids of one entry that are looked up: a slice of a roster has some hundreds. */
const maxIds = 2_000

const insertEntries = createInserter(auditIndex)
const insertSubjects = createInserter(auditSubjects)

/** Returns the ids that the lines of an entry mention, in order. */
export const idsIn = (lines: readonly string[]): string[] =>
  [...new Set(lines.flatMap((line) => line.match(/[\w-]{8,64}/g) ?? []))].slice(0, maxIds)

/** What is read of an entry here: not its digests and hashes. */
export const entryColumns = {
  sequence: auditEntries.sequence,
  at: auditEntries.at,
  actor: auditEntries.actor,
  why: auditEntries.why,
  lines: auditEntries.lines,
}

type Entry = Pick<typeof auditEntries.$inferSelect, keyof typeof entryColumns>

function classify({ why, lines }: Entry, things: ReadonlyMap<string, Thing>): ActionClass {
  const { class: usual } = actionOf(splitReason(why).action)
  if (usual !== 'plain' && usual !== 'routine') return usual
  const undoes = lines.some((line) => {
    const event = parseEventLine(line)
    const type = event && / v\d+ (\S+) → /.exec(line)?.[1]
    const kind = event && things.get(event.workflowId)?.kind
    return type && kind && isExceptionalEvent(kind, type)
  })
  return undoes ? 'exception' : usual
}

function describe(entry: Entry, things: ReadonlyMap<string, Thing>, standIns: ReadonlyMap<string, string[]>) {
  const { sequence, at, actor } = entry
  const mentioned = idsIn(entry.lines).flatMap((id) => standIns.get(id) ?? [id])
  const about = [...new Set(mentioned)].flatMap((id) => things.get(id) ?? [])
  const own = things.get(actor)
  if (about.length === 0 && own) about.push(own)
  const subjects = new Map<string, typeof auditSubjects.$inferInsert>()
  const add = ({ kind, id }: ThingKey, place: number | null) => {
    if (!subjects.has(`${kind} ${id}`)) subjects.set(`${kind} ${id}`, { kind, subjectId: id, at, sequence, place })
  }
  for (const [place, thing] of about.entries()) add(thing, place)
  for (const parent of about.flatMap(({ parents }) => parents)) add(parent, null)
  const of = classify(entry, things)
  const row = {
    sequence,
    at,
    actor,
    action: splitReason(entry.why).action,
    class: of,
    kind: about[0]?.kind ?? ('installation' as const),
    isListed: of !== 'routine' && of !== 'noise',
  }
  return { row, subjects: of === 'noise' ? [] : [...subjects.values()] }
}

/** Returns the number of the newest entry that is described; 0 if none is. */
export async function findLastIndexed(read: Pick<Indexing['read'], 'select'>): Promise<number> {
  const [last] = await read
    .select({ sequence: auditIndex.sequence })
    .from(auditIndex)
    .where(gt(auditIndex.sequence, 0))
    .orderBy(desc(auditIndex.sequence))
    .limit(1)
  return last?.sequence ?? 0
}

/** Describes some more entries. Returns how many; 0 if all are described. */
async function indexSlice({ read, writeUnaudited }: Indexing): Promise<number> {
  const last = await findLastIndexed(read)
  const entries = await read
    .select(entryColumns)
    .from(auditEntries)
    .where(gt(auditEntries.sequence, last))
    .orderBy(asc(auditEntries.sequence))
    .limit(sliceSize)
  if (entries.length === 0) return 0
  const isNoise = ({ why }: Entry) => actionOf(splitReason(why).action).class === 'noise'
  const ids = new Set(entries.filter((entry) => !isNoise(entry)).flatMap(({ actor, lines }) => [...idsIn(lines), actor]))
  const things = await findThings(read, [...ids])
  const standIns = await findStandIns(
    read,
    [...ids].filter((id) => !things.has(id)),
  )
  const stoodFor = new Set([...standIns.values()].flat().filter((id) => !things.has(id)))
  for (const thing of (await findThings(read, [...stoodFor])).values()) things.set(thing.id, thing)
  const described = entries.map((entry) => describe(entry, things, standIns))
  await writeUnaudited(async (tx) => {
    if ((await findLastIndexed(tx)) !== last) return // somebody else was faster
    await insertEntries(
      tx,
      described.map(({ row }) => row),
    )
    await insertSubjects(
      tx,
      described.flatMap(({ subjects }) => subjects),
    )
  })
  return entries.length
}

/** Describes all entries that are not yet, or some of them. Returns how many. */
export async function indexTrail(
  site: Indexing,
  { slices = Infinity, goesOn = () => true }: { slices?: number; goesOn?: () => boolean } = {},
): Promise<number> {
  let done = 0
  for (let slice = 0; slice < slices && goesOn(); slice++) {
    const some = await indexSlice(site)
    done += some
    if (some < sliceSize) break
    if (slices === Infinity) await pause(5) // lets other work run
  }
  return done
}

/** Milliseconds between looks for new entries; whoever reads the trail looks too. */
const pollInterval = 60_000

/** Starts the server's upkeep: describes new entries now and from time to time. Returns what stops it and waits until it has stopped. */
export const startTrailIndexer = (site: Indexing) =>
  startUpkeep((goesOn) => indexTrail(site, { goesOn }), { every: pollInterval, failed: 'the audit trail could not be indexed' })
