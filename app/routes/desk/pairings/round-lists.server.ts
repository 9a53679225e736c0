// The lists of a round and of its matching, each with its own state in the address of its page.
import type { Viewer } from '#app/access/viewer.ts'
import type { RoundOutcome } from '#app/modules/matching/round-types.ts'
import { withPlaces } from '#app/modules/mentorship/mentorship.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import * as lists from '#app/modules/rounds/lists.ts'
import { listLeft, listMatching, listParticipants, readMatching, type RoundView } from '#app/modules/rounds/rounds.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { type ListDefinition, parseTableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'

interface RoundPage {
  round: RoundView
  address: URLSearchParams
}

const part = <Row>(rows: readonly Row[], of: ListDefinition<Row>, at: URLSearchParams) => arrange(rows, parseTableQuery(at, of), of)

const listPairingsOf = async (site: Site, viewer: Viewer, { id }: RoundView) =>
  withPlaces(site, await listPairings(site, viewer, { roundId: id }))

const nothing = { pairs: [], unmatched: [], free: [] }

/** Returns what the page shows of the round's pairings, of its shops, and of those whom nobody helps. */
export const loadRoundLists = async (site: Site, viewer: Viewer, { round, address }: RoundPage) => ({
  pairings: part(await listPairingsOf(site, viewer, round), lists.roundPairingList, address),
  participants: part(listParticipants(site, round), lists.participantList, address),
  left: part(await listLeft(site, viewer, round), lists.unhelpedList, address),
})

/** Returns what the page of a matching shows of its pairs, and of those that got none. */
export function arrangeMatching({ round, address }: RoundPage, outcome: RoundOutcome) {
  const matched = listMatching(round, outcome)
  return {
    pairs: part(matched.pairs, lists.proposedList, address),
    unmatched: part(matched.unmatched, lists.unhelpedList, address),
    free: part(matched.free, lists.freeList, address),
  }
}

/** Returns one of these lists as a sheet: all its pages, as the address filters and sorts them. Throws 404. */
export async function loadRoundSheet(site: Site, viewer: Viewer, { round, address }: RoundPage, list: string): Promise<SheetToWrite> {
  if (!Object.hasOwn(lists.roundListNames, list)) throw notFound('名单')
  const asked = list as lists.RoundListName
  const sheet = <Row>(rows: readonly Row[], definition: ListDefinition<Row>) =>
    toSheet(rows, parseTableQuery(address, definition), { definition, name: lists.roundListNames[asked] })
  const matching = async () => listMatching(round, (await readMatching(site, viewer, round)).outcome ?? nothing)
  const sheets: Record<lists.RoundListName, () => Promise<SheetToWrite>> = {
    pairings: async () => sheet(await listPairingsOf(site, viewer, round), lists.roundPairingList),
    shops: async () => sheet(listParticipants(site, round), lists.participantList),
    left: async () => sheet(await listLeft(site, viewer, round), lists.unhelpedList),
    pairs: async () => sheet((await matching()).pairs, lists.proposedList),
    unmatched: async () => sheet((await matching()).unmatched, lists.unhelpedList),
    free: async () => sheet((await matching()).free, lists.freeList),
  }
  return sheets[asked]()
}
