// The door of search: finds whatever the desk knows by what somebody has at hand. Each domain searches its own things within the viewer's
// reach; here only the results are put together.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { findCertificates, type FoundCertificate } from '#app/modules/certificates/certificates.server.ts'
import { findCohorts, type FoundCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { searchRegister } from '#app/modules/households/households.server.ts'
import type { FoundInRegister } from '#app/modules/households/types.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import { listPairings } from '#app/modules/pairings/pairings.server.ts'
import { findCourses, type FoundCourse } from '#app/modules/studio/studio.server.ts'
import { findShops, type FoundShop } from '#app/modules/shops/shops.server.ts'
import type { Site } from '#app/site.ts'

/** Results of one kind: the first few, and whether they are all. */
interface Found<Row> {
  rows: Row[]
  isAll: boolean
}

export interface DeskSearch extends FoundInRegister {
  cohorts: Found<FoundCohort>
  courses: Found<FoundCourse>
  certificates: Found<FoundCertificate>
  shops: Found<FoundShop>
  pairings: Found<PairingLine & { why: string[] }>
}

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
    cohorts: may('cohorts.see') ? await findCohorts(site, viewer, asked) : nothing,
    courses: may('courses.write') ? await findCourses(site, viewer, asked) : nothing,
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
  return found
}

async function findPairings(
  site: Site,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<DeskSearch['pairings']> {
  const rows = await listPairings(site, viewer, { shopName: search.normalize('NFKC'), most: most + 1 })
  return { rows: rows.slice(0, most).map((row) => ({ ...row, why: ['店名'] })), isAll: rows.length <= most }
}
