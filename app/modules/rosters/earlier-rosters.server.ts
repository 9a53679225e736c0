// Gives a workflow to rosters that were imported before rosters had one, in their current state; and a term to undecided ones from before
// undecided ones expired.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { advanceBySystem, startWorkflow } from '#app/workflow/kernel.server.ts'
import { rosterImports } from '#db/schema/rosters.ts'
import { workflows } from '#db/views/workflow.ts'
import { undecidedStates } from './roster.states.ts'
import { rosterWorkflow } from './rosters.workflow.ts'

const atOnce = 50

/** Gives a workflow to those without one, in batches. Does nothing if all have one. */
export async function startWorkflowsOfEarlierRosters(site: Site): Promise<void> {
  for (;;) {
    const earlier = await site.read
      .select({
        id: rosterImports.id,
        acceptedAt: rosterImports.acceptedAt,
        preview: rosterImports.preview,
        failure: rosterImports.failure,
      })
      .from(rosterImports)
      .leftJoin(workflows, eq(workflows.id, rosterImports.id))
      .where(isNull(workflows.id))
      .orderBy(asc(rosterImports.id))
      .limit(atOnce)
    if (earlier.length === 0) return
    await site.write('system', 'rosters get a life cycle', async (tx) => {
      for (const { id, acceptedAt, preview, failure } of earlier) {
        await startWorkflow(tx, rosterWorkflow, { id, input: { undecidedDays: site.programme.retention.undecidedDays } })
        const state = acceptedAt ? 'accepted' : preview ? 'previewed' : failure ? 'failed' : null
        if (state) await advanceBySystem(tx, rosterWorkflow, { id, event: { type: 'ADOPT', state } })
      }
    })
  }
}

/** Begins the term of undecided rosters without one. Does nothing if all have one. */
export async function beginTermsOfEarlierRosters(site: Site): Promise<void> {
  const rosters = await site.read
    .select({ id: workflows.id, context: workflows.context })
    .from(workflows)
    .where(and(eq(workflows.kind, rosterWorkflow.kind), inArray(workflows.state, undecidedStates)))
  const termless = rosters.filter(({ context }) => parseContext(rosterWorkflow, context).uploadedAt === null)
  for (let from = 0; from < termless.length; from += atOnce)
    await site.write('system', 'terms of undecided rosters begin', async (tx) => {
      for (const { id } of termless.slice(from, from + atOnce))
        await advanceBySystem(tx, rosterWorkflow, { id, event: { type: 'BEGIN_TERM' } })
    })
}
