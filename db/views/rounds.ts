// What other domains may read of rounds of pairing.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/rounds.ts'

export const pairingRounds = subqueries
  .select({ id: own.pairingRounds.id, name: own.pairingRounds.name })
  .from(own.pairingRounds)
  .as('pairing_rounds')
