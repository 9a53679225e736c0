// Reading shops: the register, the shops that are in reach, one's own.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound, forbidden } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { shops } from '#db/schema/shops.ts'
import { accounts } from '#db/views/accounts.ts'
import { isShopOwner, shopsVisibleTo } from './policy.ts'

export type ShopRow = typeof shops.$inferSelect

/** The shops that are the viewer's own; an officer's list also has the western ones of his region, a coordinator's has all. */
export async function listShops(site: Site, viewer: Viewer, { side }: { side?: 'west' | 'east' } = {}): Promise<ShopRow[]> {
  return site.read
    .select()
    .from(shops)
    .where(and(side ? eq(shops.side, side) : undefined, shopsVisibleTo(viewer, shops)))
    .orderBy(shops.side, shops.name)
}

export interface RegisteredShop extends ShopRow {
  ownerName: string
  /** Whether the owner has chosen a secret, with a slip or before. */
  isClaimed: boolean
}

/** The register as the desk reads it: shops that the viewer may see, with their owners. */
export async function listRegisteredShops(site: Site, viewer: Viewer, { shopId }: { shopId?: string } = {}): Promise<RegisteredShop[]> {
  const rows = await site.read
    .select({ shop: shops, ownerName: accounts.name, isClaimed: accounts.hasSecret })
    .from(shops)
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(and(shopId ? eq(shops.id, shopId) : undefined, shopsVisibleTo(viewer, shops)))
    .orderBy(shops.side, shops.name)
  return rows.map(({ shop, ownerName, isClaimed }) => ({ ...shop, ownerName, isClaimed }))
}

/** A shop, whoever asks. Refuses with 404. */
export async function findShop(read: Pick<Reader, 'select'>, shopId: string): Promise<ShopRow> {
  const [shop] = await read.select().from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('网店')
  return shop
}

/** One of the viewer's own shops. Refuses with 403 or 404. */
export async function readOwnShop(site: Site, viewer: Viewer, shopId: string): Promise<ShopRow> {
  if (!isShopOwner(viewer)) throw forbidden('这里是给网店店主用的。')
  const [shop] = await site.read
    .select()
    .from(shops)
    .where(and(eq(shops.id, shopId), eq(shops.ownerAccountId, viewer.accountId)))
  if (!shop) throw notFound('网店')
  return shop
}
