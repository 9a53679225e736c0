// One page of the rows of a list of shops, for the screen.
import type { Viewer } from '#app/access/viewer.ts'
import { chooseFilter, type RowFilter } from '#app/importing/outcomes.ts'
import { firstPage, type Position, readPage } from '#app/paging.ts'
import type { Site } from '#app/site.ts'
import { readShopImport } from './shop-imports.server.ts'

/** Rows on a page. */
const pageSize = 100

/** Returns a list like `readShopImport`, with one page of the rows of one outcome, or of all. */
export async function readShopImportPage(
  site: Site,
  viewer: Viewer,
  importId: string,
  { outcome, position = firstPage }: { outcome?: RowFilter | undefined; position?: Position },
) {
  const { rows, ...list } = await readShopImport(site, viewer, importId)
  const shown = outcome ?? chooseFilter(list.counts)
  const keyed = rows.flatMap((row, place) => (shown === 'all' || row.outcome === shown ? [{ ...row, place }] : []))
  const page = await readPage<(typeof keyed)[number]>({
    position,
    size: pageSize,
    count: keyed.length,
    keyOf: ({ place }) => String(place),
    read: ({ after, before, backwards, limit, skip }) => {
      const some = keyed.filter(({ place }) => (!after || place > Number(after)) && (!before || place < Number(before)))
      return Promise.resolve((backwards ? some.reverse() : some).slice(skip, skip + limit))
    },
  })
  const { rows: onPage, ...turns } = page
  return { ...list, shown, rows: onPage, turns }
}
export type ShopImportPage = Awaited<ReturnType<typeof readShopImportPage>>
