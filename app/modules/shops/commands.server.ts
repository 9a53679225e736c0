// Commands of shops: registering shops and changing their details.
import { and, eq, ne } from 'drizzle-orm'
import type { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { parseFields } from '#app/fields.ts'
import { ensureOwnerAccount } from '#app/modules/accounts/accounts.server.ts'
import { maxLengths } from '#app/text/max-lengths.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { notFound, invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { shops } from '#db/schema/shops.ts'
import { accounts } from '#db/views/accounts.ts'
import { type ShopEntry, shopEntry } from './entries.ts'
import { canCoordinate, ownsShop, requireCoordinator } from './policy.ts'

/** Registers a shop whose owner has an account already. Throws 403, or 422. Returns its id. */
export async function registerShop(site: Site, viewer: Viewer, entry: ShopEntry): Promise<string> {
  requireCoordinator(viewer)
  const shop = parseFields(shopEntry, entry)
  return site.write(viewer.accountId, 'enter shop', async (tx) => {
    if ((await tx.$count(accounts, eq(accounts.id, shop.ownerAccountId))) === 0) throw invalidInput({ ownerAccountId: ['没有这个账号'] })
    return addShop(tx, shop)
  })
}

/**
 * Registers a shop whose owner is known by name and phone number, and who claims it with a slip. Refuses a number that belongs to somebody
 * who has not agreed, unless an administrator states in `ownerConfirmed` how they made sure. Throws 403, or 422. Returns its id.
 */
export async function registerShopAndOwner(
  site: Site,
  viewer: Viewer,
  {
    ownerName,
    phone,
    ownerConfirmed,
    ...entry
  }: { ownerName: string; phone: string; ownerConfirmed?: string | undefined } & Partial<Record<keyof ShopEntry, unknown>>,
): Promise<string> {
  requireCoordinator(viewer)
  const number = parseMobileNumber(phone)
  const name = ownerName.trim()
  if (!name) throw invalidInput({ ownerName: ['请填店主姓名'] })
  if (name.length > maxLengths.accountName) throw invalidInput({ ownerName: [`店主姓名最多 ${maxLengths.accountName} 字`] })
  if (!number) throw invalidInput({ phone: ['手机号应是 11 位数字'] })
  const shop = parseFields(shopEntry, { ...entry, ownerAccountId: 'by phone' })
  return site.write(viewer.accountId, 'enter shop', async (tx) =>
    addShop(tx, {
      ...shop,
      ownerAccountId: await ensureOwnerAccount(tx, site, viewer, { name, phone: number, side: shop.side, confirmed: ownerConfirmed }),
    }),
  )
}

/** Adds a validated shop. Refuses a second one of the same name and place. */
export async function addShop(tx: Tx, shop: z.output<typeof shopEntry>): Promise<string> {
  if ((await tx.$count(shops, and(eq(shops.side, shop.side), eq(shops.name, shop.name), eq(shops.regionCode, shop.regionCode)))) > 0)
    throw invalidInput({ name: ['这个地区已有同名的店'] })
  const id = newId(tx.at.getTime())
  await tx.insert(shops).values({ id, ...shop, knownAt: tx.at })
  tx.note(`shop ${id}`)
  return id
}

/**
 * Changes a shop's details; side and owner stay. The owner and the coordinator may do it. The figures that help is compared with can only
 * be changed by the coordinator once the shop was helped, which `wasHelped` of pairings knows. Throws 404, or 422.
 */
export async function changeShop(
  site: Site,
  viewer: Viewer,
  { shopId, ...entry }: { shopId: string } & Partial<Record<keyof Omit<ShopEntry, 'side' | 'ownerAccountId'>, unknown>>,
  wasHelped: (tx: Tx, shopId: string) => Promise<boolean>,
): Promise<void> {
  await site.write(viewer.accountId, 'change shop', async (tx) => {
    const [known] = await tx.select().from(shops).where(eq(shops.id, shopId))
    if (!known || (!ownsShop(viewer, known) && !canCoordinate(viewer))) throw notFound('网店')
    const shop = parseFields(shopEntry, { ...entry, side: known.side, ownerAccountId: known.ownerAccountId })
    const others = and(eq(shops.side, known.side), eq(shops.name, shop.name), eq(shops.regionCode, shop.regionCode), ne(shops.id, shopId))
    if ((await tx.$count(shops, others)) > 0) throw invalidInput({ name: ['这个地区已有同名的店'] })
    const moved = startingFigures.filter((figure) => shop[figure] !== known[figure])
    if (moved.length > 0 && !canCoordinate(viewer) && (await wasHelped(tx, shopId)))
      throw invalidInput(Object.fromEntries(moved.map((figure) => [figure, ['结对以后，帮扶前的数字不能再改。要更正，请联系协调员。']])))
    await tx
      .update(shops)
      .set({ ...shop, knownAt: tx.at })
      .where(eq(shops.id, shopId))
    tx.note(`shop ${shopId}${moved.map((figure) => `, ${figure} from ${known[figure]} to ${shop[figure]}`).join('')}`)
  })
}

/** The figures that help is compared with: lowering them afterwards would make any help look good. */
const startingFigures = ['startingSales', 'startingOrders'] as const
