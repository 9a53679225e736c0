// Which trained people are mentored: certified people whose shop is, or was, helped.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { listCertificateFacts } from '#app/modules/certificates/certificates.server.ts'
import type { Site } from '#app/site.ts'
import { pairings } from '#db/schema/pairings.ts'
import { shopPeople } from '#db/views/shops.ts'
import { workflows } from '#db/views/workflow.ts'
import { helpedStates, isCompleted, isUnmet, currentState } from './pairing.states.ts'
import { isRevoked } from '#app/modules/certificates/certificate.states.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

/**
 * Lists the people whose shop is helped, or was helped to the end while they worked there; each with that pairing. Somebody who joined a
 * shop after its help ended is not mentored by it.
 */
export async function listMentoredPersons(site: Pick<Site, 'read'>): Promise<Map<string, { pairingId: string; shopId: string }>> {
  const rows = await site.read
    .select({
      certificateId: shopPeople.certificateId,
      pairingId: pairings.id,
      shopId: shopPeople.shopId,
      addedAt: shopPeople.addedAt,
      state: workflows.state,
      context: workflows.context,
      movedAt: workflows.movedAt,
    })
    .from(shopPeople)
    .innerJoin(pairings, eq(pairings.westShopId, shopPeople.shopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(and(isNull(shopPeople.removedAt), inArray(workflows.state, helpedStates)))
  const holders = new Map(
    (
      await listCertificateFacts(
        site,
        rows.map(({ certificateId }) => certificateId),
      )
    )
      .filter(({ state }) => !isRevoked(state))
      .map(({ id, personId }) => [id, personId]),
  )
  const there = rows.filter(
    ({ state, context, addedAt, movedAt }) =>
      !isUnmet(currentState(state, parseContext(pairingWorkflow, context))) && (!isCompleted(state) || addedAt <= movedAt),
  )
  return new Map(
    there.flatMap(({ certificateId, pairingId, shopId }) => {
      const personId = holders.get(certificateId)
      return personId === undefined ? [] : [[personId, { pairingId, shopId }] as const]
    }),
  )
}
