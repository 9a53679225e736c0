// Queries that show who is behind a figure; the access is recorded before anything is shown.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { invalidInput } from '#app/refusal.ts'
import { requestFigure as countFigure, requestHouseholdReport } from './in-thread.server.ts'
import { exportHouseholdReport as writeReport } from './export.server.ts'
import { discloseIdNumbers, listDisclosedLately } from '#app/modules/households/households.server.ts'
import { type FigureQuery, type FigureList, listPeopleOfReport, openFigure as readFigure } from './figure-list.server.ts'
import type { ScopeQuery } from './scope.server.ts'
import { explainHousehold as explainUnrecorded } from './explain-household.server.ts'

const formatQuery = ({ region, from, to }: ScopeQuery) => `${region} ${from}–${to}`

/** Calls `openFigure` of figure-list.server.ts, recorded. */
export async function openFigure(site: Site, viewer: Viewer, asked: FigureQuery): Promise<FigureList> {
  const list = await readFigure(site, viewer, asked)
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: `household report ${asked.figure} ${formatQuery(asked)}`,
    rows: list.rows.length,
  })
  return list
}

/** Calls `requestFigure` of in-thread.server.ts, recorded. */
export async function requestFigure(site: Site, viewer: Viewer, asked: FigureQuery, signal?: AbortSignal): Promise<FigureList> {
  const list = await countFigure(site, viewer, asked, signal)
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: `household report ${asked.figure} ${formatQuery(asked)}`,
    rows: list.rows.length,
  })
  return list
}

/**
 * Calls `exportHouseholdReport` of export.server.ts, recorded. With `isWhole`, the ID numbers that were disclosed to the viewer a moment ago
 * are written whole (`askForWholeNumbers`).
 */
export async function exportHouseholdReport(
  site: Site,
  viewer: Viewer,
  { isWhole = false, ...asked }: ScopeQuery & { isWhole?: boolean },
  signal?: AbortSignal,
): ReturnType<typeof writeReport> {
  const wholeFor = isWhole ? await listDisclosedLately(site, viewer, await listPeopleToDisclose(site, viewer, asked)) : []
  const workbook = await writeReport(site, viewer, { ...asked, wholeFor }, signal)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `household report ${formatQuery(asked)}` })
  return workbook
}

/** More than these are not shown whole in one workbook. */
const maxWhole = 500

/** Lists the people of the report, unless there are more than are shown whole at once: then 422, before any of them is loaded. */
async function listPeopleToDisclose(site: Site, viewer: Viewer, asked: ScopeQuery): Promise<string[]> {
  const { persons } = await requestHouseholdReport(site, viewer, asked)
  if (persons > maxWhole) throw invalidInput({ reason: [`名单有 ${persons} 人。一次最多看 ${maxWhole} 人的全号，请先把时间或地区改小。`] })
  return listPeopleOfReport(site, viewer, asked)
}

/**
 * Discloses the ID numbers of all people in the report's list to the viewer, for a reason: each is logged, and each person can read it.
 * Returns for how many. Throws 403, and 422 without a reason or if there are too many people.
 */
export async function askForWholeNumbers(site: Site, viewer: Viewer, asked: ScopeQuery, reason: string): Promise<number> {
  return discloseIdNumbers(site, viewer, { personIds: await listPeopleToDisclose(site, viewer, asked), reason })
}

/** Calls `explainHousehold` of explain-household.server.ts, recorded. */
export async function explainHousehold(
  site: Site,
  viewer: Viewer,
  asked: Parameters<typeof explainUnrecorded>[2],
): ReturnType<typeof explainUnrecorded> {
  const why = await explainUnrecorded(site, viewer, asked)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `why household ${asked.householdId}`, rows: 1 })
  return why
}
