// Finds a pairing that the viewer may see, with both shops and the viewer's side.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'
import { notFound, forbidden } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { pairings } from '#db/schema/pairings.ts'
import { workflows } from '#db/views/workflow.ts'
import { columnsOf } from '#db/views/columns.ts'
import { shopsAs } from '#db/views/shops.ts'
import type { Side } from './pairing.machine.ts'
import { currentState } from './pairing.states.ts'
import { pairingWorkflow } from './pairing.workflow.ts'
import { canSeePairing, type PairingPlace, getSide } from './policy.ts'
import { parseContext } from '#app/workflow/definition.ts'

export const west = shopsAs('west_shop')

export const east = shopsAs('east_shop')

export const both = { pairing: pairings, west: columnsOf(west), east: columnsOf(east), state: workflows.state, context: workflows.context }

export interface FoundPairing {
  pairing: typeof pairings.$inferSelect
  west: ShopRow
  east: ShopRow
  state: string
  place: PairingPlace
  side: Side | null
}

export const toPairingPlace = (row: { west: ShopRow; east: ShopRow }): PairingPlace => ({
  westOwnerId: row.west.ownerAccountId,
  eastOwnerId: row.east.ownerAccountId,
  regionCode: row.west.regionCode,
})

/** Finds a pairing that the viewer may see, with the viewer's side. Throws 404. */
export async function findPairing(read: Pick<Reader, 'select'>, viewer: Viewer, pairingId: string): Promise<FoundPairing> {
  const [row] = await read
    .select(both)
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.id, pairingId))
  if (!row || !canSeePairing(viewer, toPairingPlace(row))) throw notFound('结对')
  return {
    ...row,
    state: currentState(row.state, parseContext(pairingWorkflow, row.context)),
    place: toPairingPlace(row),
    side: getSide(viewer, toPairingPlace(row)),
  }
}

/** The same for one of the two themselves. Throws 404, or 403 for a viewer who is neither. */
export async function findOwnPairing(
  read: Pick<Reader, 'select'>,
  viewer: Viewer,
  pairingId: string,
): Promise<FoundPairing & { side: Side }> {
  const found = await findPairing(read, viewer, pairingId)
  if (found.side === null) throw forbidden('只有结对的双方能办这件事。')
  return { ...found, side: found.side }
}
