// Certificates with the names of the places where their holders live.
import { toDay } from '#app/calendar.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'

export function withPlaces<Row extends { region: string }>(site: Pick<Site, 'now'>, rows: readonly Row[]) {
  const today = toDay(site.now())
  return rows.map((row) => ({ ...row, place: formatPlace(row.region, today).join(' ') }))
}
