// Steps in the life cycle of a pairing: answers, pauses, ends, assessments.
import { and, eq, ne } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { startOfDay } from '#app/calendar.ts'
import { parseFields } from '#app/fields.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import type { ShopRow } from '#app/modules/shops/shops.server.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { assessments } from '#db/schema/pairing-records.ts'
import { pairings } from '#db/schema/pairings.ts'
import { workflows } from '#db/views/workflow.ts'
import { type AssessmentEntry, assessmentEntry } from './entries.ts'
import { findPairing, findOwnPairing } from './find.server.ts'
import { occupiesPlace } from './pairing.states.ts'
import { pairingWorkflow } from './pairing.workflow.ts'
import { parseContext } from '#app/workflow/definition.ts'

/** Stores one side's answer to a proposal. Throws 404, 403, 409, or 422 for a no without a reason. */
export async function answerPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, agrees, reason = '' }: { pairingId: string; agrees: boolean; reason?: string },
): Promise<string> {
  return site.write(viewer.accountId, agrees ? 'agree to pairing' : 'decline pairing', async (tx) => {
    const { side, east } = await findOwnPairing(tx, viewer, pairingId)
    if (agrees && side === 'east') await assertPlaceFree(tx, east, pairingId)
    const event = agrees ? { type: 'AGREE', side } : { type: 'DECLINE', side, reason }
    return (await advanceWorkflow(tx, pairingWorkflow, { id: pairingId, version: 'latest', event })).state
  })
}

/** An eastern shop may have lowered how many it will help since matching was accepted: then it cannot agree to more. */
async function assertPlaceFree(tx: Tx, { id, willHelp }: ShopRow, pairingId: string) {
  const others = await tx
    .select({ state: workflows.state, context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(and(eq(pairings.eastShopId, id), ne(pairings.id, pairingId)))
  const agreed = others.filter(
    ({ state, context }) => occupiesPlace(state) && parseContext(pairingWorkflow, context).eastAcceptedAt !== null,
  ).length
  if (agreed >= willHelp) throw new Refusal(409, `您写明最多帮扶 ${willHelp} 家，已经帮着 ${agreed} 家。要多帮，请先在“我的店”里改家数。`)
}

export type PairingStep =
  | { type: 'PAUSE'; reason: string; until: string }
  | { type: 'RESUME' }
  | { type: 'DISSOLVE'; reason: string }
  | { type: 'EVALUATE' }
  | { type: 'REOPEN'; reason: string }
  | { type: 'NOTE'; words: string }

/** Steps that are the coordinator's alone, and never in a pairing of their own. */
const ofCoordinator: readonly PairingStep['type'][] = ['EVALUATE', 'REOPEN', 'NOTE']

/**
 * Pauses (until a day), resumes or dissolves; or evaluates early, undoes that, or notes something, which only the coordinator may. Throws 404,
 * 403, 409, or 422.
 */
export async function stepPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, version, event }: { pairingId: string; version: number; event: PairingStep },
): Promise<string> {
  return site.write(viewer.accountId, `pairing: ${event.type}`, async (tx) => {
    const { side } = await findPairing(tx, viewer, pairingId)
    const by = side ?? (canCoordinate(viewer) ? 'coordinator' : null)
    if (by === null || (by !== 'coordinator' && ofCoordinator.includes(event.type))) throw forbidden()
    const signed =
      event.type === 'PAUSE'
        ? { ...event, until: startOfDay(event.until).toISOString(), side: by }
        : event.type === 'DISSOLVE'
          ? { ...event, side: by }
          : event
    return (await advanceWorkflow(tx, pairingWorkflow, { id: pairingId, version, event: signed })).state
  })
}

/** Stores a side's assessment of the whole pairing; with both, or at the deadline, the pairing is complete. */
export async function assessPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, ...entry }: { pairingId: string } & AssessmentEntry,
): Promise<string> {
  const said = parseFields(assessmentEntry, entry)
  return site.write(viewer.accountId, 'assess pairing', async (tx) => {
    const { side } = await findOwnPairing(tx, viewer, pairingId)
    const { state } = await advanceWorkflow(tx, pairingWorkflow, { id: pairingId, version: 'latest', event: { type: 'ASSESS', side } })
    await tx.insert(assessments).values({ pairingId, side, ...said, at: tx.at })
    return state
  })
}
