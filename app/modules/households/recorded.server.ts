// Queries of people and households that are recorded in the access log before anything is shown.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { countNumberSearch } from './number-searches.server.ts'
import { findNamesakes as findAllNamesakes } from './namesakes.server.ts'
import { type HouseholdsAsked, listHouseholds as listAllHouseholds } from './household-list.server.ts'
import { maxExported } from './lists.ts'
import * as register from './queries.server.ts'
import { searchRegister as searchWholeRegister } from './register-search.server.ts'

/** How a search is recorded. Searches by a number are marked, since they can be used to find out what is masked. */
const searchedBy = { part: 'people found by part of a number', whole: 'people found by a number' } as const

/**
 * Calls `listPersons` of queries.server.ts and records that people were searched, listed or exported, but not the search text. Throws 429
 * beyond the daily limit of searches by numbers.
 */
export async function listPersons(
  site: Site,
  viewer: Viewer,
  { isExport = false, ...query }: register.PeopleAsked & { isExport?: boolean } = {},
): ReturnType<typeof register.listPersons> {
  const number = countNumberSearch(site, viewer, query.search ?? '')
  const found = await register.listPersons(site, viewer, query)
  await recordAccess(site, {
    kind: isExport ? 'export' : 'list',
    who: viewer.accountId,
    what: number ? searchedBy[number] : query.search?.trim() ? 'people found by a search' : 'all people',
    rows: found.rows.length,
  })
  return found
}

/** Calls `searchPeople` of queries.server.ts, recorded and counted likewise. */
export async function searchPeople(
  site: Site,
  viewer: Viewer,
  query: Parameters<typeof register.searchPeople>[2],
): ReturnType<typeof register.searchPeople> {
  const number = countNumberSearch(site, viewer, query.search)
  const found = await register.searchPeople(site, viewer, query)
  if (query.search.trim())
    await recordAccess(site, {
      kind: 'list',
      who: viewer.accountId,
      what: number ? searchedBy[number] : 'people found by a search',
      rows: found.rows.length,
    })
  return found
}

/** Calls `readPerson` of queries.server.ts, recorded. */
export async function readPerson(site: Site, viewer: Viewer, personId: string): ReturnType<typeof register.readPerson> {
  const person = await register.readPerson(site, viewer, personId)
  if (viewer.personId !== personId) await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `person ${personId}`, rows: 1 })
  return person
}

/** Calls `readPersonToMend` of queries.server.ts, recorded. */
export async function readPersonToMend(site: Site, viewer: Viewer, personId: string): ReturnType<typeof register.readPersonToMend> {
  const person = await register.readPersonToMend(site, viewer, personId)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `person ${personId}`, rows: 1 })
  return person
}

/** Calls `readHousehold` of queries.server.ts, recorded. */
export async function readHousehold(site: Site, viewer: Viewer, householdId: string): ReturnType<typeof register.readHousehold> {
  const household = await register.readHousehold(site, viewer, householdId)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `household ${householdId}`, rows: household.members.length })
  return household
}

/** Calls `searchRegister` of register-search.server.ts, recorded and counted like a search of people. */
export async function searchRegister(
  site: Site,
  viewer: Viewer,
  asked: Parameters<typeof searchWholeRegister>[2],
): ReturnType<typeof searchWholeRegister> {
  const number = countNumberSearch(site, viewer, asked.search)
  const found = await searchWholeRegister(site, viewer, asked)
  await recordAccess(site, {
    kind: 'list',
    who: viewer.accountId,
    what: number ? searchedBy[number] : 'people found by a search',
    rows: found.people.rows.length + found.households.rows.length,
  })
  return found
}

/**
 * Calls `listHouseholds` of household-list.server.ts, recorded as a list or, with all that the filter leaves, as an export. Throws 409 if a
 * workbook would have more than it may.
 */
export async function listHouseholds(
  site: Site,
  viewer: Viewer,
  { isExport = false, ...asked }: HouseholdsAsked & { isExport?: boolean } = {},
): ReturnType<typeof listAllHouseholds> {
  const found = await listAllHouseholds(site, viewer, isExport ? { ...asked, size: maxExported } : asked)
  if (isExport && found.turns.next)
    throw new Refusal(409, `一次最多下载 ${maxExported.toLocaleString('zh-CN')} 户。请先选乡镇、村或户的属性，再下载。`)
  await recordAccess(site, { kind: isExport ? 'export' : 'list', who: viewer.accountId, what: 'all households', rows: found.rows.length })
  return found
}

/** Calls `findNamesakes` of namesakes.server.ts, recorded like a search by a number. */
export async function findNamesakes(
  site: Site,
  viewer: Viewer,
  asked: Parameters<typeof findAllNamesakes>[2],
): ReturnType<typeof findAllNamesakes> {
  const found = await findAllNamesakes(site, viewer, asked)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: searchedBy.whole, rows: found.length })
  return found
}
