// What happened in a pairing, for desks: steps, and what the coordinator noted, each with who did it.
import { desc, eq } from 'drizzle-orm'
import type { Reader } from '#app/site.ts'
import { accounts } from '#db/views/accounts.ts'
import { workflowEvents } from '#db/views/workflow.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

export interface HistoryLine {
  version: number
  at: Date
  /** 结对协调员's name; null if the system did it. */
  by: string | null
  /** What was done: 暂停, 记一笔. */
  what: string
  isNote: boolean
  /** The reason, or what was noted. */
  words: string | null
}

/** How many of the latest lines a page shows. */
const maxLines = 100

/** Lists what happened in a pairing, the latest first. */
export async function listHistory(read: Pick<Reader, 'select'>, pairingId: string): Promise<HistoryLine[]> {
  const rows = await read
    .select({
      version: workflowEvents.version,
      type: workflowEvents.type,
      event: workflowEvents.event,
      at: workflowEvents.at,
      by: accounts.name,
    })
    .from(workflowEvents)
    .leftJoin(accounts, eq(accounts.id, workflowEvents.actor))
    .where(eq(workflowEvents.workflowId, pairingId))
    .orderBy(desc(workflowEvents.version))
    .limit(maxLines)
  const { events, system } = pairingWorkflow.labels
  return rows.map(({ version, type, event, at, by }) => {
    const { reason, words } = event as { reason?: string; words?: string }
    const what = events[type] ?? system?.[type] ?? '提出结对'
    return { version, at, by, what, isNote: type === 'NOTE', words: words ?? reason ?? null }
  })
}
