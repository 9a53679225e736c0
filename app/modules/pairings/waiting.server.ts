// Which pairings wait for whom and for what, over all that a desk may see.
import { and, eq, ne } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { workflows } from '#db/views/workflow.ts'
import { listCheckIns } from './check-ins.server.ts'
import { latestStatements } from './contact.ts'
import type { PairingContext, Side } from './pairing.machine.ts'
import type { PairingLine, Waiting, WaitingPairing } from './pairing-line.ts'
import { isAlive } from './pairing.states.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

const urgency: readonly Waiting[] = ['risk', 'rematch', 'officer', 'checkIn', 'answer', 'assessment', 'pause']

/** Lists what each of these pairings waits for, the most urgent kinds first. */
export async function listWaitingPairings(site: Site, lines: readonly PairingLine[]): Promise<WaitingPairing[]> {
  const rows = await site.read
    .select({ id: workflows.id, context: workflows.context })
    .from(workflows)
    .where(and(eq(workflows.kind, pairingWorkflow.kind), ne(workflows.state, 'completed')))
  const contexts = new Map(rows.map(({ id, context }) => [id, parseContext(pairingWorkflow, context)]))
  const told = await listCheckIns(
    site,
    lines.filter(({ state }) => isAlive(state)).map(({ id }) => id),
  )
  const waiting = lines.flatMap((line) => {
    const context = contexts.get(line.id)
    return context ? findWaiting(line, context, (side) => latestStatements(told.get(line.id) ?? [], context.contacts)[side] === true) : []
  })
  return waiting.sort(
    (one, other) => urgency.indexOf(one.what) - urgency.indexOf(other.what) || (one.moment ?? '').localeCompare(other.moment ?? ''),
  )
}

const missingSides = (west: string | null, east: string | null): Side[] => [
  ...(west === null ? (['west'] as const) : []),
  ...(east === null ? (['east'] as const) : []),
]

function findWaiting(line: PairingLine, context: PairingContext, hasTold: (side: Side) => boolean): WaitingPairing[] {
  const silent = (['west', 'east'] as const).filter((side) => !hasTold(side))
  const one = (what: Waiting, moment: string | null, whom: Side[] = []): WaitingPairing[] => [
    { line, what, whom, moment, reason: context.reason, note: line.side === null ? context.note : null },
  ]
  switch (line.state) {
    case 'proposed':
      return one('answer', context.answerUntil, missingSides(context.westAcceptedAt, context.eastAcceptedAt))
    case 'alive.active.nudged':
      return one('checkIn', context.contactDue, silent)
    case 'alive.active.escalated':
      return one('officer', context.contactDue, silent)
    case 'alive.atRisk':
      return one('risk', context.contactDue, silent)
    case 'paused':
      return one('pause', context.pausedUntil)
    case 'evaluating':
      return one('assessment', context.evaluateUntil, missingSides(context.westAssessedAt, context.eastAssessedAt))
    case 'declined':
    case 'lapsed':
    case 'dissolved':
    case 'unmet':
      return one('rematch', null)
    default:
      return []
  }
}
