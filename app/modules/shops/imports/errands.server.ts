// What is to be done with lists of shops: those on which nobody has decided, before they expire.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Errand } from '#app/shell/errand.ts'
import { listUndecidedErrands } from '#app/importing/undecided-errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { shopImports } from '#db/schema/shops.ts'
import { workflows } from '#db/views/workflow.ts'
import { canCoordinate } from '../policy.ts'
import { undecidedStates } from './shop-import.states.ts'
import { shopImportWorkflow } from './shop-import.workflow.ts'

const most = 100

/** Lists the undecided lists, in one line, for the coordinator. */
export async function listShopListErrands({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<Errand[]> {
  if (!canCoordinate(viewer)) return []
  const undecided = await read
    .select({ id: shopImports.id, fileName: shopImports.fileName, context: workflows.context })
    .from(workflows)
    .innerJoin(shopImports, eq(shopImports.id, workflows.id))
    .where(and(eq(workflows.kind, shopImportWorkflow.kind), inArray(workflows.state, undecidedStates)))
    .orderBy(asc(shopImports.uploadedAt))
    .limit(most)
  return listUndecidedErrands({
    key: 'shopLists',
    what: '网店名录',
    uploads: undecided.map(({ context, ...list }) => ({ ...list, term: parseContext(shopImportWorkflow, context) })),
    listHref: paths.shopImports(),
    hrefOf: paths.shopImport,
  })
}
