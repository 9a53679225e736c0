// Her phone number, for whoever is to call her: with a reason, logged, and for her to read.
import type { Viewer } from '#app/access/viewer.ts'
import { phoneLooks } from '#app/modules/households/households.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { findFollowUp } from './find.server.ts'
import { canCallForFollowUp } from './policy.ts'

/** Returns the number, and first logs who looked, when and why. Throws 403, 404, and 422 without a reason. */
export async function discloseFollowUpPhone(
  site: Site,
  viewer: Viewer,
  { followUpId, reason }: { followUpId: string; reason: string },
): Promise<string> {
  const found = await findFollowUp(site.read, viewer, followUpId)
  if (!canCallForFollowUp(viewer, found)) throw forbidden('您的职责不需要看这个人的电话。')
  return phoneLooks.openPhone(site, viewer, { personId: found.personId, reason })
}
