// Commands of rosters: uploading and previewing.
import { eq } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { claimStoredFile, storeFile } from '#app/importing/stored-files.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { maskNumbers } from '#app/text/mask-numbers.ts'
import { advanceBySystem, advanceWorkflow, startWorkflow, loadWorkflow } from '#app/workflow/kernel.server.ts'
import { canTake } from '#app/workflow/possible.ts'
import { createInserter } from '#db/inserter.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { acceptRoster, recordingFailure } from './accept.server.ts'
import { compareBatches } from './compare-batches.server.ts'
import { findCohort, assertOpenCohort } from './cohort-of-roster.server.ts'
import { toRosterOutcome, addToCounts, addHouseholdNumbers, newCounts, type RefusedRow, listRefused, type RosterOutcome } from './counts.ts'
import type { ValidationContext } from './reading/validation-options.ts'
import { deleteBatches, listStarts, storeBatches, sealBatch } from './batch-store.server.ts'
import { type ImportRow, toImportRow } from './import-rows.ts'
import { canImportRosters } from './policy.ts'
import { reportProgress, runInBackground } from './progress.server.ts'
import { readRosterImport, type RosterView, findRoster } from './queries.server.ts'
import type { ReadRows, RosterFacts } from './reading/read-roster.server.ts'
import { readRosterFile } from './reading/reading.server.ts'
import { isUndecided } from './roster.states.ts'
import { rosterWorkflow } from './rosters.workflow.ts'

/** Maximum length of a file's name; no file system allows longer ones. */
const maxFileNameLength = 255

/** Rows a write: enough to be fast, few enough not to keep other writers waiting. */
const rowsAWrite = 500

const loadValidationContext = async (site: Site, viewer: Viewer, cohortId: string | null | undefined): Promise<ValidationContext> => ({
  viewer,
  today: toDay(site.now()),
  cohortTier: (await findCohort(site, viewer, cohortId))?.tier ?? null,
  programmeFile: site.programme.file,
})

/**
 * Stores the file, sealed, and its name without numbers of people. `previewRoster` reads it. Throws 403, 404 if the cohort does not
 * exist, or 422 if it is over.
 */
export async function uploadRoster(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, cohortId = null }: { fileName: string; bytes: Buffer; cohortId?: string | null | undefined },
): Promise<string> {
  if (!canImportRosters(viewer)) throw forbidden()
  await assertOpenCohort(site, viewer, cohortId)
  const id = await storeFile(site, viewer, bytes)
  await site.write(viewer.accountId, 'hand in roster', async (tx) => {
    await tx.insert(rosterImports).values({
      id,
      fileName: maskNumbers(fileName).slice(0, maxFileNameLength),
      cohortId: cohortId || null,
      uploadedBy: viewer.accountId,
      uploadedAt: tx.at,
    })
    await claimStoredFile(tx, id)
    await startWorkflow(tx, rosterWorkflow, { id, input: { undecidedDays: site.programme.retention.undecidedDays } })
  })
  return id
}

const insertRows = createInserter(rosterRows)

/**
 * Reads the roster and stores what would become of each row; the register is not changed. If the file cannot be read, stores the message.
 * Throws 404, and 409 if it is being imported or was discarded.
 */
export async function previewRoster(site: Site, viewer: Viewer, { importId }: { importId: string }): Promise<RosterCounts> {
  const roster = await findRoster(site, viewer, importId)
  if (!isUndecided(roster.state)) throw notReadable()
  return recordingFailure(
    site,
    viewer,
    importId,
    async () => {
      await site.write(viewer.accountId, 'read roster', async (tx) => {
        if (!isUndecided((await loadWorkflow(tx, rosterWorkflow, importId)).state)) throw notReadable()
        await tx.delete(rosterRows).where(eq(rosterRows.importId, importId))
        await deleteBatches(tx, importId)
      })
      const counts = newCounts()
      let place = 0
      let rows: ImportRow[] = []
      let sealed: string[] = []
      let sizes: number[] = []
      const starts: number[] = []
      const keep = () =>
        site.write(
          viewer.accountId,
          'read roster',
          async (tx) => {
            if (!isUndecided((await loadWorkflow(tx, rosterWorkflow, importId)).state)) throw notReadable()
            await insertRows(tx, rows)
            starts.push(...(await listStarts(tx, importId, sizes)))
            await storeBatches(tx, importId, place, sealed)
            place += sealed.length
            rows = []
            sealed = []
            sizes = []
          },
          { lane: 'bulk' },
        )
      let facts: RosterFacts | undefined
      async function* reading(): AsyncGenerator<ReadRows> {
        facts = yield* readRosterFile(site, importId, await loadValidationContext(site, viewer, roster.cohortId))
      }
      for await (const batch of compareBatches(site, viewer, reading())) {
        addToCounts(counts, batch)
        sealed.push(sealBatch(site, importId, place + sealed.length, batch.read))
        sizes.push(batch.rows.length)
        rows.push(...batch.rows.map((row) => toImportRow(importId, row)))
        if (rows.length >= rowsAWrite) await keep()
        reportProgress(importId, counts.rows)
      }
      await keep()
      await site.write(viewer.accountId, 'preview roster', async (tx) => {
        await tx
          .update(rosterImports)
          .set({ preview: { ...counts, ...(facts && { facts }), batches: place, starts }, failure: null })
          .where(eq(rosterImports.id, importId))
        if ((await loadWorkflow(tx, rosterWorkflow, importId)).state !== 'previewed')
          await advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'READ' } })
      })
      return counts
    },
    async (tx) => {
      if (canTake((await loadWorkflow(tx, rosterWorkflow, importId)).snapshot, { type: 'UNREADABLE' }))
        await advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'UNREADABLE' } })
    },
  )
}

const notReadable = () => new Refusal(409, '这份花名册已经导入或作废了，不能再预览。')

/**
 * Gives a roster that nobody has decided on another class, or none; `previewRoster` must read it again, because a row's notes depend on the
 * class. Throws 404, 409 if it is being read or was decided on, and 422 if the class is over.
 */
export async function assignRoster(site: Site, viewer: Viewer, { importId, cohortId }: { importId: string; cohortId: string | null }) {
  await findRoster(site, viewer, importId)
  await assertOpenCohort(site, viewer, cohortId)
  await site.write(viewer.accountId, 'assign roster to a class', async (tx) => {
    await advanceWorkflow(tx, rosterWorkflow, { id: importId, version: 'latest', event: { type: 'ASSIGN' } })
    await tx.update(rosterImports).set({ cohortId, preview: null, failure: null }).where(eq(rosterImports.id, importId))
    tx.note(`roster ${importId}: class ${cohortId ?? 'none'}`)
  })
}

/** Returns a roster like `readRosterImport`; if the server was stopped while reading the file, starts the preview again. */
export async function openRoster(site: Site, viewer: Viewer, asked: Parameters<typeof readRosterImport>[2]): Promise<RosterView> {
  const roster = await readRosterImport(site, viewer, asked)
  if (roster.state !== 'reading' || roster.rowsDone !== null) return roster
  await runInBackground(roster.id, () => previewRoster(site, viewer, asked)).catch(() => undefined)
  return readRosterImport(site, viewer, asked)
}

/** Does the whole import at once, for the command line: imports all good rows. With `dryRun` nothing is stored at all. */
export async function importRosterFile(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, cohortId, dryRun }: { fileName: string; bytes: Buffer; cohortId?: string | undefined; dryRun: boolean },
): Promise<RosterOutcome> {
  if (!canImportRosters(viewer)) throw forbidden()
  if (dryRun) {
    await assertOpenCohort(site, viewer, cohortId)
    const counts = newCounts()
    const refused: RefusedRow[] = []
    const named = new Set<string>()
    let facts: RosterFacts | undefined
    async function* reading(): AsyncGenerator<ReadRows> {
      facts = yield* readRosterFile(site, bytes, await loadValidationContext(site, viewer, cohortId))
    }
    for await (const batch of compareBatches(site, viewer, reading())) {
      addToCounts(counts, batch)
      addHouseholdNumbers(named, batch)
      refused.push(...listRefused(batch))
    }
    return toRosterOutcome(counts, refused, named, facts)
  }
  const importId = await uploadRoster(site, viewer, { fileName, bytes, cohortId })
  await previewRoster(site, viewer, { importId })
  return acceptRoster(site, viewer, { importId, choice: 'all-good-rows' })
}
