// Proposing a pairing to both sides.
import type { Tx } from '#app/site.ts'
import { startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { pairings } from '#db/schema/pairings.ts'
import { type PairingTerms, usualTerms } from './pairing.machine.ts'
import { pairingWorkflow } from './pairing.workflow.ts'

interface Proposal {
  roundId: string
  west: string
  east: string
  pinned: boolean
  why: string
  score: unknown
  replacesId: string | null
  answerUntil: string
  /** The terms of the programme, which the pairing keeps. */
  terms: Readonly<PairingTerms>
}

/** Picks the terms of pairings. */
const toPairingTerms = (terms: Readonly<PairingTerms>): PairingTerms =>
  Object.fromEntries(Object.keys(usualTerms).map((name) => [name, terms[name as keyof PairingTerms]])) as unknown as PairingTerms

/** Proposes a pairing to both sides, who are asked from now on. */
export async function proposePairing(
  tx: Tx,
  { roundId, west, east, pinned, why, score, replacesId, answerUntil, terms }: Proposal,
): Promise<string> {
  const id = newId(tx.at.getTime())
  await startWorkflow(tx, pairingWorkflow, { id, input: { answerUntil, terms: toPairingTerms(terms) } })
  await tx.insert(pairings).values({ id, roundId, westShopId: west, eastShopId: east, pinned, why, score, replacesId, proposedAt: tx.at })
  tx.note(`pairing ${id}: ${west} with ${east}`)
  return id
}
