// Long reports are counted in a thread: one for an earlier moment reads all rows, and would block other requests.
import { and, between } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import { ThreadLimitReached } from '#app/threads/threads.server.ts'
import { completions } from '#db/views/cohorts.ts'
import { type FigureQuery, type FigureList, openFigure } from './figure-list.server.ts'
import { type HouseholdReport, readHouseholdReport } from './household-report.server.ts'
import { type ScopeQuery, resolveScope } from './scope.server.ts'

/**
 * Number of completions in the period from which a report counts as long: precomputed ones take microseconds each, those of an earlier
 * moment a tenth of a millisecond.
 */
const threadThreshold = { now: 20_000, earlier: 300 }

async function isLong({ read }: Pick<Site, 'read'>, { from, to, asOf }: ScopeQuery): Promise<boolean> {
  const threshold = asOf ? threadThreshold.earlier : threadThreshold.now
  return (
    (await read.$count(
      read
        .select({ day: completions.day })
        .from(completions)
        .where(and(between(completions.day, from, to)))
        .limit(threshold)
        .as('some'),
    )) >= threshold
  )
}

const limits = (viewer: Viewer, signal: AbortSignal | undefined) =>
  ({ pool: 'reads', seconds: 60, megabytes: 512, owner: viewer.accountId, signal }) as const
const tooLong = (fault: unknown) => {
  throw fault instanceof ThreadLimitReached ? new Refusal(409, '要数的太多，没有数完。请缩短时间，或只选一个乡镇。') : fault
}

/** Returns the report, counted in a thread if it is long. Throws what the report throws, and 409 if too many wait. */
export async function requestHouseholdReport(
  site: Site,
  viewer: Viewer,
  asked: ScopeQuery,
  signal?: AbortSignal,
): Promise<HouseholdReport> {
  resolveScope(site, viewer, asked)
  if (!(await isLong(site, asked))) return readHouseholdReport(site, viewer, asked)
  return site.threads.run('reports.household', { site: site.address(), viewer, asked }, limits(viewer, signal)).catch(tooLong)
}

/** Returns the list behind a figure, in the same way. */
export async function requestFigure(site: Site, viewer: Viewer, asked: FigureQuery, signal?: AbortSignal): Promise<FigureList> {
  resolveScope(site, viewer, asked)
  if (!(await isLong(site, asked))) return openFigure(site, viewer, asked)
  return site.threads.run('reports.figure', { site: site.address(), viewer, asked }, limits(viewer, signal)).catch(tooLong)
}

/** The part of it that runs in the thread. */
export const readReportInThread = ({ site: address, viewer, asked }: { site: SiteAddress; viewer: Viewer; asked: ScopeQuery }) =>
  withThreadSite(address, (site) => readHouseholdReport(site, viewer, asked))
export const openFigureInThread = ({ site: address, viewer, asked }: { site: SiteAddress; viewer: Viewer; asked: FigureQuery }) =>
  withThreadSite(address, (site) => openFigure(site, viewer, asked))
