// Handing a roster in, and previewing it.
import { eq } from 'drizzle-orm'
import { dayOf } from '#app/calendar.ts'
import { claimFile, keepFile } from '#app/importing/kept-files.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { notYours, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { withoutNumbers } from '#app/text/without-numbers.ts'
import { advanceBySystem, begin, standing } from '#app/workflow/kernel.server.ts'
import { isPossible } from '#app/workflow/possible.ts'
import { inserterOf } from '#db/many.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { acceptRoster, keepingFailure } from './accept.server.ts'
import { judgedBatches } from './batches.server.ts'
import { cohortOf, refuseUnlessCohort } from './cohort-of-roster.server.ts'
import { asAnswer, count, nameHouseholds, noCounts, type RefusedRow, refusedIn, type RosterOutcome } from './counts.ts'
import type { JudgedFor } from './reading/judging.ts'
import { forgetBatches, keepBatches, sealBatch } from './kept.server.ts'
import { type KeptRow, keptRowOf } from './kept-rows.ts'
import { canImportRosters } from './policy.ts'
import { reportProgress, workOn } from './progress.server.ts'
import { readRosterImport, type RosterView, visibleRoster } from './queries.server.ts'
import type { ReadRows, RosterFacts } from './reading/read-roster.server.ts'
import { readRosterFile } from './reading/reading.server.ts'
import { rosterWorkflow } from './rosters.workflow.ts'

/** Of a file's name; no file system knows a longer one. */
const longestFileName = 255

/** Rows kept in one write: long enough to be quick, short enough not to keep others waiting. */
const rowsAWrite = 500

const judgedFor = async (site: Site, viewer: Viewer, cohortId: string | null | undefined): Promise<JudgedFor> => ({
  viewer,
  today: dayOf(site.now()),
  cohortTier: (await cohortOf(site, viewer, cohortId))?.tier ?? null,
  programmeFile: site.programme.file,
})

/** Keeps the file, sealed, and its name without numbers of people. It is read by `previewRoster`. Refuses with 403, or 404 for a cohort that is not there. */
export async function handInRoster(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, cohortId = null }: { fileName: string; bytes: Buffer; cohortId?: string | null | undefined },
): Promise<string> {
  if (!canImportRosters(viewer)) throw notYours()
  await refuseUnlessCohort(site, viewer, cohortId)
  const id = await keepFile(site, viewer, bytes)
  await site.write(viewer.accountId, 'hand in roster', async (tx) => {
    await tx.insert(rosterImports).values({
      id,
      fileName: withoutNumbers(fileName).slice(0, longestFileName),
      cohortId: cohortId || null,
      uploadedBy: viewer.accountId,
      uploadedAt: tx.at,
    })
    await claimFile(tx, id)
    await begin(tx, rosterWorkflow, { id })
  })
  return id
}

const insertRows = inserterOf(rosterRows)

/**
 * Reads the roster and keeps what each row would come to; the register stays as it is. A file that cannot be read
 * leaves its sentence. Refuses with 404, and with 409 once it is being taken in or was put aside.
 */
export async function previewRoster(site: Site, viewer: Viewer, { importId }: { importId: string }): Promise<RosterCounts> {
  const roster = await visibleRoster(site, viewer, importId)
  if (!isReadable(roster.state)) throw notReadable()
  return keepingFailure(
    site,
    viewer,
    importId,
    async () => {
      await site.write(viewer.accountId, 'read roster', async (tx) => {
        await tx.delete(rosterRows).where(eq(rosterRows.importId, importId))
        await forgetBatches(tx, importId)
      })
      const counts = noCounts()
      let place = 0
      let rows: KeptRow[] = []
      let sealed: string[] = []
      const keep = () =>
        site.write(
          viewer.accountId,
          'read roster',
          async (tx) => {
            if (!isReadable((await standing(tx, rosterWorkflow, importId)).state)) throw notReadable()
            await insertRows(tx, rows)
            await keepBatches(tx, importId, place, sealed)
            place += sealed.length
            rows = []
            sealed = []
          },
          { lane: 'bulk' },
        )
      let facts: RosterFacts | undefined
      async function* reading(): AsyncGenerator<ReadRows> {
        facts = yield* readRosterFile(site, importId, await judgedFor(site, viewer, roster.cohortId))
      }
      for await (const batch of judgedBatches(site, viewer, reading())) {
        count(counts, batch)
        sealed.push(sealBatch(site, importId, place + sealed.length, batch.read))
        rows.push(...batch.rows.map((row) => keptRowOf(importId, row)))
        if (rows.length >= rowsAWrite) await keep()
        reportProgress(importId, counts.rows)
      }
      await keep()
      await site.write(viewer.accountId, 'preview roster', async (tx) => {
        await tx
          .update(rosterImports)
          .set({ preview: { ...counts, ...(facts && { facts }), batches: place }, failure: null })
          .where(eq(rosterImports.id, importId))
        if ((await standing(tx, rosterWorkflow, importId)).state !== 'previewed')
          await advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'READ' } })
      })
      return counts
    },
    async (tx) => {
      if (isPossible((await standing(tx, rosterWorkflow, importId)).snapshot, { type: 'UNREADABLE' }))
        await advanceBySystem(tx, rosterWorkflow, { id: importId, event: { type: 'UNREADABLE' } })
    },
  )
}

const isReadable = (state: string) => ['reading', 'failed', 'previewed'].includes(state)
const notReadable = () => new Refusal(409, '这份花名册已经导入或作废了，不能再预览。')

/** Reads a roster as `readRosterImport` does; where the server was stopped while it was reading the file, it begins again. */
export async function openRoster(site: Site, viewer: Viewer, asked: Parameters<typeof readRosterImport>[2]): Promise<RosterView> {
  const roster = await readRosterImport(site, viewer, asked)
  if (roster.state !== 'reading' || roster.rowsDone !== null) return roster
  await workOn(roster.id, () => previewRoster(site, viewer, asked)).catch(() => undefined)
  return readRosterImport(site, viewer, asked)
}

/** The whole way in one go, for the command line: all good rows are taken. With `dryRun` nothing is kept at all. */
export async function importRosterFile(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, cohortId, dryRun }: { fileName: string; bytes: Buffer; cohortId?: string | undefined; dryRun: boolean },
): Promise<RosterOutcome> {
  if (!canImportRosters(viewer)) throw notYours()
  if (dryRun) {
    await refuseUnlessCohort(site, viewer, cohortId)
    const counts = noCounts()
    const refused: RefusedRow[] = []
    const named = new Set<string>()
    let facts: RosterFacts | undefined
    async function* reading(): AsyncGenerator<ReadRows> {
      facts = yield* readRosterFile(site, bytes, await judgedFor(site, viewer, cohortId))
    }
    for await (const batch of judgedBatches(site, viewer, reading())) {
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
