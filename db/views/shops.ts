// What other domains may read of shops, their people, and what their owners send.
import { subqueries } from '../dialect/dialect.ts'
import * as files from '../schema/shop-files.ts'
import * as own from '../schema/shops.ts'

/** Shops under a given alias: a query about a pairing reads two. */
export const shopsAs = <Name extends string>(name: Name) => subqueries.select().from(own.shops).as(name)

export const shops = shopsAs('shops')

/** The certified people of a shop. */
export const shopPeople = subqueries
  .select({
    shopId: own.shopPeople.shopId,
    certificateId: own.shopPeople.certificateId,
    addedAt: own.shopPeople.addedAt,
    removedAt: own.shopPeople.removedAt,
  })
  .from(own.shopPeople)
  .as('shop_people')

/** The monthly figures of shops, including those that were replaced later. */
export const shopResults = subqueries.select().from(files.shopResults).as('shop_results')

/** Pictures and voice notes, with their bytes: the reading domain decides who may see them. */
export const shopFiles = subqueries
  .select({
    id: files.shopFiles.id,
    shopId: files.shopFiles.shopId,
    pairingId: files.shopFiles.pairingId,
    mediaType: files.shopFiles.mediaType,
    bytes: files.shopFiles.bytes,
    at: files.shopFiles.at,
  })
  .from(files.shopFiles)
  .as('shop_files')

/** Lists of shops that were handed in. */
export const shopImports = subqueries
  .select({ id: own.shopImports.id, fileName: own.shopImports.fileName, uploadedBy: own.shopImports.uploadedBy })
  .from(own.shopImports)
  .as('shop_imports')

/** Who looked at the phone of a shop's owner, when and why; not the number. */
export const ownerPhoneLooks = subqueries
  .select({
    shopId: own.ownerPhoneLooks.shopId,
    ownerAccountId: own.ownerPhoneLooks.ownerAccountId,
    by: own.ownerPhoneLooks.by,
    reason: own.ownerPhoneLooks.reason,
    at: own.ownerPhoneLooks.at,
  })
  .from(own.ownerPhoneLooks)
  .as('owner_phone_looks')
