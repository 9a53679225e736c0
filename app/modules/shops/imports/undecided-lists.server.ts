// Lists of shops on which nobody has decided: discarding one, deleting its file, and the term of those from before lists lapsed.
import { asc, eq, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { deleteStoredPieces } from '#app/importing/stored-files.server.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceBySystem, advanceWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { shopImports } from '#db/schema/shops.ts'
import { formatStepOfOther } from '#app/workflow/overtaken.server.ts'
import { workflows } from '#db/views/workflow.ts'
import { requireCoordinator } from '../policy.ts'
import { isUndecided } from './shop-import.states.ts'
import { shopImportWorkflow } from './shop-import.workflow.ts'

/** Returns the name of a list that can be discarded. Throws 403, 404, and 409 if it cannot be discarded any more. */
export async function readDiscardableShopList(site: Site, viewer: Viewer, importId: string): Promise<{ id: string; fileName: string }> {
  requireCoordinator(viewer)
  const [list] = await site.read
    .select({ id: shopImports.id, fileName: shopImports.fileName, state: workflows.state })
    .from(shopImports)
    .innerJoin(workflows, eq(workflows.id, shopImports.id))
    .where(eq(shopImports.id, importId))
  if (!list) throw notFound('这份名录')
  if (!isUndecided(list.state))
    throw new Refusal(
      409,
      `这份名录已经导入或作废了，不能再作废。${await formatStepOfOther(site.read, shopImportWorkflow, { id: importId, actor: viewer.accountId })}`,
    )
  return { id: list.id, fileName: list.fileName }
}

/** Discards a list that was not imported; its file is deleted. Throws 403, 404, or 409. */
export async function discardShopList(site: Site, viewer: Viewer, { importId }: { importId: string }) {
  await readDiscardableShopList(site, viewer, importId)
  await site.write(viewer.accountId, 'withdraw list of shops', (tx) =>
    advanceWorkflow(tx, shopImportWorkflow, { id: importId, version: 'latest', event: { type: 'WITHDRAW' } }),
  )
}

/** Deletes the file of a discarded list. */
export async function forgetShopList(tx: Tx, importId: string) {
  await tx.update(shopImports).set({ fileSealed: null }).where(eq(shopImports.id, importId))
  await deleteStoredPieces(tx, importId)
  tx.note(`file of list of shops ${importId} deleted`)
}

const atOnce = 50

/** Gives a life cycle, and a term, to lists from before they had one. Does nothing if all have one. */
export async function startWorkflowsOfEarlierShopLists(site: Site): Promise<void> {
  for (;;) {
    const earlier = await site.read
      .select({ id: shopImports.id, acceptedAt: shopImports.acceptedAt })
      .from(shopImports)
      .leftJoin(workflows, eq(workflows.id, shopImports.id))
      .where(isNull(workflows.id))
      .orderBy(asc(shopImports.id))
      .limit(atOnce)
    if (earlier.length === 0) return
    await site.write('system', 'lists of shops get a life cycle', async (tx) => {
      for (const { id, acceptedAt } of earlier) {
        await startWorkflow(tx, shopImportWorkflow, { id, input: { undecidedDays: site.programme.retention.undecidedDays } })
        if (acceptedAt) await advanceBySystem(tx, shopImportWorkflow, { id, event: { type: 'ACCEPT' } })
      }
    })
  }
}
