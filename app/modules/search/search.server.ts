// The door of search: finds whatever the desk knows by what somebody has at hand. Each domain searches its own things within the viewer's
// reach; here only the results are put together.
import { toDay } from '#app/calendar.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { findCertificates } from '#app/modules/certificates/certificates.server.ts'
import { findCohorts, findTrainees } from '#app/modules/cohorts/cohorts.server.ts'
import { searchRegister } from '#app/modules/households/households.server.ts'
import { searchLessons } from '#app/modules/lesson-search/lesson-search.server.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { findCourses } from '#app/modules/studio/studio.server.ts'
import { findShops } from '#app/modules/shops/shops.server.ts'
import { formatPlace } from '#app/modules/regions/regions.server.ts'
import type { Site } from '#app/site.ts'
import type { SheetToWrite } from '#app/spreadsheet/spreadsheet.server.ts'
import type { DeskSearch } from './found.ts'
import { toFoundSheets } from './found-sheets.server.ts'

/** Results of a kind at most: whoever sees so many writes more of what is looked for. */
export const maxOfAKind = 10

const nothing = { rows: [], isAll: true }

/**
 * Searches everything in the viewer's reach for a name, a sound, a number or part of one. Searches of people are recorded, and those by
 * numbers limited: throws 429 beyond the daily limit.
 */
export async function searchDesk(site: Site, viewer: Viewer, typed: string): Promise<DeskSearch> {
  const search = typed.trim()
  const asked = { search, most: maxOfAKind }
  const isAsked = search !== ''
  const may = (duty: Parameters<typeof hasDuty>[1]) => isAsked && hasDuty(viewer, duty)
  const register = may('households.see') ? await searchRegister(site, viewer, asked) : { people: nothing, households: nothing, waiting: 0 }
  const seesShops = may('pairings.see')
  const found = {
    ...register,
    trainees: may('learning.answer') && !may('households.see') ? await findTrainees(site, viewer, asked) : nothing,
    cohorts: may('cohorts.see') ? await findCohorts(site, viewer, asked) : nothing,
    courses: may('courses.write') ? await findCourses(site, viewer, asked) : nothing,
    passages: may('courses.write') ? await searchLessons(site, viewer, asked) : nothing,
    certificates: may('certificates.see') ? await findCertificates(site, viewer, asked) : nothing,
    shops: seesShops ? await findShops(site, viewer, asked) : nothing,
    pairings: seesShops ? await findPairings(site, viewer, asked) : nothing,
  }
  if (found.certificates.rows.length > 0)
    await recordAccess(site, {
      kind: 'list',
      who: viewer.accountId,
      what: 'certificates found by number',
      rows: found.certificates.rows.length,
    })
  if (found.shops.rows.some(({ why }) => why.includes('店主的手机号')))
    await recordAccess(site, { kind: 'list', who: viewer.accountId, what: 'shops found by phone of owner', rows: found.shops.rows.length })
  if (found.trainees.rows.length > 0)
    await recordAccess(site, { kind: 'list', who: viewer.accountId, what: 'trainees found by name', rows: found.trainees.rows.length })
  return found
}

/** Names the places of the people, households and shops found, by code. */
export function namePlaces({ people, households, shops }: DeskSearch, today: string): Record<string, string> {
  const codes = [...people.rows, ...households.rows, ...shops.rows].map(({ regionCode }) => regionCode)
  return Object.fromEntries(codes.map((code) => [code, formatPlace(code, today).join(' ')]))
}

/** Searches like `searchDesk`, for a workbook; recorded as an export. */
export async function exportSearch(site: Site, viewer: Viewer, typed: string): Promise<SheetToWrite[]> {
  const { waiting, ...found } = await searchDesk(site, viewer, typed)
  const rows = Object.values(found).reduce((sum, kind) => sum + kind.rows.length, 0)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: 'what the search found', rows })
  return toFoundSheets({ ...found, waiting }, namePlaces({ ...found, waiting }, toDay(site.now())))
}

async function findPairings(
  site: Site,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<DeskSearch['pairings']> {
  const rows = await listPairings(site, viewer, { shopName: search.normalize('NFKC'), most: most + 1 })
  return { rows: rows.slice(0, most).map((row) => ({ ...row, why: ['店名'] })), isAll: rows.length <= most }
}
