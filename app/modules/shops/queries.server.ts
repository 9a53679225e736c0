// Queries of shops: the register, the shops in reach, the viewer's own.
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound, forbidden } from '#app/refusal.ts'
import { compareByPinyin } from '#app/text/by-pinyin.server.ts'
import type { Reader, Site } from '#app/site.ts'
import { shops } from '#db/schema/shops.ts'
import { accounts } from '#db/views/accounts.ts'
import { isShopOwner, shopsVisibleTo } from './policy.ts'

export type ShopRow = typeof shops.$inferSelect

/** Sorts shops: the eastern ones first, by name. */
export const sortShops = <Row extends Pick<ShopRow, 'side' | 'name'>>(rows: readonly Row[]): Row[] =>
  [...rows].sort((one, other) => (one.side === other.side ? compareByPinyin(one.name, other.name) : one.side < other.side ? -1 : 1))

/** Lists the viewer's own shops; for an officer also the western ones of their region, for a coordinator all. */
export async function listShops(site: Site, viewer: Viewer, { side }: { side?: 'west' | 'east' } = {}): Promise<ShopRow[]> {
  const rows = await site.read
    .select()
    .from(shops)
    .where(and(side ? eq(shops.side, side) : undefined, shopsVisibleTo(viewer, shops)))
  return sortShops(rows)
}

export interface RegisteredShop extends ShopRow {
  ownerName: string
  /** Whether the owner has chosen a secret, with a slip or before. */
  isClaimed: boolean
}

/** Lists the register for the desk: shops that the viewer may see, with their owners. */
export async function listRegisteredShops(site: Site, viewer: Viewer, { shopId }: { shopId?: string } = {}): Promise<RegisteredShop[]> {
  const rows = await site.read
    .select({ shop: shops, ownerName: accounts.name, isClaimed: accounts.hasSecret })
    .from(shops)
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(and(shopId ? eq(shops.id, shopId) : undefined, shopsVisibleTo(viewer, shops)))
  return sortShops(rows.map(({ shop, ownerName, isClaimed }) => ({ ...shop, ownerName, isClaimed })))
}

/** Finds a shop without checking access. Throws 404. */
export async function findShop(read: Pick<Reader, 'select'>, shopId: string): Promise<ShopRow> {
  const [shop] = await read.select().from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('网店')
  return shop
}

/** Returns one of the viewer's own shops. Throws 403 or 404. */
export async function readOwnShop(site: Site, viewer: Viewer, shopId: string): Promise<ShopRow> {
  if (!isShopOwner(viewer)) throw forbidden('这里是给网店店主用的。')
  const [shop] = await site.read
    .select()
    .from(shops)
    .where(and(eq(shops.id, shopId), eq(shops.ownerAccountId, viewer.accountId)))
  if (!shop) throw notFound('网店')
  return shop
}
