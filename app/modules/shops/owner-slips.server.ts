// Slips with which owners claim their shops.
import type { Viewer } from '#app/access/viewer.ts'
import { type IssuedSlips, issueSlips } from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { shops } from '#db/schema/shops.ts'
import { requireCoordinator } from './policy.ts'

/**
 * Issues slips for the owners of these shops, one an owner, in the order of the shops, as far as the coordinator may. Throws 403, or 409 if
 * none can be issued.
 */
export async function issueOwnerSlips(site: Site, viewer: Viewer, { shopIds }: { shopIds: readonly string[] }): Promise<IssuedSlips> {
  requireCoordinator(viewer)
  return site.write(viewer.accountId, 'issue slips to shop owners', async (tx) => {
    const owned = await tx
      .select({ id: shops.id, ownerAccountId: shops.ownerAccountId })
      .from(shops)
      .where(inValues(shops.id, [...shopIds]))
    const ownerOf = new Map(owned.map(({ id, ownerAccountId }) => [id, ownerAccountId]))
    const owners = new Set(shopIds.flatMap((id) => ownerOf.get(id) ?? []))
    return issueSlips(tx, site, viewer, { accountIds: [...owners] })
  })
}
