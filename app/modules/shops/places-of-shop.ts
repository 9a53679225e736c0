// Where a shop may say it is.
import { listChildren, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { countyOf } from '#app/access/region-codes.ts'

/** Its county, the townships of that, and where it is now. */
export function listPlacesForShop({ regionCode }: { regionCode: string }, today: string): { code: string; name: string }[] {
  const county = countyOf(regionCode)
  const codes = new Set([county, ...listChildren(county, today).map(({ code }) => code), regionCode])
  return [...codes].map((code) => ({ code, name: findRegionOn(code, today)?.name ?? code }))
}
