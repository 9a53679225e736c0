// Phone numbers in clear for those whose right does not come from the region.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { persons } from '#db/schema/households.ts'
import { openField } from '../commands.server.ts'

/**
 * Shows a phone number in clear to a viewer whose right the caller has judged by something else than the region: that she is in a class of
 * his. Logged like every look, for the person to read. Throws 404, or 422 if no reason is given.
 */
export async function openPhone(site: Site, viewer: Viewer, { personId, reason }: { personId: string; reason: string }): Promise<string> {
  const [person] = await site.read.select({ sealed: persons.phoneSealed }).from(persons).where(eq(persons.id, personId))
  if (!person) throw notFound('这个人')
  return openField(site, viewer, { personId, field: 'phone', reason, sealed: person.sealed })
}
