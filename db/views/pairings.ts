// What other domains may read of pairings.
import { subqueries } from '../dialect/dialect.ts'
import * as records from '../schema/pairing-records.ts'
import * as own from '../schema/pairings.ts'

/** Which two shops were brought together in which round. */
export const pairings = subqueries
  .select({
    id: own.pairings.id,
    roundId: own.pairings.roundId,
    westShopId: own.pairings.westShopId,
    eastShopId: own.pairings.eastShopId,
  })
  .from(own.pairings)
  .as('pairings')

/** Which message belongs to which pairing; not what it says. */
export const pairingMessages = subqueries
  .select({ id: records.pairingMessages.id, pairingId: records.pairingMessages.pairingId })
  .from(records.pairingMessages)
  .as('pairing_messages')
