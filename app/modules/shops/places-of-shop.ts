// Where a shop is: the places that it may choose, and how lists name it.
import { toDay } from '#app/calendar.ts'
import { listChildren, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { countyOf } from '#app/access/region-codes.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import type { Site } from '#app/site.ts'
import { categoryNames } from './categories.ts'
import { formatList, type Side } from './shop.ts'

/** Lists its county, the county's townships, and its current place. */
export function listPlacesForShop({ regionCode }: { regionCode: string }, today: string): { code: string; name: string }[] {
  const county = countyOf(regionCode)
  const codes = new Set([county, ...listChildren(county, today).map(({ code }) => code), regionCode])
  return [...codes].map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code }))
}

/** What lists say of a shop in words: on which side it is, where, and what it sells. */
export const describeShop = (
  { programme, now }: Pick<Site, 'programme' | 'now'>,
  { side, regionCode, categories }: { side: Side; regionCode: string; categories: readonly string[] },
) => ({
  sideName: getSideLabels(programme)[side],
  place: findRegionOn(regionCode, toDay(now()))?.name ?? regionCode,
  goods: formatList(categoryNames(programme.goods, categories)),
})
