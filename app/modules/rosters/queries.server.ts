// Reading rosters that were handed in, and giving them back with the reasons in them.
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type Cell, type CellValue, readSpreadsheet, type SheetRow, type SheetToWrite, workbookStream } from '#app/spreadsheet/spreadsheet.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { type RosterCounts, rosterImports, rosterRows } from '#db/schema/rosters.ts'
import type { Outcome } from './against-register.ts'
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
  acceptedAt ? 'accepted' : failure ? 'failed' : preview ? 'previewed' : 'reading'

/** The viewer's rosters, latest first. */
export async function listRosters(site: Pick<Site, 'read'>, viewer: Viewer) {
  const rows = await site.read
    .select({ ...head, by: accounts.name })
    .from(rosterImports)
    .leftJoin(accounts, eq(accounts.id, rosterImports.uploadedBy))
    .where(rostersVisibleTo(viewer))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(100)
  return rows.map((roster) => ({ id: roster.id, fileName: roster.fileName, by: roster.by ?? '系统操作员', uploadedAt: roster.uploadedAt, state: stateOf(roster), counts: roster.outcome ?? roster.preview }))
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
  return { ...roster, state: stateOf(roster), counts, rowsDone: progressOf(importId), shown, rows, page, pages: Math.ceil((counts?.[shown] ?? 0) / pageSize) }
}

const valueOf = (cell: Cell): CellValue => (cell.kind === 'date' && /^\d{4}-/.test(cell.day) ? { day: cell.day } : cell.kind === 'number' ? cell.number : cell.kind === 'empty' ? null : cell.text)

/**
 * The file as it came, every sheet and row, with two columns in front: what the row came to, and why. The columns keep
 * their order behind them. Refuses with 404.
 */
export async function rosterWithReasons(site: Pick<Site, 'read' | 'keys'>, viewer: Viewer, importId: string): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const roster = await visibleRoster(site, viewer, importId)
  const [file] = await site.read.select({ sealed: rosterImports.fileSealed }).from(rosterImports).where(eq(rosterImports.id, importId))
  const bytes = Buffer.from(site.keys.open(file!.sealed), 'base64')
  const judged = await site.read.select({ sheet: rosterRows.sheet, row: rosterRows.row, outcome: rosterRows.outcome, message: rosterRows.message }).from(rosterRows).where(eq(rosterRows.importId, importId))
  const said = new Map(judged.map(({ sheet, row, outcome, message }) => [`${sheet}\n${row}`, [outcomeNames[outcome], message] as const]))
  const names: string[] = []
  for await (const rows of readSpreadsheet(bytes)) for (const { sheet } of rows) if (names.at(-1) !== sheet) names.push(sheet)
  const sheets = names.map((name): SheetToWrite => ({ name, columns: [{ head: '结果', width: 8 }, { head: '原因', width: 50 }, { head: '原行号', width: 8 }, ...Array.from({ length: 12 }, () => ({ head: '', width: 18 }))], rows: rowsOf(bytes, name, said) }))
  return { fileName: `${roster.fileName.replace(/\.\w+$/, '')}-带原因.xlsx`, workbook: workbookStream(sheets) }
}

async function* rowsOf(bytes: Buffer, name: string, said: Map<string, readonly [string, string]>): AsyncGenerator<CellValue[]> {
  for await (const rows of readSpreadsheet(bytes)) for (const row of rows) if (row.sheet === name) yield withReason(row, said.get(`${name}\n${row.row}`))
}

const withReason = (row: SheetRow, [outcome, message]: readonly [string, string] = ['', '']): CellValue[] => [outcome, message, row.row, ...row.cells.map((cell, place) => (row.merged.has(place) ? null : valueOf(cell)))]
