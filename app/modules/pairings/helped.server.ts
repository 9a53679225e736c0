// Which shops are helped or help, now or ever.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Pair } from '#app/modules/matching/instance.ts'
import { shopsVisibleTo } from '#app/modules/shops/policy.ts'
import type { Reader, Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { pairings } from '#db/schema/pairings.ts'
import { shops } from '#db/views/shops.ts'
import { workflows } from '#db/views/workflow.ts'
import { getBeginning } from './pairing.machine.ts'
import { failedStates, occupiesPlace } from './pairing.states.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

/** Whether both sides ever agreed to a pairing of the western shop. */
export async function wasHelped(read: Pick<Reader, 'select'>, shopId: string): Promise<boolean> {
  const rows = await read
    .select({ context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.westShopId, shopId))
  return rows.some(({ context }) => getBeginning(parseContext(pairingWorkflow, context)) !== null)
}

/** Lists the western shops that ever had a mentor, by the same rule. */
export async function listEverHelped(read: Pick<Reader, 'select'>): Promise<Set<string>> {
  const rows = await read
    .select({ id: pairings.westShopId, context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
  return new Set(rows.filter(({ context }) => getBeginning(parseContext(pairingWorkflow, context)) !== null).map(({ id }) => id))
}

/** Counts the western shops that each of these eastern shops helps now, or is about to. */
export async function countHelping(read: Pick<Reader, 'select'>, eastIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ id: pairings.eastShopId, state: workflows.state, count: sql<number>`count(*)` })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(inValues(pairings.eastShopId, [...eastIds]))
    .groupBy(pairings.eastShopId, workflows.state)
  const counts = new Map<string, number>()
  for (const { id, state, count } of rows) if (occupiesPlace(state)) counts.set(id, (counts.get(id) ?? 0) + count)
  return counts
}

/** Lists which of these western shops are helped now, or about to be: a shop is helped by one at a time. */
export async function listHelped(read: Pick<Reader, 'select'>, which: SQL | undefined): Promise<Set<string>> {
  const rows = await read
    .select({ id: shops.id, state: workflows.state })
    .from(pairings)
    .innerJoin(shops, eq(shops.id, pairings.westShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(which)
  return new Set(rows.filter(({ state }) => occupiesPlace(state)).map(({ id }) => id))
}

/** The same of all western shops that the viewer may see. */
export const listHelpedShops = (site: Site, viewer: Viewer) => listHelped(site.read, shopsVisibleTo(viewer, shops))

/** Lists pairs that were declined or dissolved. A pair that nobody answered in time may be tried again. */
export async function listFailedPairs(read: Pick<Reader, 'select'>, westIds: readonly string[]): Promise<Pair[]> {
  const rows = await read
    .select({ west: pairings.westShopId, east: pairings.eastShopId, context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(and(inValues(pairings.westShopId, [...westIds]), inArray(workflows.state, failedStates)))
  return rows
    .filter(({ context }) => parseContext(pairingWorkflow, context).ending !== 'lapsed')
    .map(({ west, east }): Pair => [west, east])
}
