// Reading rosters that were handed in, and giving them back with the reasons in them.
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { addReason, type Reasons, workbookWithReasons } from '#app/spreadsheet/with-reasons.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import type { Outcome } from './against-register.ts'
import { fileOf } from './kept.server.ts'
import { canSeeRoster, rostersVisibleTo } from './policy.ts'
import { progressOf } from './progress.server.ts'

export const outcomeNames: Record<Outcome, string> = { new: '新增', known: '已有', changed: '变更', refused: '退回' }
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
  outcome: rosterImports.outcome,
}

/** One roster without its file. Refuses with 404. */
export async function visibleRoster(site: Pick<Site, 'read'>, viewer: Viewer, importId: string) {
  const [roster] = await site.read.select(head).from(rosterImports).where(eq(rosterImports.id, importId))
  if (!roster || !canSeeRoster(viewer, roster)) throw notFound('这份花名册')
  return roster
}

export type RosterState = 'reading' | 'failed' | 'previewed' | 'accepted'
const stateOf = ({ acceptedAt, failure, preview }: { acceptedAt: Date | null; failure: string | null; preview: RosterCounts | null }): RosterState =>
  acceptedAt ? 'accepted' : preview ? 'previewed' : failure ? 'failed' : 'reading'

const countsAlone = (counts: (RosterCounts & { facts?: unknown }) | null): RosterCounts | null => {
  if (!counts) return null
  const { facts: _, ...rest } = counts
  return rest
}

/** The viewer's rosters, latest first. */
export async function listRosters(site: Pick<Site, 'read'>, viewer: Viewer) {
  const rows = await site.read
    .select({ ...head, by: accounts.name })
    .from(rosterImports)
    .leftJoin(accounts, eq(accounts.id, rosterImports.uploadedBy))
    .where(rostersVisibleTo(viewer))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(100)
  return rows.map((roster) => ({ id: roster.id, fileName: roster.fileName, by: roster.by ?? '系统操作员', uploadedAt: roster.uploadedAt, state: stateOf(roster), counts: countsAlone(roster.outcome ?? roster.preview) }))
}

/** A roster with its counts, how far it is, and one page of its rows of one outcome. Refuses with 404. */
export async function readRosterImport(site: Pick<Site, 'read'>, viewer: Viewer, { importId, outcome, page = 1 }: { importId: string; outcome?: Outcome; page?: number }) {
  const roster = await visibleRoster(site, viewer, importId)
  const counts = roster.outcome ?? roster.preview
  const shown = outcome ?? (['refused', 'changed', 'new', 'known'] as const).find((one) => (counts?.[one] ?? 0) > 0) ?? 'new'
  const rows = await site.read
    .select()
    .from(rosterRows)
    .where(and(eq(rosterRows.importId, importId), eq(rosterRows.outcome, shown)))
    .orderBy(asc(rosterRows.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const { preview, ...rest } = roster
  return { ...rest, unread: preview?.facts?.unread ?? [], state: stateOf(roster), counts: countsAlone(counts), rowsDone: progressOf(importId), shown, rows, page, pages: Math.ceil((counts?.[shown] ?? 0) / pageSize) }
}

/**
 * The file as it came, every sheet and row, with two columns in front: what the row came to, and why. The columns keep
 * their order behind them. Refuses with 404.
 */
export async function rosterWithReasons(site: Pick<Site, 'read' | 'keys' | 'threads'>, viewer: Viewer, importId: string): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const roster = await visibleRoster(site, viewer, importId)
  const bytes = await fileOf(site, importId)
  const judged = await site.read.select({ sheet: rosterRows.sheet, row: rosterRows.row, name: rosterRows.name, outcome: rosterRows.outcome, message: rosterRows.message }).from(rosterRows).where(eq(rosterRows.importId, importId))
  const said: Reasons = new Map()
  for (const { sheet, row, name, outcome, message } of judged) addReason(said, { sheet, row, name, outcome: outcomeNames[outcome], message })
  return { fileName: `${roster.fileName.replace(/\.\w+$/, '')}-带原因.xlsx`, workbook: await workbookWithReasons(site, viewer.accountId, bytes, said) }
}
