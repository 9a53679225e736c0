// Who looks at people and households is recorded before they are shown.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import type { Site } from '#app/site.ts'
import * as register from './queries.server.ts'

/** `listPersons` of queries.server.ts, on record: that people were searched for or gone through, not what for. */
export async function listPersons(site: Site, viewer: Viewer, asked: Parameters<typeof register.listPersons>[2]): ReturnType<typeof register.listPersons> {
  const found = await register.listPersons(site, viewer, asked)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: asked.search?.trim() ? 'people found by a search' : 'all people', rows: found.rows.length })
  return found
}

/** `readPerson` of queries.server.ts, on record. */
export async function readPerson(site: Site, viewer: Viewer, personId: string): ReturnType<typeof register.readPerson> {
  const person = await register.readPerson(site, viewer, personId)
  if (viewer.personId !== personId) await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `person ${personId}`, rows: 1 })
  return person
}

/** `readHousehold` of queries.server.ts, on record. */
export async function readHousehold(site: Site, viewer: Viewer, householdId: string): ReturnType<typeof register.readHousehold> {
  const household = await register.readHousehold(site, viewer, householdId)
  await recordAccess(site, { kind: 'list', who: viewer.accountId, what: `household ${householdId}`, rows: household.members.length })
  return household
}
