// Imports a previewed roster into the register, slice by slice: each slice is one short write that compares its rows with the current
// register, so that other writers wait for one slice and not for the roster. The import can be stopped between two slices and resumed;
// after a stop of the server it resumes automatically.
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { enrolPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { insertStaged } from '#app/modules/households/households.server.ts'
import { type ImportChoice, allOrNothingRefusal } from '#app/importing/outcomes.ts'
import { deleteStoredPieces } from '#app/importing/stored-files.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceWorkflow, advanceBySystem, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { prepared } from '#db/prepared.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { workflows } from '#db/views/workflow.ts'
import { compareBatch, type ComparedBatch, compareBatches } from './compare-batches.server.ts'
import { toRosterOutcome, addToCounts, addHouseholdNumbers, newCounts, type RefusedRow, listRefused, type RosterOutcome } from './counts.ts'
import { stageBatch, applyChanges } from './apply-changes.server.ts'
import { deleteBatches, loadBatch, loadBatches, listBatchPlaces } from './batch-store.server.ts'
import { assertOpenCohort } from './cohort-of-roster.server.ts'
import { type ImportRow, toImportRow } from './import-rows.ts'
import { reportProgress, runInBackground } from './progress.server.ts'
import { findRoster } from './queries.server.ts'
import type { ReadRows } from './reading/read-roster.server.ts'
import { isDiscarded } from './roster.states.ts'
import { rosterWorkflow } from './rosters.workflow.ts'
import { present } from '#app/present.ts'

/**
 * Imports the roster into the register: every good row or, as chosen, none if any is refused at the beginning. Also resumes a stopped one.
 * Returns the result of the rows that were imported now, when all are in or somebody stops it. Throws 404, 409 if it cannot be imported
 * now or not into the class that was named, and 422 if the choice forbids it or the class is over.
 */
export async function acceptRoster(
  site: Site,
  viewer: Viewer,
  { importId, choice, into }: { importId: string; choice: ImportChoice; into?: string | undefined },
): Promise<RosterOutcome> {
  const roster = await findRoster(site, viewer, importId)
  if (roster.state === 'accepted') throw new Refusal(409, '这份花名册已经导入过了。')
  if (isDiscarded(roster.state)) throw new Refusal(409, '这份花名册已经作废了，不能再导入。请再交一次。')
  if (roster.state === 'reading') throw new Refusal(409, '这份花名册还没有读完，请等一等再导入。')
  await recordingFailure(site, viewer, importId, () => assertOpenCohort(site, viewer, roster.cohortId))
  if (choice === 'none-if-any-refused' && roster.state === 'previewed')
    await recordingFailure(site, viewer, importId, () => assertNoneRefused(site, viewer, importId))
  await site.write(viewer.accountId, 'accept roster', async (tx) => {
    await assertClass(tx, importId, into)
    await advanceWorkflow(tx, rosterWorkflow, { id: importId, version: 'latest', event: { type: 'TAKE' } })
    await tx.update(rosterImports).set({ choice, acceptedBy: viewer.accountId, failure: null }).where(eq(rosterImports.id, importId))
  })
  return importSlices(site, viewer, importId)
}

/** Throws 409 if the people would be enrolled in another class than the one that was named; `into` is empty for none. */
async function assertClass(tx: Tx, importId: string, into: string | undefined) {
  if (into === undefined) return
  const [row] = await tx.select({ cohortId: rosterImports.cohortId }).from(rosterImports).where(eq(rosterImports.id, importId))
  if ((row?.cohortId ?? '') !== into)
    throw new Refusal(409, '您打开这页以后，别人改了这份花名册要报名的班。还没有导入。请看清楚现在是哪个班，再导入。')
}

/** Stops the import of a roster; imported rows stay. Throws 404, or 409 if none is running. */
export async function cancelRosterImport(site: Site, viewer: Viewer, { importId }: { importId: string }) {
  await findRoster(site, viewer, importId)
  await site.write(viewer.accountId, 'stop roster', (tx) =>
    advanceWorkflow(tx, rosterWorkflow, { id: importId, version: 'latest', event: { type: 'STOP' } }),
  )
}

/** Discards a roster of which nothing was imported; its file is deleted. Throws 404, or 409 if something was. */
export async function discardRoster(site: Site, viewer: Viewer, { importId }: { importId: string }) {
  await findRoster(site, viewer, importId)
  await site.write(viewer.accountId, 'withdraw roster', (tx) =>
    advanceWorkflow(tx, rosterWorkflow, { id: importId, version: 'latest', event: { type: 'WITHDRAW' } }),
  )
}

/** Deletes the file of a discarded roster and what was read of it; names and reasons stay. */
export async function forgetRoster(tx: Tx, importId: string) {
  await deleteBatches(tx, importId)
  await deleteStoredPieces(tx, importId)
  tx.note(`file of roster ${importId} deleted`)
}

/** Stores the message of a failure, so that people who look later see it too. */
export async function recordingFailure<T>(
  site: Site,
  viewer: Viewer,
  importId: string,
  work: () => Promise<T>,
  then: (tx: Tx) => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    const failure = fault instanceof Refusal ? fault.message : '出了故障。请再试一次；还是不行，请联系管理员。'
    // A server that is stopping stores nothing any more: it resumes when it starts again.
    await site
      .write(viewer.accountId, 'roster failed', async (tx) => {
        await tx.update(rosterImports).set({ failure }).where(eq(rosterImports.id, importId))
        await then(tx)
      })
      .catch(() => undefined)
    throw fault
  }
}

async function assertNoneRefused(site: Site, viewer: Viewer, importId: string) {
  for await (const batch of compareBatches(site, viewer, loadBatches(site, importId))) {
    const [refused] = listRefused(batch)
    if (refused) throw allOrNothingRefusal(refused)
  }
}

interface Slice {
  importId: string
  cohortId: string | null
  place: number
  rows: ReadRows
}

/** Imports slice after slice until none is left, or it was stopped. */
async function importSlices(site: Site, viewer: Viewer, importId: string): Promise<RosterOutcome> {
  const taken: { counts: RosterCounts; refused: RefusedRow[] } = { counts: newCounts(), refused: [] }
  const named = new Set<string>()
  const [row] = await site.read
    .select({ place: rosterImports.nextPlace, cohortId: rosterImports.cohortId, preview: rosterImports.preview })
    .from(rosterImports)
    .where(eq(rosterImports.id, importId))
  const from = present(row, 'roster')
  const places = (await listBatchPlaces(site.read, importId)).filter((place) => place >= from.place)
  let slices = from.place
  const give = () => toRosterOutcome(taken.counts, taken.refused, named, from.preview?.facts)
  return recordingFailure(
    site,
    viewer,
    importId,
    async () => {
      const batches = from.preview?.batches
      if (batches !== undefined && places.length !== batches - from.place) throw missingEntries()
      for (const place of places) {
        const rows = await loadBatch(site, importId, place)
        const batch = await site.write(
          viewer.accountId,
          'take in rows of roster',
          (tx) => importSlice(tx, site, viewer, { importId, cohortId: from.cohortId, place, rows }),
          { lane: 'bulk' },
        )
        if (batch === null) return give()
        addToCounts(taken.counts, batch)
        addHouseholdNumbers(named, batch)
        taken.refused.push(...listRefused(batch))
        slices = place + 1
        reportProgress(importId, taken.counts.rows)
      }
      await site.write(viewer.accountId, 'roster accepted', (tx) => finish(tx, importId), { lane: 'bulk' })
      return give()
    },
    (tx) => advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'FAIL', slices } }),
  )
}

const missingEntries = () =>
  new Refusal(409, '这份花名册预览时读到的内容缺了一部分，没有继续导入。请重新上传，并告诉管理员：服务器上的记录要核对。')

const isImporting = async (tx: Tx, importId: string) => (await loadWorkflow(tx, rosterWorkflow, importId)).state === 'taking'

/**
 * Imports one slice, whole or not at all: first new records, then changes and enrolments. Returns null if the roster is not being imported
 * any more.
 */
async function importSlice(tx: Tx, site: Site, viewer: Viewer, { importId, cohortId, place, rows }: Slice): Promise<ComparedBatch | null> {
  if (!(await isImporting(tx, importId))) return null
  const batch = await compareBatch(site, viewer, rows, { asking: tx })
  const { staged, withEarlierStatus } = stageBatch(site, batch)
  await insertStaged(tx, staged)
  const left = batch.rows.flatMap(({ entry, verdict }, at) =>
    entry && (cohortId !== null || verdict.changes.length > 0 || withEarlierStatus.has(at)) ? [at] : [],
  )
  if (left.length > 0) {
    // The slice's new records are in the register now: the remaining rows are compared with that.
    const now = await compareBatch(site, viewer, rows, { asking: tx })
    for (const at of left) {
      const { entry, verdict } = present(now.rows[at], 'row of the slice')
      if (!entry) continue
      await applyChanges(tx, site, entry, verdict.changes, now.register)
      if (cohortId)
        await enrolPerson(tx, site, {
          cohortId,
          personId: present(now.register.persons.get(entry.idNumber), 'person of an accepted row').personId,
        })
    }
  }
  await keepProgress(tx, importId, place, batch)
  return batch
}

/** Stores the progress, and the results of rows that differ from the preview. */
async function keepProgress(tx: Tx, importId: string, place: number, batch: ComparedBatch) {
  const [row] = await tx
    .select({ taken: rosterImports.taken, takenUpTo: rosterImports.takenUpTo })
    .from(rosterImports)
    .where(eq(rosterImports.id, importId))
  const before = present(row, 'roster')
  const taken = before.taken ?? newCounts()
  addToCounts(taken, batch)
  const takenUpTo = await correctRows(
    tx,
    importId,
    batch.rows.map((row) => toImportRow(importId, row)),
    before.takenUpTo,
  )
  await tx
    .update(rosterImports)
    .set({ taken, takenUpTo, nextPlace: place + 1 })
    .where(eq(rosterImports.id, importId))
  tx.note(`roster ${importId}, slice ${place}: ${batch.rows.length} rows`)
}

/** Corrects the stored rows whose verdict differs from the preview; they were stored in the same order. Returns the last one's id. */
async function correctRows(tx: Tx, importId: string, rows: readonly ImportRow[], after: number) {
  const kept = await keptRows(tx).execute({ importId, after, count: rows.length })
  for (const [place, { id, outcome, message }] of kept.entries()) {
    const now = present(rows[place], 'row of the slice')
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
    .limit(sql.placeholder('count')),
)

async function finish(tx: Tx, importId: string) {
  if (!(await isImporting(tx, importId))) return
  await advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'FINISH' } })
  const [{ taken } = { taken: null }] = await tx
    .select({ taken: rosterImports.taken })
    .from(rosterImports)
    .where(eq(rosterImports.id, importId))
  const { new: added, known, changed, refused } = taken ?? newCounts()
  await deleteBatches(tx, importId)
  await tx
    .update(rosterImports)
    .set({ acceptedAt: tx.at, outcome: taken ?? newCounts(), failure: null })
    .where(eq(rosterImports.id, importId))
  tx.note(`roster ${importId}: ${added} new, ${known} known, ${changed} changed, ${refused} refused`)
}

const cannotGoOn = '服务停过，导入停在中途。请看过已收的行，再点“接着导入”。'

/**
 * Resumes the imports that a stop of the server interrupted, in the name of whoever accepted them and with that person's current rights.
 * Imports from the operator's command line wait for somebody to resume them.
 */
export async function resumeRosters(site: Site): Promise<void> {
  const broken = await site.read
    .select({ id: rosterImports.id, acceptedBy: rosterImports.acceptedBy, place: rosterImports.nextPlace })
    .from(workflows)
    .innerJoin(rosterImports, eq(rosterImports.id, workflows.id))
    .where(and(eq(workflows.kind, rosterWorkflow.kind), eq(workflows.state, 'taking')))
  for (const { id, acceptedBy, place } of broken) {
    const viewer = acceptedBy ? await loadViewer(site, acceptedBy) : null
    await site.write('system', 'roster goes on', async (tx) => {
      await advanceBySystem(tx, rosterWorkflow, { id, event: { type: 'RESUME' } })
      if (viewer) return
      await advanceBySystem(tx, rosterWorkflow, { id, event: { type: 'FAIL', slices: place } })
      await tx.update(rosterImports).set({ failure: cannotGoOn }).where(eq(rosterImports.id, id))
    })
    if (viewer) await runInBackground(id, () => importSlices(site, viewer, id), 0)
  }
}
