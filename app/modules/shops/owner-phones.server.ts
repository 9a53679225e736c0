// The phone numbers of owners at desks: masked, and shown in clear only with a reason that the owner can read.
import { and, desc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { maskPhone } from '#app/masks.ts'
import { forbidden, invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { inValues } from '#db/in-values.ts'
import { ownerPhoneLooks, shops } from '#db/schema/shops.ts'
import { sealPlace } from '#db/sealed.ts'
import { accountPhones, accounts } from '#db/views/accounts.ts'
import { canAskOwner, canSeeShop } from './policy.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Loads the numbers in clear, by account, for code that masks them. */
export async function loadOwnerPhones(
  site: Pick<Site, 'read' | 'keys'>,
  owned: readonly { ownerAccountId: string }[],
): Promise<Map<string, string>> {
  const rows = await site.read
    .select({ id: accountPhones.id, phone: accountPhones.phoneSealed })
    .from(accountPhones)
    .where(inValues(accountPhones.id, [...new Set(owned.map(({ ownerAccountId }) => ownerAccountId))]))
  return new Map(rows.flatMap(({ id, phone }) => (phone === null ? [] : [[id, site.keys.open(phone, sealPlace.phoneOfAccount(id))]])))
}

export interface OwnerContact {
  shopId: string
  shopName: string
  ownerName: string
  /** Masked; null if the owner has none. */
  phone: string | null
  /** Whether the viewer may see it in clear. */
  canAsk: boolean
}

/** Lists the owners of these shops with masked numbers. Of shops that the viewer may not see there is only the shop's name. */
export async function listOwnerContacts(site: Site, viewer: Viewer, shopIds: readonly string[]): Promise<OwnerContact[]> {
  const rows = await site.read
    .select({
      id: shops.id,
      name: shops.name,
      side: shops.side,
      regionCode: shops.regionCode,
      ownerAccountId: shops.ownerAccountId,
      ownerName: accounts.name,
    })
    .from(shops)
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(inValues(shops.id, [...shopIds]))
  const phones = await loadOwnerPhones(site, rows)
  return shopIds.flatMap((shopId) => {
    const row = rows.find(({ id }) => id === shopId)
    if (!row || !canSeeShop(viewer, row)) return []
    const phone = phones.get(row.ownerAccountId)
    const canAsk = canAskOwner(viewer, row) && phone !== undefined
    return [{ shopId, shopName: row.name, ownerName: row.ownerName, phone: phone ? maskPhone(phone) : null, canAsk }]
  })
}

/**
 * Shows an owner's number in clear, and first logs who looked, when and why. The owner can read the log. Throws 404, 403, or 422 without a
 * reason.
 */
export async function discloseOwnerPhone(
  site: Site,
  viewer: Viewer,
  { shopId, reason }: { shopId: string; reason: string },
): Promise<string | null> {
  const [shop] = await site.read.select().from(shops).where(eq(shops.id, shopId))
  if (!shop || !canSeeShop(viewer, shop)) throw notFound('网店')
  if (!canAskOwner(viewer, shop)) throw forbidden('您的职责不需要看店主的电话。')
  const said = reason.trim()
  if (said.length < 4) throw invalidInput({ reason: ['请写明为什么要看，至少 4 个字。店主能看到这条记录。'] })
  if (said.length > maxLengths.reason) throw invalidInput({ reason: [`原因最多 ${maxLengths.reason} 字。`] })
  const { ownerAccountId } = shop
  await site.write(viewer.accountId, 'look at phone of owner', async (tx) => {
    await tx
      .insert(ownerPhoneLooks)
      .values({ id: newId(tx.at.getTime()), shopId, ownerAccountId, by: viewer.accountId, reason: said, at: tx.at })
    tx.note(`look at phone of the owner of shop ${shopId}`)
  })
  return (await loadOwnerPhones(site, [shop])).get(ownerAccountId) ?? null
}

/** How many of the latest looks an owner is shown. */
const maxLooks = 50

/** Lists who has looked at the phone number of the viewer, who owns the shop, the latest first. */
export async function listLooksAtOwnPhone(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { shopId }: { shopId: string },
): Promise<{ id: string; by: string; reason: string; at: Date }[]> {
  const rows = await site.read
    .select({ id: ownerPhoneLooks.id, by: accounts.name, reason: ownerPhoneLooks.reason, at: ownerPhoneLooks.at })
    .from(ownerPhoneLooks)
    .leftJoin(accounts, eq(accounts.id, ownerPhoneLooks.by))
    .where(and(eq(ownerPhoneLooks.ownerAccountId, viewer.accountId), eq(ownerPhoneLooks.shopId, shopId)))
    .orderBy(desc(ownerPhoneLooks.at))
    .limit(maxLooks)
  return rows.map(({ by, ...look }) => ({ ...look, by: by ?? '系统操作员' }))
}
