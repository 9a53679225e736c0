// Monthly figures of western shops: reported by the owner, confirmed or corrected by an officer.
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay, toMonth } from '#app/calendar.ts'
import { parseFields } from '#app/fields.ts'
import { processPicture } from '#app/media/pictures.server.ts'
import { notFound, forbidden, Refusal, invalidInput } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { shops } from '#db/schema/shops.ts'
import { type ResultEntry, resultEntry } from './entries.ts'
import { storeShopFile } from './files.server.ts'
import { maxReportableMonths, listReportableMonths } from './months.ts'
import { canConfirm } from './policy.ts'
import { listShops } from './queries.server.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

/** Processes a picture of the shop's owner: pictures of others are not decoded at all. */
async function processShopPicture(site: Site, viewer: Viewer, { shopId, picture }: { shopId: string; picture: Uint8Array }) {
  const [shop] = await site.read.select({ owner: shops.ownerAccountId }).from(shops).where(eq(shops.id, shopId))
  if (shop?.owner !== viewer.accountId) throw notFound('网店')
  return processPicture(picture, { account: viewer.accountId })
}

/**
 * Stores a month's figures of the western shop, reported by its owner; with a picture they are proved. A later report replaces an earlier
 * one.
 */
export async function reportMonth(
  site: Site,
  viewer: Viewer,
  { shopId, picture, ...entry }: { shopId: string; picture?: Uint8Array | undefined } & ResultEntry,
): Promise<string> {
  const figures = parseFields(resultEntry, entry)
  const shot = picture && (await processShopPicture(site, viewer, { shopId, picture }))
  return site.write(viewer.accountId, 'tell month', async (tx) => {
    const [shop] = await tx
      .select()
      .from(shops)
      .where(and(eq(shops.id, shopId), eq(shops.side, 'west')))
    if (!shop || shop.ownerAccountId !== viewer.accountId) throw notFound('网店')
    const today = toDay(tx.at)
    if (figures.month > toMonth(today)) throw invalidInput({ month: ['这个月还没有到'] })
    if (!listReportableMonths(today).includes(figures.month))
      throw invalidInput({ month: [`只能报最近 ${maxReportableMonths} 个月的数字`] })
    const currentFigure = and(eq(shopResults.shopId, shopId), eq(shopResults.month, figures.month), isNull(shopResults.supersededAt))
    const [known] = await tx.select().from(shopResults).where(currentFigure)
    if (known?.source === 'confirmed') throw new Refusal(409, '这个月的数字已经核实。要改，请联系乡镇专干。')
    if (known) await tx.update(shopResults).set({ supersededAt: tx.at }).where(eq(shopResults.id, known.id))
    const id = newId(tx.at.getTime())
    const proofFileId = shot ? await storeShopFile(tx, { shopId, pairingId: null, media: shot }) : null
    await tx
      .insert(shopResults)
      .values({ id, shopId, ...figures, proofFileId, source: proofFileId ? 'proved' : 'told', by: viewer.accountId, knownAt: tx.at })
    tx.note(`result ${id} of shop ${shopId}`)
    return id
  })
}

/** Confirms a month, by an officer in whose region the shop lies. Throws 404, or 409. */
export async function confirmMonth(site: Site, viewer: Viewer, { resultId }: { resultId: string }): Promise<void> {
  await site.write(viewer.accountId, 'confirm month', async (tx) => {
    const [row] = await tx
      .select({ result: shopResults, shop: shops })
      .from(shopResults)
      .innerJoin(shops, eq(shops.id, shopResults.shopId))
      .where(eq(shopResults.id, resultId))
    if (!row || !canConfirm(viewer, row.shop)) throw notFound('数字')
    if (row.shop.ownerAccountId === viewer.accountId) throw forbidden('不能核实自己的店。')
    if (row.result.supersededAt !== null) throw new Refusal(409, '这个数字已经被新的代替。')
    if (row.result.source === 'confirmed') return
    if (row.result.month >= toMonth(toDay(tx.at))) throw new Refusal(409, '这个月还没有过完，过完再核实。')
    await tx
      .update(shopResults)
      .set({ source: 'confirmed', confirmedBy: viewer.accountId, confirmedAt: tx.at })
      .where(eq(shopResults.id, resultId))
    tx.note(`result ${resultId} confirmed`)
  })
}

/** Corrects a confirmed month, by an officer: the new figures count as confirmed, the old ones are kept. Throws 403, 404, 409, or 422. */
export async function correctMonth(
  site: Site,
  viewer: Viewer,
  { resultId, reason, ...entry }: { resultId: string; reason: string } & Omit<ResultEntry, 'month'>,
): Promise<string> {
  if (reason.trim().length < 2 || reason.trim().length > maxLengths.account)
    throw invalidInput({ reason: [`请写为什么要改，2 到 ${maxLengths.account} 字`] })
  return site.write(viewer.accountId, `correct month: ${reason.trim()}`, async (tx) => {
    const [row] = await tx
      .select({ result: shopResults, shop: shops })
      .from(shopResults)
      .innerJoin(shops, eq(shops.id, shopResults.shopId))
      .where(eq(shopResults.id, resultId))
    if (!row || !canConfirm(viewer, row.shop)) throw notFound('数字')
    if (row.shop.ownerAccountId === viewer.accountId) throw forbidden('不能更正自己的店。')
    if (row.result.supersededAt !== null) throw new Refusal(409, '这个数字已经被新的代替。')
    const figures = parseFields(resultEntry, { ...entry, month: row.result.month })
    await tx.update(shopResults).set({ supersededAt: tx.at }).where(eq(shopResults.id, resultId))
    const id = newId(tx.at.getTime())
    await tx.insert(shopResults).values({
      id,
      shopId: row.shop.id,
      ...figures,
      proofFileId: row.result.proofFileId,
      source: 'confirmed',
      by: viewer.accountId,
      knownAt: tx.at,
      confirmedBy: viewer.accountId,
      confirmedAt: tx.at,
    })
    tx.note(`result ${id} takes the place of ${resultId}`)
    return id
  })
}

/** Whether a shop has reported a month. */
export const hasReportedMonth = async (read: Pick<Reader, '$count'>, shopId: string, month: string): Promise<boolean> =>
  (await read.$count(shopResults, and(eq(shopResults.shopId, shopId), eq(shopResults.month, month), isNull(shopResults.supersededAt)))) > 0

/** Lists the unconfirmed months of western shops in the viewer's reach. */
export async function listMonthsToConfirm(site: Site, viewer: Viewer): Promise<{ shopId: string; shopName: string; month: string }[]> {
  const reach = new Set((await listShops(site, viewer, { side: 'west' })).map(({ id }) => id))
  const rows = await site.read
    .select({ shopId: shopResults.shopId, shopName: shops.name, month: shopResults.month })
    .from(shopResults)
    .innerJoin(shops, eq(shops.id, shopResults.shopId))
    .where(and(ne(shopResults.source, 'confirmed'), isNull(shopResults.supersededAt)))
  return rows.filter(({ shopId }) => reach.has(shopId))
}

/**
 * Lists the months that a shop's owner reported with a picture and that were confirmed: one that an officer had to correct is not the
 * owner's proof.
 */
export async function listProvenMonths(
  read: Pick<Reader, 'select'>,
  shopId: string,
): Promise<{ id: string; month: string; knownAt: Date }[]> {
  return read
    .select({ id: shopResults.id, month: shopResults.month, knownAt: shopResults.knownAt })
    .from(shopResults)
    .innerJoin(shops, and(eq(shops.id, shopResults.shopId), eq(shops.ownerAccountId, shopResults.by)))
    .where(
      and(
        eq(shopResults.shopId, shopId),
        eq(shopResults.source, 'confirmed'),
        isNotNull(shopResults.proofFileId),
        isNull(shopResults.supersededAt),
      ),
    )
}
