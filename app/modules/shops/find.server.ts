// Finds shops by part of their name.
import { and } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { contains } from '#db/dialect/dialect.ts'
import { shops } from '#db/schema/shops.ts'
import { normaliseWidth } from '#app/text/characters.ts'
import { shopsVisibleTo } from './policy.ts'
import type { Side } from './shop.ts'

export interface FoundShop {
  id: string
  name: string
  side: Side
  regionCode: string
  why: string[]
}

/** Finds the first few shops in reach with this in their name. */
export async function findShops(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundShop[]; isAll: boolean }> {
  const typed = normaliseWidth(search).trim()
  const rows = await site.read
    .select({ id: shops.id, name: shops.name, side: shops.side, regionCode: shops.regionCode })
    .from(shops)
    .where(and(contains(shops.name, typed), shopsVisibleTo(viewer, shops)))
    .orderBy(shops.side, shops.name)
    .limit(most + 1)
  return { rows: rows.slice(0, most).map((row) => ({ ...row, why: ['店名'] })), isAll: rows.length <= most }
}
