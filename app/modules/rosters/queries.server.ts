// Queries of uploaded rosters, and the export with reasons.
import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import { readStoredFile } from '#app/importing/stored-files.server.ts'
import { type Outcome, outcomes } from '#app/importing/outcomes.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { firstPage, type Position, readPage } from '#app/paging.ts'
import { notFound } from '#app/refusal.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
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
import { getProgress } from './progress.server.ts'
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

/** Lists the viewer's rosters, latest first. */
export async function listRosters(site: Pick<Site, 'read'>, viewer: Viewer) {
  const rows = await site.read
    .select({ ...head, by: accounts.name })
    .from(rosterImports)
    .innerJoin(workflows, eq(workflows.id, rosterImports.id))
    .leftJoin(accounts, eq(accounts.id, rosterImports.uploadedBy))
    .where(rostersVisibleTo(viewer))
    .orderBy(desc(rosterImports.uploadedAt))
    .limit(100)
  return rows.map((roster) => ({
    id: roster.id,
    fileName: roster.fileName,
    by: roster.by ?? '系统操作员',
    uploadedAt: roster.uploadedAt,
    state: roster.state as RosterState,
    counts: pickCounts(roster.outcome ?? roster.preview),
  }))
}

export type ListedRoster = Awaited<ReturnType<typeof listRosters>>[number]

const isPartlyIn = ({ state }: { state: string }) => ['taking', 'stopped'].includes(state)

/**
 * Returns a roster with its counts, its progress, and one page of its rows of one outcome; the access is recorded, because the rows name
 * people. Throws 404.
 */
export async function readRosterImport(
  site: Site,
  viewer: Viewer,
  { importId, outcome, position = firstPage }: { importId: string; outcome?: Outcome | undefined; position?: Position },
) {
  const { value, context, preview, ...roster } = await findRoster(site, viewer, importId)
  const snapshot = toSnapshot(rosterWorkflow, { value, context })
  const counts = pickCounts(roster.outcome ?? preview)
  const shown = outcome ?? outcomes.find((one) => (counts?.[one] ?? 0) > 0) ?? 'new'
  const { rows, ...turns } = await readPage({
    position,
    size: pageSize,
    count: counts?.[shown] ?? 0,
    read: async ({ after, before, backwards, limit, skip }) =>
      site.read
        .select()
        .from(rosterRows)
        .where(
          and(
            eq(rosterRows.importId, importId),
            eq(rosterRows.outcome, shown),
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
  return {
    ...roster,
    unread: preview?.facts?.unread ?? [],
    counts,
    rowsDone: getProgress(importId),
    interruptions: snapshot.context.interruptions,
    /** The steps that are possible now. */
    can: {
      take: canTake(snapshot, { type: 'TAKE' }),
      stop: canTake(snapshot, { type: 'STOP' }),
      withdraw: canTake(snapshot, { type: 'WITHDRAW' }),
    },
    shown,
    rows: rows.map((row) => ({ ...row, isOpen: isPartlyIn(roster) && row.id > roster.takenUpTo })),
    turns,
  }
}

export type RosterView = Awaited<ReturnType<typeof readRosterImport>>

/**
 * Exports the file as it was uploaded, every sheet and row, with two columns in front: each row's result and its reason. The other columns
 * keep their order. Written in a thread. Throws 404, and 409 if too many wait.
 */
export async function exportRosterWithReasons(
  site: Site,
  viewer: Viewer,
  importId: string,
  signal?: AbortSignal,
): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const roster = await findRoster(site, viewer, importId)
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
      await listReasons(site, { importId, takenUpTo: isPartlyIn(roster) ? roster.takenUpTo : null }),
      emit,
    )
  })
