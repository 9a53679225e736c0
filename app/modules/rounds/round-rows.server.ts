// The rows of a round's lists, with the names that pages and workbooks show.
import type { Viewer } from '#app/access/viewer.ts'
import type { RoundOutcome } from '#app/modules/matching/round-types.ts'
import { describeShop } from '#app/modules/shops/places-of-shop.ts'
import type { Site } from '#app/site.ts'
import type { FreeLine, Participant, ProposedLine, Unhelped } from './lists.ts'
import { listUnhelpedShops, type RoundView } from './queries.server.ts'

export const listParticipants = (site: Site, { shops }: RoundView): Participant[] =>
  shops.map(({ categories, ...shop }) => ({ ...shop, ...describeShop(site, { ...shop, categories }) }))

/** The shops that nobody helps while the round continues. */
export async function listLeft(site: Site, viewer: Viewer, round: RoundView): Promise<Unhelped[]> {
  const nameOf = namesIn(round)
  return (await listUnhelpedShops(site, viewer, round)).map((one) => ({ ...one, name: nameOf(one.west) }))
}

/** The three lists of a matching. */
export function listMatching(round: RoundView, { pairs, unmatched, free }: Pick<RoundOutcome, 'pairs' | 'unmatched' | 'free'>) {
  const nameOf = namesIn(round)
  return {
    pairs: pairs.map((pair): ProposedLine => ({ ...pair, westName: nameOf(pair.west), eastName: nameOf(pair.east) })),
    unmatched: unmatched.map((one): Unhelped => ({ ...one, name: nameOf(one.west) })),
    free: free.map((one): FreeLine => ({ ...one, name: nameOf(one.east) })),
  }
}

function namesIn({ shops }: RoundView) {
  const names = new Map(shops.map(({ id, name }) => [id, name]))
  return (id: string) => names.get(id) ?? id
}
