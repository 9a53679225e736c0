// Finds pairings by part of the name of one of their shops.
import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { pairings } from '#db/schema/pairings.ts'
import { workflows } from '#db/views/workflow.ts'
import { east, west } from './find.server.ts'
import { currentState } from './pairing.states.ts'
import { pairingWorkflow } from './pairing.workflow.ts'
import { pairingsVisibleTo } from './policy.ts'

export interface FoundPairingLine {
  id: string
  west: string
  east: string
  state: string
  why: string[]
}

/** Finds the first few pairings in reach, one of whose shops has this in its name; latest first. */
export async function findPairingsByShop(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundPairingLine[]; isAll: boolean }> {
  const typed = normaliseWidth(search).trim()
  const rows = await site.read
    .select({ id: pairings.id, west: west.name, east: east.name, state: workflows.state, context: workflows.context })
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(
      and(
        or(sql`instr(${west.name}, ${typed}) > 0`, sql`instr(${east.name}, ${typed}) > 0`),
        pairingsVisibleTo(viewer, { westOwner: west.ownerAccountId, eastOwner: east.ownerAccountId, region: west.regionCode }),
      ),
    )
    .orderBy(desc(pairings.id))
    .limit(most + 1)
  return {
    rows: rows.slice(0, most).map(({ context, state, ...row }) => ({
      ...row,
      state: currentState(state, parseContext(pairingWorkflow, context)),
      why: ['店名'],
    })),
    isAll: rows.length <= most,
  }
}
