// Phone numbers that the two sides share with each other.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { pairings } from '#db/schema/pairings.ts'
import { sealPlace } from '#db/sealed.ts'
import { accountPhones } from '#db/views/accounts.ts'
import { findOwnPairing } from './find.server.ts'
import { occupiesPlace } from './pairing.states.ts'

/** Allows the other side of a pairing to see one's phone number, or no longer. */
export async function setPhoneShown(
  site: Site,
  viewer: Viewer,
  { pairingId, shown }: { pairingId: string; shown: boolean },
): Promise<void> {
  await site.write(viewer.accountId, shown ? 'show phone' : 'hide phone', async (tx) => {
    const { side } = await findOwnPairing(tx, viewer, pairingId)
    await tx
      .update(pairings)
      .set({ [side === 'west' ? 'westPhoneShownAt' : 'eastPhoneShownAt']: shown ? tx.at : null })
      .where(eq(pairings.id, pairingId))
    tx.note(`pairing ${pairingId}: phone of ${side} ${shown ? 'shown' : 'hidden'}`)
  })
}

/**
 * Returns the phone number of the other side, which has agreed to it; the access is logged. Null if its account has none. Throws 404, 403,
 * or 409.
 */
export async function disclosePhone(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<string | null> {
  return site.write(viewer.accountId, 'look at phone', async (tx) => {
    const { side, pairing, state, ...found } = await findOwnPairing(tx, viewer, pairingId)
    if (!occupiesPlace(state)) throw new Refusal(409, '结对已经结束，不再给看电话。')
    const [other, shownAt] =
      side === 'west' ? ([found.east, pairing.eastPhoneShownAt] as const) : ([found.west, pairing.westPhoneShownAt] as const)
    if (shownAt === null) throw new Refusal(409, '对方没有同意给您看电话。可以在这里给对方留言。')
    tx.note(`pairing ${pairingId}: ${side} looked at the phone of the other`)
    const [owner] = await tx
      .select({ phone: accountPhones.phoneSealed })
      .from(accountPhones)
      .where(eq(accountPhones.id, other.ownerAccountId))
    return owner?.phone ? site.keys.open(owner.phone, sealPlace.phoneOfAccount(other.ownerAccountId)) : null
  })
}
