// The shops that could take part in a new round, as its form and its workbook list them.
import type { Viewer } from '#app/access/viewer.ts'
import { listHelpedShops } from '#app/modules/pairings/pairings.server.ts'
import { type JoiningLine, joiningList } from '#app/modules/shops/lists.ts'
import { describeShop } from '#app/modules/shops/places-of-shop.ts'
import { listShops } from '#app/modules/shops/shops.server.ts'
import type { Site } from '#app/site.ts'
import { arrange, listTicked } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'

/** Lists the shops that could take part. */
export async function listJoiningShops(site: Site, viewer: Viewer): Promise<JoiningLine[]> {
  const helped = await listHelpedShops(site, viewer)
  return (await listShops(site, viewer)).map(({ id, name, side, regionCode, categories, willHelp }) => ({
    ...{ id, name, side, regionCode, willHelp },
    ...describeShop(site, { side, regionCode, categories }),
    isHelped: helped.has(id),
  }))
}

/**
 * Returns the page of shops that is asked for, and which are ticked on all pages: those that were posted with their form, at first those
 * that nobody helps.
 */
export async function loadJoiningShops(site: Site, viewer: Viewer, asked: URLSearchParams, posted: FormData | null = null) {
  const shops = await listJoiningShops(site, viewer)
  const list = arrange(shops, parseTableQuery(asked, joiningList), joiningList)
  const ticked = listTicked(shops, list, {
    definition: joiningList,
    value: ({ id }) => id,
    isTicked: ({ isHelped }) => !isHelped,
    posted: posted && posted.getAll('shop').map(String),
  })
  return { list, ticked, name: String(posted?.get('name') ?? '') }
}
