// The help that trained people get: the pairings of the shops in which they work or worked.
import { asc, eq } from 'drizzle-orm'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { pairings } from '#db/schema/pairings.ts'
import { shopPeople } from '#db/views/shops.ts'
import { workflowEvents, workflows } from '#db/views/workflow.ts'
import { currentState } from './pairing.states.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

interface HelpOfHolder {
  certificateId: string
  pairingId: string
  shopId: string
  /** When the holder came into the shop and left it, in milliseconds. */
  addedAt: number
  removedAt: number | null
  /** The states of the pairing, each with the moment at which it began, in order. */
  changes: { at: number; to: string }[]
}

/** Lists the times in shops of the holders of these certificates, each with every pairing that the shop ever had. */
export async function listHelpOfHolders(read: Pick<Reader, 'select'>, certificateIds: readonly string[]): Promise<HelpOfHolder[]> {
  if (certificateIds.length === 0) return []
  const rows = await read
    .select({
      certificateId: shopPeople.certificateId,
      shopId: shopPeople.shopId,
      addedAt: shopPeople.addedAt,
      removedAt: shopPeople.removedAt,
      pairingId: pairings.id,
      state: workflows.state,
      context: workflows.context,
    })
    .from(shopPeople)
    .innerJoin(pairings, eq(pairings.westShopId, shopPeople.shopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(inValues(shopPeople.certificateId, certificateIds))
  if (rows.length === 0) return []
  const events = await read
    .select({ id: workflowEvents.workflowId, at: workflowEvents.at, to: workflowEvents.to })
    .from(workflowEvents)
    .where(
      inValues(
        workflowEvents.workflowId,
        rows.map(({ pairingId }) => pairingId),
      ),
    )
    .orderBy(asc(workflowEvents.workflowId), asc(workflowEvents.version))
  const changes = groupBy(events, ({ id }) => id)
  return rows.map(({ state, context, addedAt, removedAt, ...row }) => {
    // What an older version completed without any contact is read as unmet, as everywhere.
    const current = currentState(state, parseContext(pairingWorkflow, context))
    return {
      ...row,
      addedAt: addedAt.getTime(),
      removedAt: removedAt?.getTime() ?? null,
      changes: (changes.get(row.pairingId) ?? []).map(({ at, to }) => ({ at: at.getTime(), to: to === state ? current : to })),
    }
  })
}
