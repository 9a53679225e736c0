// A tab of the list of pairings as a workbook, with the owners and their masked phone numbers.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { type ListView, listViews } from '#app/modules/pairings/list-views.ts'
import { formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
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

/** Exports the pairings of a tab in the viewer's reach, written in a thread. Throws 403, and 409 if too many wait. */
export async function exportPairingList(
  site: Site,
  viewer: Viewer,
  view: ListView,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  if (!seesPairings(viewer)) throw forbidden()
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `list of pairings: ${view}` })
  return toFileStream(site.threads.stream('pairings.list', { site: site.address(), viewer, view }, exportLimits(viewer.accountId, signal)))
}

/** The part of it that runs in the thread. */
export const writePairingList = (
  { site: address, viewer, view }: { site: SiteAddress; viewer: Viewer; view: ListView },
  emit: Emit<Uint8Array>,
) =>
  withThreadSite(address, async (site) => {
    const today = toDay(site.now())
    const lines = await listPairings(site, viewer, { which: listViews[view].which })
    const shopIds = [...new Set(lines.flatMap(({ west, east }) => [west.id, east.id]))]
    const contacts = new Map((await listOwnerContacts(site, viewer, shopIds)).map((contact) => [contact.shopId, contact]))
    const owner = (shopId: string) => [contacts.get(shopId)?.ownerName ?? null, contacts.get(shopId)?.phone ?? null]
    return emitWorkbook(
      [
        {
          name: listViews[view].label,
          columns: [
            { head: '乡镇', width: 16 },
            { head: '西部店', width: 22 },
            { head: '西部店主', width: 12 },
            { head: '电话（不全）', width: 14 },
            { head: '东部店', width: 22 },
            { head: '东部店主', width: 12 },
            { head: '电话（不全）', width: 14 },
            { head: '状态', width: 22 },
            { head: '结成', width: 16 },
            { head: '期满', width: 16 },
          ],
          rows: lines.map((line) => [
            findRegionOn(line.west.regionCode, today)?.name ?? line.west.regionCode,
            line.west.name,
            ...owner(line.west.id),
            line.east.name,
            ...owner(line.east.id),
            formatPairingState(line.state),
            line.beganAt && formatDay(toDay(new Date(line.beganAt))),
            line.endsAt && formatDay(toDay(new Date(line.endsAt))),
          ]),
        },
      ],
      emit,
    )
  })
