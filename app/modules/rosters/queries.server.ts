// Queries of uploaded rosters, and the export with reasons.
import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import { readStoredFile } from '#app/importing/stored-files.server.ts'
import { describeExpiry } from '#app/importing/expiry.ts'
import { chooseFilter, type RowFilter } from '#app/importing/outcomes.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { firstPage, type Position, readPage } from '#app/paging.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { formatStepOfOther } from '#app/workflow/overtaken.server.ts'
import { canTake } from '#app/workflow/possible.ts'
import { emitRowsWithReasons, toReasonsFileName } from '#app/spreadsheet/with-reasons.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { rosterImports, rosterRows } from '#db/schema/rosters.ts'
import { workflows } from '#db/views/workflow.ts'
import { accounts } from '#db/views/accounts.ts'
import { pickCounts } from './counts.ts'
import { canSeeRoster, rostersVisibleTo } from './policy.ts'
import { listReasons } from './reasons.server.ts'
import { columnLabels, rosterHeaderRules } from './reading/columns.ts'
import { getProgress } from './progress.server.ts'
import { readUnderstood } from './understood.server.ts'
import { isDiscarded, isPartlyIn, isUndecided } from './roster.states.ts'
import { rosterWorkflow } from './rosters.workflow.ts'
import type { StateOf } from '#app/workflow/states.ts'
import type { rosterMachine } from './roster.machine.ts'

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

/** The states of a roster, in order. */
export type RosterState = StateOf<typeof rosterMachine>

/** Finds one roster without its file. Throws 404. */
export async function findRoster(site: Pick<Site, 'read'>, viewer: Viewer, importId: string) {
  const [roster] = await site.read
    .select(head)
    .from(rosterImports)
    .innerJoin(workflows, eq(workflows.id, rosterImports.id))
    .where(eq(rosterImports.id, importId))
  if (!roster || !canSeeRoster(viewer, roster)) throw notFound('这份花名册')
  return { ...roster, state: roster.state as RosterState }
}

/** Returns what is lost if a roster is discarded. Throws 404, and 409 if it cannot be discarded any more. */
export async function readDiscardableRoster(site: Site, viewer: Viewer, importId: string) {
  const { id, fileName, preview, state } = await findRoster(site, viewer, importId)
  if (!isUndecided(state))
    throw new Refusal(
      409,
      `这份花名册已经导入或作废了，不能再作废。${await formatStepOfOther(site.read, rosterWorkflow, { id: importId, actor: viewer.accountId })}`,
    )
  return { id, fileName, rows: preview?.rows ?? null }
}

/** Lists the viewer's rosters, latest first. */
export async function listRosters(site: Pick<Site, 'read' | 'now'>, viewer: Viewer) {
  const rows = await site.read
    .select({ ...head, by: accounts.name })
    .from(rosterImports)
    .innerJoin(workflows, eq(workflows.id, rosterImports.id))
    .leftJoin(accounts, eq(accounts.id, rosterImports.uploadedBy))
    .where(rostersVisibleTo(viewer))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(maxListed)
  return rows.map((roster) => ({
    id: roster.id,
    fileName: roster.fileName,
    by: roster.by ?? '系统操作员',
    uploadedAt: roster.uploadedAt,
    state: roster.state as RosterState,
    counts: pickCounts(roster.outcome ?? roster.preview),
    expiry: isUndecided(roster.state)
      ? describeExpiry(toSnapshot(rosterWorkflow, { value: roster.value, context: roster.context }).context, site.now())
      : null,
  }))
}

/** Rosters that are listed, the latest. */
const maxListed = 1_000

export type ListedRoster = Awaited<ReturnType<typeof listRosters>>[number]

/**
 * Returns a roster with its counts, its progress, and one page of its rows of one outcome, or of all, with what was understood of each; the access is recorded, because the rows name
 * people. Throws 404.
 */
export async function readRosterImport(
  site: Site,
  viewer: Viewer,
  { importId, outcome, position = firstPage }: { importId: string; outcome?: RowFilter | undefined; position?: Position },
) {
  const { value, context, preview, ...roster } = await findRoster(site, viewer, importId)
  const snapshot = toSnapshot(rosterWorkflow, { value, context })
  const counts = pickCounts(roster.outcome ?? preview)
  const shown = outcome ?? chooseFilter(counts)
  const { rows, ...turns } = await readPage({
    position,
    size: pageSize,
    count: counts?.[shown === 'all' ? 'rows' : shown] ?? 0,
    read: async ({ after, before, backwards, limit, skip }) =>
      site.read
        .select()
        .from(rosterRows)
        .where(
          and(
            eq(rosterRows.importId, importId),
            shown === 'all' ? undefined : eq(rosterRows.outcome, shown),
            after ? gt(rosterRows.id, Number(after)) : undefined,
            before ? lt(rosterRows.id, Number(before)) : undefined,
          ),
        )
        .orderBy(backwards ? desc(rosterRows.id) : asc(rosterRows.id))
        .limit(limit)
        .offset(skip),
    keyOf: ({ id }) => String(id),
  })
  if (rows.length > 0) await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `roster ${importId}`, rows: rows.length })
  const understood = await readUnderstood(site, { importId, starts: preview?.starts ?? [], rows })
  return {
    ...roster,
    unread: preview?.facts?.unread ?? [],
    /** By sheet, the day of which it speaks; null: the day of the import. */
    days: preview?.facts?.days ?? {},
    counts,
    rowsDone: getProgress(importId),
    interruptions: snapshot.context.interruptions,
    /** The steps that are possible now. */
    can: {
      take: canTake(snapshot, { type: 'TAKE' }),
      stop: canTake(snapshot, { type: 'STOP' }),
      withdraw: canTake(snapshot, { type: 'WITHDRAW' }),
      assign: canTake(snapshot, { type: 'ASSIGN' }),
    },
    expiry: isUndecided(roster.state) ? describeExpiry(snapshot.context, site.now()) : null,
    isDiscarded: isDiscarded(roster.state),
    shown,
    rows: rows.map((row) => ({
      ...row,
      understood: understood.get(row.id) ?? null,
      isOpen: isPartlyIn(roster.state) && row.id > roster.takenUpTo,
    })),
    turns,
  }
}

export type RosterView = Awaited<ReturnType<typeof readRosterImport>>

/**
 * Exports the file as it was uploaded, every sheet and row, with columns at its right: each row’s result and its reason. The other columns
 * keep their order. Written in a thread. Throws 404, and 409 if too many wait.
 */
export async function exportRosterWithReasons(
  site: Site,
  viewer: Viewer,
  importId: string,
  signal?: AbortSignal,
): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const roster = await findRoster(site, viewer, importId)
  if (isDiscarded(roster.state)) throw new Refusal(409, '这份花名册已经作废，文件已经删掉了。')
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `roster ${importId} with reasons` })
  const workbook = await toFileStream(
    site.threads.stream('rosters.refusals', { site: site.address(), viewer, importId }, exportLimits(viewer.accountId, signal)),
  )
  return { fileName: toReasonsFileName(roster.fileName), workbook }
}

/** The part of it that runs in the thread. */
export const writeRefusals = (
  { site: address, viewer, importId }: { site: SiteAddress; viewer: Viewer; importId: string },
  emit: Emit<Uint8Array>,
): Promise<null> =>
  withThreadSite(address, async (site) => {
    const roster = await findRoster(site, viewer, importId)
    return emitRowsWithReasons(
      await readStoredFile(site, importId),
      await listReasons(site, { importId, takenUpTo: isPartlyIn(roster.state) ? roster.takenUpTo : null }),
      { rules: rosterHeaderRules, labels: columnLabels },
      emit,
    )
  })
