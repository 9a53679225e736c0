// The certified people who work in a western shop.
import { and, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { type CertificateFact, listCertificateFacts, findCertificateByCode } from '#app/modules/certificates/certificates.server.ts'
import { notFound, invalidInput } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { shopPeople, shops } from '#db/schema/shops.ts'
import { ownsShop, canConfirm } from './policy.ts'
import { isValid } from '#app/modules/certificates/certificate.states.ts'

export interface ShopPerson extends CertificateFact {
  /** Id of the entry, to remove it. */
  entryId: string
}

/** Finds the western shop, for its owner and the officers of its region. Throws 404. */
async function shopWithPeople(read: Pick<Reader, 'select'>, viewer: Viewer, shopId: string) {
  const [shop] = await read
    .select()
    .from(shops)
    .where(and(eq(shops.id, shopId), eq(shops.side, 'west')))
  if (!shop || (!ownsShop(viewer, shop) && !canConfirm(viewer, shop))) throw notFound('网店')
  return shop
}

/**
 * Records that the holder of a certificate works in the shop, by the certificate's printed code. Repeating it changes nothing. Throws 404,
 * or 422.
 */
export async function addShopPerson(site: Site, viewer: Viewer, { shopId, code }: { shopId: string; code: string }): Promise<void> {
  const certificate = await findCertificateByCode(site, code)
  if (!certificate) throw invalidInput({ code: ['没有这个编码的证书。请照证书上的验证码填。'] })
  if (!isValid(certificate.state)) throw invalidInput({ code: ['这张证书已经作废或换发，请填新证书的验证码。'] })
  await site.write(viewer.accountId, 'add certified person', async (tx) => {
    await shopWithPeople(tx, viewer, shopId)
    const currentEntry = and(eq(shopPeople.shopId, shopId), eq(shopPeople.certificateId, certificate.id), isNull(shopPeople.removedAt))
    if ((await tx.$count(shopPeople, currentEntry)) > 0) return
    await tx
      .insert(shopPeople)
      .values({ id: newId(tx.at.getTime()), shopId, certificateId: certificate.id, by: viewer.accountId, addedAt: tx.at })
    tx.note(`shop ${shopId}: holder of certificate ${certificate.id}`)
  })
}

/** Records that the person no longer works there. Throws 404. */
export async function removeShopPerson(
  site: Site,
  viewer: Viewer,
  { shopId, entryId }: { shopId: string; entryId: string },
): Promise<void> {
  await site.write(viewer.accountId, 'remove certified person', async (tx) => {
    await shopWithPeople(tx, viewer, shopId)
    const removed = await tx
      .update(shopPeople)
      .set({ removedAt: tx.at })
      .where(and(eq(shopPeople.id, entryId), eq(shopPeople.shopId, shopId), isNull(shopPeople.removedAt)))
      .returning({ id: shopPeople.id })
    if (removed.length === 0) throw notFound('这个人')
    tx.note(`shop ${shopId}: entry ${entryId} removed`)
  })
}

/** Lists the certified people of a western shop, names masked. Throws 404. */
export async function listShopPeople(site: Site, viewer: Viewer, { shopId }: { shopId: string }): Promise<ShopPerson[]> {
  await shopWithPeople(site.read, viewer, shopId)
  const entries = await site.read
    .select()
    .from(shopPeople)
    .where(and(eq(shopPeople.shopId, shopId), isNull(shopPeople.removedAt)))
  const facts = new Map(
    (
      await listCertificateFacts(
        site,
        entries.map(({ certificateId }) => certificateId),
      )
    ).map((fact) => [fact.id, fact]),
  )
  return entries.flatMap(({ id, certificateId }) => {
    const known = facts.get(certificateId)
    return known ? [{ ...known, entryId: id }] : []
  })
}
