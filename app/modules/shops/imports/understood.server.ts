// What was understood of a row of a list of shops, in a sentence, with the phone number masked.
import { toDay } from '#app/calendar.ts'
import { maskPhone } from '#app/masks.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import type { Site } from '#app/site.ts'
import { categoryNames } from '../categories.ts'
import { formatList, platforms } from '../shop.ts'
import type { ShopRowValues, ValidatedShop } from './validate-shop.ts'

/** Describes what was understood of a good row. */
export const describeUnderstood = (site: Pick<Site, 'programme' | 'now'>, { said }: ValidatedShop) =>
  said ? { understood: formatUnderstood(site, said) } : {}

function formatUnderstood({ programme, now }: Pick<Site, 'programme' | 'now'>, said: ShopRowValues) {
  const { side, ownerName, phone, regionCode, categories = [] } = said
  return [
    getSideLabels(programme)[side],
    findRegionOn(regionCode, toDay(now()))?.name ?? '',
    `店主 ${ownerName} ${maskPhone(phone)}`,
    ...(categories.length > 0 ? [`卖${formatList(categoryNames(programme.goods, categories))}`] : []),
    ...(said.platforms ? [formatList(said.platforms.map((code) => platforms[code]))] : []),
  ].join('，')
}
