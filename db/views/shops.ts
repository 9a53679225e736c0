// What other domains may read of shops, of who works in them, and of what their owners send.
import { subqueries } from '../dialect/dialect.ts'
import * as files from '../schema/shop-files.ts'
import * as own from '../schema/shops.ts'

/** Shops under a name of their own: a query about a pairing reads two. */
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

/** The figures of shops by month, those that a later one has replaced included. */
export const shopResults = subqueries.select().from(files.shopResults).as('shop_results')

/** Pictures and voice notes, with their bytes: whoever reads one judges who may see it. */
export const shopFiles = subqueries
  .select({
    id: files.shopFiles.id,
    shopId: files.shopFiles.shopId,
    pairingId: files.shopFiles.pairingId,
    mediaType: files.shopFiles.mediaType,
    bytes: files.shopFiles.bytes,
  })
  .from(files.shopFiles)
  .as('shop_files')
