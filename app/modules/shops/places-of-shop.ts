// The places that a shop may choose.
import { listChildren, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { countyOf } from '#app/access/region-codes.ts'

/** Lists its county, the county's townships, and its current place. */
export function listPlacesForShop({ regionCode }: { regionCode: string }, today: string): { code: string; name: string }[] {
  const county = countyOf(regionCode)
  const codes = new Set([county, ...listChildren(county, today).map(({ code }) => code), regionCode])
  return [...codes].map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code }))
}
