// One follow-up with her name and where she lives, for those who may know of it.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader } from '#app/site.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import { persons } from '#db/views/households.ts'
import { canSeeFollowUp } from './policy.ts'

export type FoundFollowUp = typeof followUps.$inferSelect & { name: string; regionCode: string }

/** Throws 404 if there is none, or she lives elsewhere. */
export async function findFollowUp(read: Pick<Reader, 'select'>, viewer: Viewer, followUpId: string): Promise<FoundFollowUp> {
  const [row] = await read
    .select({ followUp: followUps, name: persons.name, regionCode: persons.regionCode })
    .from(followUps)
    .innerJoin(persons, eq(persons.id, followUps.personId))
    .where(eq(followUps.id, followUpId))
  if (!row || !canSeeFollowUp(viewer, row)) throw notFound('这次回访')
  return { ...row.followUp, name: row.name, regionCode: row.regionCode }
}
