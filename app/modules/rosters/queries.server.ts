// Reading rosters that were handed in, and giving them back with the reasons in them.
import { and, asc, desc, eq } from 'drizzle-orm'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { revive } from '#app/workflow/kernel.server.ts'
import { isPossible } from '#app/workflow/possible.ts'
import { workbookWithReasons } from '#app/spreadsheet/with-reasons.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { workflows } from '#db/schema/workflow.ts'
import type { Outcome } from './against-register.ts'
import { countsAlone } from './counts.ts'
import { fileOf } from './kept.server.ts'
import { canSeeRoster, rostersVisibleTo } from './policy.ts'
import { outcomeNames, reasonsOf } from './reasons.server.ts'
import { progressOf } from './progress.server.ts'
import { rosterWorkflow } from './rosters.workflow.ts'

export { outcomeNames }
const pageSize = 100

const head = {
  id: rosterImports.id,
  fileName: rosterImports.fileName,
  cohortId: rosterImports.cohortId,
  uploadedBy: rosterImports.uploadedBy,
  uploadedAt: rosterImports.uploadedAt,
  preview: rosterImports.preview,
  failure: rosterImports.failure,
  acceptedAt: rosterImports.acceptedAt,
  taken: rosterImports.taken,
  takenUpTo: rosterImports.takenUpTo,
  outcome: rosterImports.outcome,
  state: workflows.state,
  value: workflows.value,
  context: workflows.context,
}

/** Where a roster stands, in the order of its life. */
export type RosterState = 'reading' | 'failed' | 'previewed' | 'taking' | 'stopped' | 'accepted' | 'withdrawn'

/** One roster without its file. Refuses with 404. */
export async function visibleRoster(site: Pick<Site, 'read'>, viewer: Viewer, importId: string) {
  const [roster] = await site.read.select(head).from(rosterImports).innerJoin(workflows, eq(workflows.id, rosterImports.id)).where(eq(rosterImports.id, importId))
  if (!roster || !canSeeRoster(viewer, roster)) throw notFound('这份花名册')
  return { ...roster, state: roster.state as RosterState }
}

/** The viewer's rosters, latest first. */
export async function listRosters(site: Pick<Site, 'read'>, viewer: Viewer) {
  const rows = await site.read
    .select({ ...head, by: accounts.name })
    .from(rosterImports)
    .innerJoin(workflows, eq(workflows.id, rosterImports.id))
    .leftJoin(accounts, eq(accounts.id, rosterImports.uploadedBy))
    .where(rostersVisibleTo(viewer))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(100)
  return rows.map((roster) => ({ id: roster.id, fileName: roster.fileName, by: roster.by ?? '系统操作员', uploadedAt: roster.uploadedAt, state: roster.state as RosterState, counts: countsAlone(roster.outcome ?? roster.preview) }))
}

/** A roster with its counts, how far it is, and one page of its rows of one outcome. Refuses with 404. */
export async function readRosterImport(site: Pick<Site, 'read'>, viewer: Viewer, { importId, outcome, page = 1 }: { importId: string; outcome?: Outcome; page?: number }) {
  const { value, context, preview, ...roster } = await visibleRoster(site, viewer, importId)
  const snapshot = revive(rosterWorkflow, { value, context })
  const counts = countsAlone(roster.outcome ?? preview)
  const shown = outcome ?? (['refused', 'changed', 'new', 'known'] as const).find((one) => (counts?.[one] ?? 0) > 0) ?? 'new'
  const rows = await site.read
    .select()
    .from(rosterRows)
    .where(and(eq(rosterRows.importId, importId), eq(rosterRows.outcome, shown)))
    .orderBy(asc(rosterRows.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const isPartlyIn = ['taking', 'stopped'].includes(roster.state)
  return {
    ...roster,
    unread: preview?.facts?.unread ?? [],
    counts,
    rowsDone: progressOf(importId),
    interruptions: snapshot.context.interruptions,
    /** What people may do with it now. */
    can: { take: isPossible(snapshot, { type: 'TAKE' }), stop: isPossible(snapshot, { type: 'STOP' }), withdraw: isPossible(snapshot, { type: 'WITHDRAW' }) },
    shown,
    rows: rows.map((row) => ({ ...row, isOpen: isPartlyIn && row.id > roster.takenUpTo })),
    page,
    pages: Math.ceil((counts?.[shown] ?? 0) / pageSize),
  }
}

/**
 * The file as it came, every sheet and row, with two columns in front: what the row came to, and why. The columns keep
 * their order behind them. Refuses with 404.
 */
export async function rosterWithReasons(site: Site, viewer: Viewer, importId: string): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const roster = await visibleRoster(site, viewer, importId)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `roster ${importId} with reasons` })
  const wanted = { importId, takenUpTo: ['taking', 'stopped'].includes(roster.state) ? roster.takenUpTo : null }
  const workbook = await workbookWithReasons(site, viewer.accountId, {
    isSmall: (roster.preview?.rows ?? 0) <= smallRoster,
    here: async () => [await fileOf(site, importId), await reasonsOf(site, wanted)],
    there: ['rosters.withReasons', { site: site.address(), ...wanted }],
  })
  return { fileName: `${roster.fileName.replace(/\.\w+$/, '')}-带原因.xlsx`, workbook }
}

/** Rows that are put together in some hundredths of a second. */
const smallRoster = 2_000
