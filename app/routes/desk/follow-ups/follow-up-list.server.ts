// The list of follow-ups as its page and its workbook show it.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { listFollowUps, type Shown } from '#app/modules/follow-ups/follow-ups.server.ts'
import type { ListedFollowUp } from '#app/modules/follow-ups/lists.ts'
import type { Site } from '#app/site.ts'

/** Returns the rows that an address asks for: those that wait, unless it asks for those that ended. */
export async function loadFollowUpList(
  site: Site,
  viewer: Viewer,
  asked: URLSearchParams,
): Promise<{ shown: Shown; rows: ListedFollowUp[]; isMore: boolean }> {
  const shown = asked.get('show') === 'past' ? 'past' : 'open'
  const { lines, isMore } = await listFollowUps(site, viewer, shown)
  const today = toDay(site.now())
  return { shown, rows: lines.map((line) => ({ ...line, today })), isMore }
}
