// Handing a roster in, previewing it, and taking it into the register.
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { dayOf } from '#app/calendar.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { enrolPerson, listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { admitArrivals, forgetArrivals, layDown, noArrivals, Overtaken } from '#app/modules/households/households.server.ts'
import { Refusal, notFound, notYours } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { inserterOf } from '#db/many.ts'
import { prepared } from '#db/prepared.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { type JudgedBatch, judgedBatches } from './batches.server.ts'
import { enterChanges, startArriving } from './enter.server.ts'
import type { ProblemCode } from './judge.ts'
import type { JudgedFor } from './judging.ts'
import { fileOf, forgetBatches, keepBatches, keepFile, keptBatches, sealBatch } from './kept.server.ts'
import { canImportRosters } from './policy.ts'
import { reportProgress } from './progress.server.ts'
import { visibleRoster } from './queries.server.ts'
import type { ReadRows, RosterFacts } from './read-roster.server.ts'
import { readRosterFile } from './reading.server.ts'
import { asSentences } from './sentences.ts'

export type RosterChoice = 'all-good-rows' | 'none-if-any-refused'

export interface RefusedRow {
  row: number
  column: string
  code: ProblemCode
  message: string
}

export interface RosterOutcome {
  rows: number
  accepted: number
  new: number
  known: number
  changed: number
  refused: RefusedRow[]
  /** How many households the accepted rows name. */
  households: number
  /** By sheet, the 填报日期 above its header; null where there is none. */
  day: RosterFacts['days']
  unread: RosterFacts['unread']
  /** Rows taken whose household's status was lost, for want of its number; absent where there is none. */
  lackingHousehold?: number
}

/** Rows handled in one write: long enough to be quick, short enough not to keep others waiting. */
const rowsAWrite = 500

const none = (): RosterCounts => ({ rows: 0, new: 0, known: 0, changed: 0, refused: 0 })

function count(counts: RosterCounts, { rows }: JudgedBatch) {
  counts.rows += rows.length
  for (const { verdict } of rows) counts[verdict.outcome]++
  const lacking = rows.filter(({ entry, judged }) => entry && judged.lacksHousehold).length
  if (lacking > 0) counts.lackingHousehold = (counts.lackingHousehold ?? 0) + lacking
}

const refusedIn = ({ rows }: JudgedBatch): RefusedRow[] => rows.flatMap(({ judged, verdict: { problem } }) => (problem ? [{ row: judged.row, ...problem }] : []))

function asAnswer({ refused: _, new: added, known, changed, ...rest }: RosterCounts, refused: RefusedRow[], named: ReadonlySet<string>, facts: RosterFacts | undefined): RosterOutcome {
  return { ...rest, accepted: added + known + changed, new: added, known, changed, refused, households: named.size, day: facts?.days ?? {}, unread: facts?.unread ?? [] }
}

/** Adds the households that a batch's good rows name. */
function nameHouseholds(named: Set<string>, { rows }: JudgedBatch) {
  for (const { entry } of rows) if (entry?.householdNumber) named.add(entry.householdNumber)
}

const cohortOf = async (site: Site, viewer: Viewer, cohortId: string | null | undefined) => (cohortId ? (await listCohorts(site, viewer)).find(({ id }) => id === cohortId) : undefined)

async function refuseUnlessCohort(site: Site, viewer: Viewer, cohortId: string | null | undefined) {
  if (cohortId && !(await cohortOf(site, viewer, cohortId))) throw notFound('这个培训班')
}

const judgedFor = async (site: Site, viewer: Viewer, cohortId: string | null | undefined): Promise<JudgedFor> => ({ viewer, today: dayOf(site.now()), cohortTier: (await cohortOf(site, viewer, cohortId))?.tier ?? null })

/** Keeps the file, sealed. It is read by `previewRoster`. Refuses with 403, or 404 for a cohort that is not there. */
export async function handInRoster(site: Site, viewer: Viewer, { fileName, bytes, cohortId = null }: { fileName: string; bytes: Buffer; cohortId?: string | null }): Promise<string> {
  if (!canImportRosters(viewer)) throw notYours()
  await refuseUnlessCohort(site, viewer, cohortId)
  const id = newId()
  await site.write(viewer.accountId, 'hand in roster', async (tx) => {
    await tx.insert(rosterImports).values({ id, fileName, cohortId: cohortId || null, uploadedBy: viewer.accountId, uploadedAt: tx.at })
    await keepFile(tx, site, id, bytes)
    tx.note(`roster ${id}`)
  })
  return id
}

const insertRows = inserterOf(rosterRows)

const asKept = (importId: string, { judged, verdict }: JudgedBatch['rows'][number]) => ({
  importId,
  sheet: judged.sheet,
  row: judged.row,
  name: judged.name,
  outcome: verdict.outcome,
  column: verdict.problem?.column ?? null,
  code: verdict.problem?.code ?? null,
  message: asSentences([...(verdict.problem ? [verdict.problem.message, ...judged.problems.slice(1).map(({ message }) => message)] : []), ...verdict.changes.map(({ says }) => says), ...verdict.notes, ...judged.notes]),
})
type Kept = ReturnType<typeof asKept>

/** Corrects the kept rows where the verdict is another one than at the preview. They were kept in the same order. */
async function correctRows(tx: Tx, importId: string, rows: readonly Kept[], after: number) {
  const kept = await keptRows(tx).execute({ importId, after, count: rows.length })
  for (const [place, { id, outcome, message }] of kept.entries()) {
    const now = rows[place]!
    if (now.outcome !== outcome || now.message !== message) await tx.update(rosterRows).set(now).where(eq(rosterRows.id, id))
  }
  return kept.at(-1)?.id ?? after
}
const keptRows = prepared((tx: Pick<Tx, 'select' | 'connection'>) =>
  tx
    .select({ id: rosterRows.id, outcome: rosterRows.outcome, message: rosterRows.message })
    .from(rosterRows)
    .where(and(eq(rosterRows.importId, sql.placeholder('importId')), gt(rosterRows.id, sql.placeholder('after'))))
    .orderBy(asc(rosterRows.id))
    .limit(sql.placeholder('count'))
    .prepare(),
)

/** Passes on what a generator gives, after a look at each, and gives what it gives in the end. */
async function* eachOf<T, R>(all: AsyncGenerator<T, R>, look: (one: T) => void): AsyncGenerator<T, R> {
  try {
    for (;;) {
      const { done, value } = await all.next()
      if (done) return value
      look(value)
      yield value
    }
  } finally {
    await all.return(undefined as never)
  }
}

/** Keeps the sentence of what did not go through: whoever looks later must learn of it too. */
async function keepingFailure<T>(site: Site, viewer: Viewer, importId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    const failure = fault instanceof Refusal ? fault.message : '出了故障，一行也没有收。请再试一次；还是不行，请联系管理员。'
    // A server that is stopping keeps nothing any more: the roster is then read again by whoever opens it.
    await site.write(viewer.accountId, 'roster failed', (tx) => Promise.resolve(tx.update(rosterImports).set({ failure }).where(and(eq(rosterImports.id, importId), isNull(rosterImports.acceptedAt))))).catch(() => undefined)
    throw fault
  }
}

/**
 * Reads the roster and keeps what each row would come to; the register stays as it is. A file that cannot be read
 * leaves its sentence. Refuses with 404.
 */
export async function previewRoster(site: Site, viewer: Viewer, { importId }: { importId: string }): Promise<RosterCounts> {
  const roster = await visibleRoster(site, viewer, importId)
  if (roster.acceptedAt) throw new Refusal(409, '这份花名册已经导入了，不能再预览。')
  return keepingFailure(site, viewer, importId, async () => {
    await site.write(viewer.accountId, 'read roster', async (tx) => {
      await tx.delete(rosterRows).where(eq(rosterRows.importId, importId))
      await forgetBatches(tx, importId)
    })
    const counts = none()
    let place = 0
    let rows: Kept[] = []
    let sealed: string[] = []
    const keep = () =>
      site.write(viewer.accountId, 'read roster', async (tx) => {
        await insertRows(tx, rows)
        await keepBatches(tx, importId, place, sealed)
        place += sealed.length
        rows = []
        sealed = []
      })
    let facts: RosterFacts | undefined
    async function* sealing(batches: AsyncGenerator<ReadRows, RosterFacts>): AsyncGenerator<ReadRows> {
      facts = yield* eachOf(batches, (batch) => sealed.push(sealBatch(site, batch)))
    }
    const read = readRosterFile(site, await fileOf(site, importId), await judgedFor(site, viewer, roster.cohortId))
    for await (const batch of judgedBatches(site, viewer, sealing(read), site.read)) {
      count(counts, batch)
      rows.push(...batch.rows.map((row) => asKept(importId, row)))
      if (rows.length >= rowsAWrite) await keep()
      reportProgress(importId, counts.rows)
    }
    await keep()
    await site.write(viewer.accountId, 'preview roster', (tx) => Promise.resolve(tx.update(rosterImports).set({ preview: { ...counts, facts }, failure: null }).where(eq(rosterImports.id, importId))))
    return counts
  })
}

/** How often an import begins anew because others brought the same people in meanwhile. */
const mostAttempts = 3

/**
 * Takes the roster into the register, every good row or, as chosen, none if any is refused. The rows are judged again
 * against the register as it is now, and what is new is laid down out of sight, in many short writes; then one
 * transaction takes it over. Until that is on disk nobody sees a row of it. Refuses with 404, 409, and 422 where the
 * choice forbids it.
 */
export async function acceptRoster(site: Site, viewer: Viewer, { importId, choice }: { importId: string; choice: RosterChoice }): Promise<RosterOutcome> {
  const roster = await visibleRoster(site, viewer, importId)
  if (roster.acceptedAt) throw alreadyAccepted()
  const { preview } = roster
  if (!preview) throw new Refusal(409, '这份花名册还没有读完，请等一等再导入。')
  await refuseUnlessCohort(site, viewer, roster.cohortId)
  return keepingFailure(site, viewer, importId, async () => {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const arrivalId = newId()
      try {
        const ready = await makeReady(site, viewer, { importId, choice, cohortId: roster.cohortId, arrivalId })
        return await takeIn(site, viewer, { importId, choice, cohortId: roster.cohortId, arrivalId, facts: preview.facts, ...ready })
      } catch (fault) {
        if (!(fault instanceof Overtaken)) throw fault
      } finally {
        await forgetArrivals(site, arrivalId)
      }
    }
    throw new Refusal(409, '导入的时候，别人也在登记同样的人，这次一行也没有收。请过一会儿再导入。')
  })
}

const alreadyAccepted = () => new Refusal(409, '这份花名册已经导入过了。')

interface Acceptance {
  importId: string
  choice: RosterChoice
  cohortId: string | null
  arrivalId: string
}

interface Ready {
  counts: RosterCounts
  /** The households that good rows name. */
  named: Set<string>
  refused: RefusedRow[]
  households: number
  /** By batch, the places of the rows that have something left to do when what is new is in. */
  left: Map<number, number[]>
}

/** Judges the kept rows against the register as it is now, and lays down what is new. */
async function makeReady(site: Site, viewer: Viewer, { importId, choice, cohortId, arrivalId }: Acceptance): Promise<Ready> {
  const ready: Ready = { counts: none(), named: new Set(), refused: [], households: 0, left: new Map() }
  const arrive = startArriving(site)
  let arrivals = noArrivals()
  let rows: Kept[] = []
  let last = 0
  let place = 0
  const keep = () =>
    site.write(viewer.accountId, 'make roster ready', async (tx) => {
      await layDown(tx, arrivalId, arrivals)
      last = await correctRows(tx, importId, rows, last)
      ready.households += arrivals.households.length
      arrivals = noArrivals()
      rows = []
    })
  for await (const batch of judgedBatches(site, viewer, keptBatches(site, importId), site.read)) {
    count(ready.counts, batch)
    nameHouseholds(ready.named, batch)
    ready.refused.push(...refusedIn(batch))
    if (choice === 'none-if-any-refused' && ready.refused.length > 0) throw new Refusal(422, `第 ${ready.refused[0]!.row} 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。`)
    const sayEarlier = arrive(arrivals, batch)
    rows.push(...batch.rows.map((row) => asKept(importId, row)))
    const left = batch.rows.flatMap(({ entry, verdict }, at) => (entry && (cohortId !== null || verdict.changes.length > 0 || sayEarlier.has(at)) ? [at] : []))
    if (left.length > 0) ready.left.set(place, left)
    place++
    if (rows.length >= rowsAWrite) await keep()
    reportProgress(importId, ready.counts.rows)
  }
  await keep()
  return ready
}

/** The one transaction: takes over what was laid down, then changes what changes and enrols whom it should. */
const takeIn = (site: Site, viewer: Viewer, { importId, choice, cohortId, arrivalId, facts, counts, named, refused, households, left }: Acceptance & Ready & { facts?: RosterFacts }): Promise<RosterOutcome> =>
  site.write(viewer.accountId, 'accept roster', async (tx) => {
    const [now] = await tx.select({ acceptedAt: rosterImports.acceptedAt }).from(rosterImports).where(eq(rosterImports.id, importId))
    if (now?.acceptedAt) throw alreadyAccepted()
    await admitArrivals(tx, arrivalId, { persons: counts.new, households })
    const places = left.entries()
    for await (const { rows, standings } of judgedBatches(site, viewer, keptBatches(site, importId, left.keys()), tx)) {
      for (const at of places.next().value![1]) {
        const { entry, verdict } = rows[at]!
        // The register has moved on since the roster was made ready: what was good must be judged anew.
        if (!entry) throw new Overtaken()
        await enterChanges(tx, site, entry, verdict.changes, standings)
        if (cohortId) await enrolPerson(tx, site, { cohortId, personId: standings.persons.get(entry.idNumber)!.personId })
      }
    }
    await forgetBatches(tx, importId)
    await tx.update(rosterImports).set({ choice, acceptedAt: tx.at, outcome: counts, failure: null }).where(eq(rosterImports.id, importId))
    tx.note(`roster ${importId}: ${counts.new} new, ${counts.known} known, ${counts.changed} changed, ${counts.refused} refused`)
    return asAnswer(counts, refused, named, facts)
  })

/** The whole way in one go, for the command line: all good rows are taken. With `dryRun` nothing is kept at all. */
export async function importRosterFile(site: Site, viewer: Viewer, { fileName, bytes, cohortId, dryRun }: { fileName: string; bytes: Buffer; cohortId?: string; dryRun: boolean }): Promise<RosterOutcome> {
  if (!canImportRosters(viewer)) throw notYours()
  if (dryRun) {
    await refuseUnlessCohort(site, viewer, cohortId)
    const counts = none()
    const refused: RefusedRow[] = []
    const named = new Set<string>()
    let facts: RosterFacts | undefined
    async function* reading(): AsyncGenerator<ReadRows> {
      facts = yield* readRosterFile(site, bytes, await judgedFor(site, viewer, cohortId))
    }
    for await (const batch of judgedBatches(site, viewer, reading(), site.read)) {
      count(counts, batch)
      nameHouseholds(named, batch)
      refused.push(...refusedIn(batch))
    }
    return asAnswer(counts, refused, named, facts)
  }
  const importId = await handInRoster(site, viewer, { fileName, bytes, cohortId })
  await previewRoster(site, viewer, { importId })
  return acceptRoster(site, viewer, { importId, choice: 'all-good-rows' })
}
