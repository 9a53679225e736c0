// Each step of a follow-up: its life cycle, and the days and the account in its row, which follow from it.
import { eq } from 'drizzle-orm'
import type { Tx } from '#app/site.ts'
import type { SentEvent } from '#app/workflow/definition.ts'
import { advanceBySystem, advanceWorkflow, type LoadedWorkflow } from '#app/workflow/kernel.server.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import type { followUpMachine } from './follow-up.machine.ts'
import { isClosed, isOpen } from './follow-up.states.ts'
import { followUpWorkflow } from './follow-up.workflow.ts'

type Loaded = LoadedWorkflow<typeof followUpMachine>

/** The columns that follow from the life cycle. */
function columnsOf({ state, snapshot: { context } }: Loaded) {
  return {
    dueOn: context.dueOn,
    openDueOn: isOpen(state) ? context.dueOn : null,
    assigneeId: context.assignee,
    closedOn: isClosed(state) ? context.closedOn : null,
  }
}

async function keepColumns(tx: Tx, loaded: Loaded): Promise<Loaded> {
  await tx.update(followUps).set(columnsOf(loaded)).where(eq(followUps.id, loaded.id))
  return loaded
}

/** A step that a person takes. */
export const step = async (tx: Tx, order: { id: string; version: number | 'latest'; event: SentEvent }): Promise<Loaded> =>
  keepColumns(tx, await advanceWorkflow(tx, followUpWorkflow, order))

/** A step that the system takes. */
export const stepBySystem = async (tx: Tx, order: { id: string; event: SentEvent }): Promise<Loaded> =>
  keepColumns(tx, await advanceBySystem(tx, followUpWorkflow, order))

/** Brings the row up to date after a step that the ticker took: a deadline knows no rows. */
export const keepRow = keepColumns
