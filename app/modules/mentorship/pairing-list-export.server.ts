// A tab of the list of pairings as a workbook, with the owners and their masked phone numbers.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { type ListView, type PlacedPairing, listViews, pairingColumns, pairingList } from '#app/modules/pairings/lists.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { seesPairings } from '#app/modules/pairings/policy.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { listOwnerContacts } from '#app/modules/shops/shops.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { emitWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import type { ListColumn, TableQuery } from '#app/ui/tables/table-query.ts'
import { toSheet } from '#app/ui/tables/table-workbook.server.ts'
import { sideNames } from './lists.ts'

interface PairingListAsked {
  view: ListView
  /** What the page shows of the tab: filters, order and columns. */
  query: TableQuery
}

/** Exports the pairings that the page shows of a tab, written in a thread. Throws 403, and 409 if too many wait. */
export async function exportPairingList(
  site: Site,
  viewer: Viewer,
  { view, query }: PairingListAsked,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  if (!seesPairings(viewer)) throw forbidden()
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `list of pairings: ${view}` })
  const asked = { site: site.address(), viewer, view, query }
  return toFileStream(site.threads.stream('pairings.list', asked, exportLimits(viewer.accountId, signal)))
}

/** Adds the township of the western shop, as it is called today. */
export function withPlaces(site: Pick<Site, 'now'>, lines: readonly PairingLine[]): PlacedPairing[] {
  const today = toDay(site.now())
  return lines.map((line) => ({ ...line, place: findRegionOn(line.west.regionCode, today)?.name ?? line.west.regionCode }))
}

/** The part of it that runs in the thread. */
export const writePairingList = (
  { site: address, viewer, view, query }: { site: SiteAddress; viewer: Viewer } & PairingListAsked,
  emit: Emit<Uint8Array>,
) =>
  withThreadSite(address, async (site) => {
    const lines = withPlaces(site, await listPairings(site, viewer, { which: listViews[view].which }))
    const shopIds = [...new Set(lines.flatMap(({ west, east }) => [west.id, east.id]))]
    const contacts = new Map((await listOwnerContacts(site, viewer, shopIds)).map((contact) => [contact.shopId, contact]))
    const columns = pairingColumns.flatMap((column) => [
      column,
      ...(column.key === 'west' || column.key === 'east' ? ownerColumns(column.key, contacts) : []),
    ])
    const isShown = (key: string) => query.columns.includes(key.replace(/-.*/, ''))
    const shown = { ...query, columns: columns.map(({ key }) => key).filter(isShown) }
    return emitWorkbook([toSheet(lines, shown, { definition: { ...pairingList, columns }, name: listViews[view].label })], emit)
  })

type Contacts = ReadonlyMap<string, { ownerName: string; phone: string | null }>

/** The owner of a shop stands behind it. */
const ownerColumns = (side: 'west' | 'east', contacts: Contacts): ListColumn<PlacedPairing>[] => [
  { key: `${side}-owner`, head: `${sideNames[side]}主`, value: (line) => contacts.get(line[side].id)?.ownerName ?? null },
  { key: `${side}-phone`, head: '电话（不全）', value: (line) => contacts.get(line[side].id)?.phone ?? null },
]
