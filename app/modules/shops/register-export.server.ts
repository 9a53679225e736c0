// The register of shops as its page lists it, and as a workbook with the columns of the lists that are imported; phone numbers masked.
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { maskPhone } from '#app/masks.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { type CellValue, emitWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { filterAndSort } from '#app/ui/tables/arrange.server.ts'
import type { TableQuery } from '#app/ui/tables/table-query.ts'
import { categoryNames } from './categories.ts'
import { type Column, columnLabels } from './imports/columns.ts'
import { type RegisterLine, shopRegister } from './lists.ts'
import { loadOwnerPhones } from './owner-phones.server.ts'
import { describeShop } from './places-of-shop.ts'
import { requireCoordinator } from './policy.ts'
import { listRegisteredShops, type RegisteredShop } from './queries.server.ts'
import { formatList, handlings, platforms, salesBands, shippingOf, skills } from './shop.ts'

const toLine = (site: Site, shop: RegisteredShop): RegisterLine => {
  const { id, name, side, regionCode, categories, band, willHelp, ownerName, isClaimed } = shop
  return {
    ...{ id, name, side, regionCode, willHelp, ownerName, isClaimed, band },
    ...describeShop(site, { side, regionCode, categories }),
    sales: salesBands[band] ?? '',
  }
}

/** Lists the register as its page and its workbook show it. */
export const listRegisterLines = async (site: Site, viewer: Viewer): Promise<RegisterLine[]> =>
  (await listRegisteredShops(site, viewer)).map((shop) => toLine(site, shop))

interface RegisterAsked {
  /** What its page shows: filters and order. The columns are those of an import, so that the file can be changed and imported again. */
  query?: TableQuery | undefined
}

/** Exports the shops that the page shows, written in a thread. Throws 403, and 409 if too many wait. */
export async function exportShopRegister(
  site: Site,
  viewer: Viewer,
  { query }: RegisterAsked = {},
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  requireCoordinator(viewer)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'register of shops' })
  const asked = { site: site.address(), viewer, query }
  return toFileStream(site.threads.stream('shops.register', asked, exportLimits(viewer.accountId, signal)))
}

/** The part of it that runs in the thread. */
export const writeShopRegister = (
  { site: address, viewer, query }: { site: SiteAddress; viewer: Viewer } & RegisterAsked,
  emit: Emit<Uint8Array>,
) =>
  withThreadSite(address, async (site) => {
    const all = await listRegisteredShops(site, viewer)
    const byId = new Map(all.map((shop) => [shop.id, shop]))
    const lines = all.map((shop) => toLine(site, shop))
    const shops = query ? filterAndSort(lines, query, shopRegister).flatMap(({ id }) => byId.get(id) ?? []) : all
    const phones = await loadOwnerPhones(site, shops)
    const names = Object.keys(columnLabels) as Column[]
    return emitWorkbook(
      [
        {
          name: '网店名录',
          columns: names.map((column) => ({ head: columnLabels[column], width: 16 })),
          rows: shops.map((shop) => {
            const phone = phones.get(shop.ownerAccountId)
            const cells = toCells(site, shop, phone ? maskPhone(phone) : null)
            return names.map((column) => cells[column])
          }),
        },
      ],
      emit,
    )
  })

const labels = (words: Record<string, string>, codes: readonly string[]) => formatList(codes.map((code) => words[code] ?? code))

function toCells(
  { programme, now }: Pick<Site, 'programme' | 'now'>,
  shop: RegisteredShop,
  phone: string | null,
): Record<Column, CellValue> {
  const isWest = shop.side === 'west'
  const goods = (codes: readonly string[]) => formatList(categoryNames(programme.goods, codes))
  const travels = labels(handlings, shippingOf(shop))
  return {
    side: getSideLabels(programme)[shop.side],
    name: shop.name,
    owner: shop.ownerName,
    phone,
    region: findRegionOn(shop.regionCode, toDay(now()))?.name ?? shop.regionCode,
    platforms: labels(platforms, shop.platforms),
    categories: goods(shop.categories),
    band: salesBands[shop.band] ?? null,
    staff: shop.staff,
    registeredStaff: isWest ? shop.registeredStaff : null,
    startingSales: isWest ? shop.startingSales : null,
    startingOrders: isWest ? shop.startingOrders : null,
    needs: isWest ? labels(skills, shop.needs) : null,
    ships: isWest ? travels : null,
    willHelp: isWest ? null : shop.willHelp,
    teaches: isWest ? null : labels(skills, shop.teaches),
    handles: isWest ? null : travels,
    buys: isWest ? null : goods(shop.buys),
  }
}
