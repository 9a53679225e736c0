// What waits in follow-ups, in lines for the home of desks: an officer's own and what nobody has; for others what nobody has.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { addDays, toDay } from '#app/calendar.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { leadDays } from './lead-days.ts'
import { type FollowUpLine, listFollowUpsDue } from './queries.server.ts'

const lineOf = (key: string, lines: readonly FollowUpLine[], rest: Pick<Errand, 'sentence' | 'action' | 'href'>): Errand[] => {
  const [first] = lines
  return first ? [{ key, count: lines.length, unit: '人', day: first.dueOn, ...rest }] : []
}

/** Lists what waits, each with its earliest day. */
export async function listFollowUpErrands(site: Pick<Site, 'read' | 'now'>, viewer: Viewer): Promise<Errand[]> {
  if (!hasDuty(viewer, 'followUps.see')) return []
  const lines = await listFollowUpsDue(site, viewer, { until: addDays(toDay(site.now()), leadDays) })
  const own = lines.filter(({ assigneeId }) => assigneeId === viewer.accountId)
  const nobodys = lines.filter(({ assigneeId }) => assigneeId === null)
  return [
    ...lineOf('followUps own', own, { sentence: '要回访，交给您的', action: '去回访', href: paths.followUps() }),
    ...lineOf('followUps nobodys', nobodys, {
      sentence: '要回访，还没有交给谁',
      action: '去安排',
      href: paths.followUpList({ assignee: 'nobody' }),
    }),
  ]
}
