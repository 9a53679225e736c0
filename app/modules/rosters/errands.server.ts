// What is to be done with rosters: those on which nobody has decided, before they expire.
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Errand } from '#app/shell/errand.ts'
import { listUndecidedErrands } from '#app/importing/undecided-errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { rosterImports } from '#db/schema/rosters.ts'
import { workflows } from '#db/views/workflow.ts'
import { canImportRosters, rostersVisibleTo } from './policy.ts'
import { undecidedStates } from './roster.states.ts'
import { rosterWorkflow } from './rosters.workflow.ts'

const most = 100

/** Whether one of the viewer's rosters was imported, ever. */
export const hasImportedRoster = async ({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<boolean> =>
  (
    await read
      .select({ id: rosterImports.id })
      .from(rosterImports)
      .where(and(isNotNull(rosterImports.acceptedAt), rostersVisibleTo(viewer)))
      .limit(1)
  ).length > 0

/** Lists the viewer's undecided rosters, in one line. */
export async function listRosterErrands({ read }: Pick<Site, 'read'>, viewer: Viewer): Promise<Errand[]> {
  if (!canImportRosters(viewer)) return []
  const undecided = await read
    .select({ id: rosterImports.id, fileName: rosterImports.fileName, context: workflows.context })
    .from(workflows)
    .innerJoin(rosterImports, eq(rosterImports.id, workflows.id))
    .where(and(eq(workflows.kind, rosterWorkflow.kind), inArray(workflows.state, undecidedStates), rostersVisibleTo(viewer)))
    .orderBy(asc(rosterImports.uploadedAt))
    .limit(most)
  return listUndecidedErrands({
    key: 'rosters',
    what: '花名册',
    uploads: undecided.map(({ context, ...roster }) => {
      const { uploadedAt, undecidedDays } = parseContext(rosterWorkflow, context)
      return { ...roster, term: uploadedAt === null ? null : { uploadedAt, undecidedDays } }
    }),
    listHref: paths.rosters(),
    hrefOf: paths.roster,
  })
}
