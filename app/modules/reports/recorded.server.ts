// What shows who is behind a figure is recorded before it is shown.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { askFigure as countFigure } from './apart.server.ts'
import { exportHouseholdReport as writeReport } from './export.server.ts'
import { type AskedFigure, type FigureList, openFigure as readFigure } from './figure-list.server.ts'
import type { Asked } from './scope.server.ts'
import { whyHousehold as judgeHousehold } from './why.server.ts'

const sayAsked = ({ region, from, to }: Asked) => `${region} ${from}–${to}`

/** `openFigure` of figure-list.server.ts, on record. */
export async function openFigure(site: Site, viewer: Viewer, asked: AskedFigure): Promise<FigureList> {
  const list = await readFigure(site, viewer, asked)
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: `household report ${asked.figure} ${sayAsked(asked)}`,
    rows: list.rows.length,
  })
  return list
}

/** `askFigure` of apart.server.ts, on record. */
export async function askFigure(site: Site, viewer: Viewer, asked: AskedFigure, signal?: AbortSignal): Promise<FigureList> {
  const list = await countFigure(site, viewer, asked, signal)
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: `household report ${asked.figure} ${sayAsked(asked)}`,
    rows: list.rows.length,
  })
  return list
}

/** `exportHouseholdReport` of export.server.ts, on record. */
export async function exportHouseholdReport(
  site: Site,
  viewer: Viewer,
  asked: Asked,
  signal?: AbortSignal,
): ReturnType<typeof writeReport> {
  const workbook = await writeReport(site, viewer, asked, signal)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `household report ${sayAsked(asked)}` })
  return workbook
}

/** `whyHousehold` of why.server.ts, on record. */
export async function whyHousehold(
  site: Site,
  viewer: Viewer,
  asked: Parameters<typeof judgeHousehold>[2],
): ReturnType<typeof judgeHousehold> {
  const why = await judgeHousehold(site, viewer, asked)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `why household ${asked.householdId}`, rows: 1 })
  return why
}
