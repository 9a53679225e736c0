// What is on record of looks.
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import type { TestSite } from '#tests/support/site.ts'

export async function listFlushed(site: TestSite) {
  await flushAccessRecords(site)
  return (await listAccess(site, {})).map(({ kind, what }) => ({ kind, what }))
}
