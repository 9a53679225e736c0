// Handing a roster in, previewing it, and taking it into the register.
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { listCohorts } from '#app/modules/cohorts/cohorts.server.ts'
import { Refusal, notFound, notYours } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { prepared } from '#db/prepared.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { type JudgedBatch, judgedBatches } from './batches.server.ts'
import { enterBatch } from './enter.server.ts'
import type { ProblemCode } from './judge.ts'
import { canImportRosters } from './policy.ts'
import { reportProgress } from './progress.server.ts'
import { visibleRoster } from './queries.server.ts'

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
}

/** Previewed rows kept in one write: long enough to be quick, short enough not to keep others waiting. */
const rowsAWrite = 2_000

const none = (): RosterCounts => ({ rows: 0, new: 0, known: 0, changed: 0, refused: 0 })

function count(counts: RosterCounts, { rows }: JudgedBatch) {
  counts.rows += rows.length
  for (const { verdict } of rows) counts[verdict.outcome]++
}

const refusedIn = ({ rows }: JudgedBatch): RefusedRow[] => rows.flatMap(({ judged, verdict: { problem } }) => (problem ? [{ row: judged.row, ...problem }] : []))

const asAnswer = ({ rows, new: added, known, changed }: RosterCounts, refused: RefusedRow[]): RosterOutcome => ({ rows, accepted: added + known + changed, new: added, known, changed, refused })

async function refuseUnlessCohort(site: Site, viewer: Viewer, cohortId: string | null | undefined) {
  if (cohortId && !(await listCohorts(site, viewer)).some(({ id }) => id === cohortId)) throw notFound('这个培训班')
}

/** Keeps the file, sealed. It is read by `previewRoster`. Refuses with 403, or 404 for a cohort that is not there. */
export async function handInRoster(site: Site, viewer: Viewer, { fileName, bytes, cohortId = null }: { fileName: string; bytes: Buffer; cohortId?: string | null }): Promise<string> {
  if (!canImportRosters(viewer)) throw notYours()
  await refuseUnlessCohort(site, viewer, cohortId)
  const id = newId()
  const fileSealed = site.keys.seal(bytes.toString('base64'))
  await site.write(viewer.accountId, 'hand in roster', async (tx) => {
    await tx.insert(rosterImports).values({ id, fileName, fileSealed, cohortId: cohortId || null, uploadedBy: viewer.accountId, uploadedAt: tx.at })
    tx.note(`roster ${id}`)
  })
  return id
}

const fileOf = async (site: Site, id: string) => {
  const [row] = await site.read.select({ sealed: rosterImports.fileSealed }).from(rosterImports).where(eq(rosterImports.id, id))
  return Buffer.from(site.keys.open(row!.sealed), 'base64')
}

const insertRow = prepared((tx: Pick<Tx, 'insert' | 'connection'>) => {
  const [importId, sheet, row, name, outcome, column, code, message] = ['importId', 'sheet', 'row', 'name', 'outcome', 'column', 'code', 'message'].map((field) => sql.placeholder(field))
  return tx.insert(rosterRows).values({ importId: importId!, sheet: sheet!, row: row!, name: name!, outcome: outcome!, column: column!, code: code!, message: message! }).prepare()
})

const asKept = (importId: string, { judged, verdict }: JudgedBatch['rows'][number]) => ({
  importId,
  sheet: judged.sheet,
  row: judged.row,
  name: judged.name,
  outcome: verdict.outcome,
  column: verdict.problem?.column ?? null,
  code: verdict.problem?.code ?? null,
  message: [...(verdict.problem ? [verdict.problem.message, ...judged.problems.slice(1).map(({ message }) => message)] : []), ...verdict.changes, ...judged.notes].join('；'),
})
type Kept = ReturnType<typeof asKept>

async function keepRows(tx: Tx, rows: readonly Kept[]) {
  for (const row of rows) await insertRow(tx).execute(row)
}

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

/**
 * Reads the roster and keeps what each row would come to; the register stays as it is. A file that cannot be read
 * leaves its sentence. Refuses with 404.
 */
export async function previewRoster(site: Site, viewer: Viewer, { importId }: { importId: string }): Promise<RosterCounts> {
  const roster = await visibleRoster(site, viewer, importId)
  if (roster.acceptedAt) throw new Refusal(409, '这份花名册已经导入了，不能再预览。')
  const counts = none()
  try {
    await site.write(viewer.accountId, 'read roster', (tx) => Promise.resolve(tx.delete(rosterRows).where(eq(rosterRows.importId, importId))))
    let kept: Kept[] = []
    const keep = async () => {
      const rows = kept
      kept = []
      await site.write(viewer.accountId, 'read roster', (tx) => keepRows(tx, rows))
    }
    for await (const batch of judgedBatches(site, viewer, await fileOf(site, importId), site.read)) {
      count(counts, batch)
      reportProgress(importId, counts.rows)
      kept.push(...batch.rows.map((row) => asKept(importId, row)))
      if (kept.length >= rowsAWrite) await keep()
    }
    await keep()
  } catch (fault) {
    if (fault instanceof Refusal) await site.write(viewer.accountId, 'refuse roster', (tx) => Promise.resolve(tx.update(rosterImports).set({ failure: fault.message }).where(eq(rosterImports.id, importId))))
    throw fault
  }
  await site.write(viewer.accountId, 'preview roster', (tx) => Promise.resolve(tx.update(rosterImports).set({ preview: counts, failure: null }).where(eq(rosterImports.id, importId))))
  return counts
}

/**
 * Takes the roster into the register, in one transaction: every good row, or, as chosen, none if any is refused. The rows
 * are judged again against the register as it is now. Refuses with 404, 409, and 422 where the choice forbids it.
 */
export async function acceptRoster(site: Site, viewer: Viewer, { importId, choice }: { importId: string; choice: RosterChoice }): Promise<RosterOutcome> {
  const roster = await visibleRoster(site, viewer, importId)
  if (!roster.preview) throw new Refusal(409, '这份花名册还没有读完，请等一等再导入。')
  if (roster.acceptedAt) throw new Refusal(409, '这份花名册已经导入过了。')
  await refuseUnlessCohort(site, viewer, roster.cohortId)
  const bytes = await fileOf(site, importId)
  return site.write(viewer.accountId, 'accept roster', async (tx) => {
    const [now] = await tx.select({ acceptedAt: rosterImports.acceptedAt }).from(rosterImports).where(eq(rosterImports.id, importId))
    if (now?.acceptedAt) throw new Refusal(409, '这份花名册已经导入过了。')
    const counts = none()
    const refused: RefusedRow[] = []
    let last = 0
    for await (const batch of judgedBatches(site, viewer, bytes, tx)) {
      count(counts, batch)
      refused.push(...refusedIn(batch))
      if (choice === 'none-if-any-refused' && refused.length > 0) throw new Refusal(422, `第 ${refused[0]!.row} 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。`)
      await enterBatch(tx, site, batch, roster.cohortId)
      last = await correctRows(tx, importId, batch.rows.map((row) => asKept(importId, row)), last)
      reportProgress(importId, counts.rows)
    }
    await tx.update(rosterImports).set({ choice, acceptedAt: tx.at, outcome: counts }).where(eq(rosterImports.id, importId))
    tx.note(`roster ${importId}: ${counts.new} new, ${counts.known} known, ${counts.changed} changed, ${counts.refused} refused`)
    return asAnswer(counts, refused)
  })
}

/** The whole way in one go, for the command line: all good rows are taken. With `dryRun` nothing is kept at all. */
export async function importRosterFile(site: Site, viewer: Viewer, { fileName, bytes, cohortId, dryRun }: { fileName: string; bytes: Buffer; cohortId?: string; dryRun: boolean }): Promise<RosterOutcome> {
  if (!canImportRosters(viewer)) throw notYours()
  if (dryRun) {
    await refuseUnlessCohort(site, viewer, cohortId)
    const counts = none()
    const refused: RefusedRow[] = []
    for await (const batch of judgedBatches(site, viewer, bytes, site.read)) {
      count(counts, batch)
      refused.push(...refusedIn(batch))
    }
    return asAnswer(counts, refused)
  }
  const importId = await handInRoster(site, viewer, { fileName, bytes, cohortId })
  await previewRoster(site, viewer, { importId })
  return acceptRoster(site, viewer, { importId, choice: 'all-good-rows' })
}
