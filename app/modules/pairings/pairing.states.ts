// What the states of a pairing mean to others.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { PairingContext, pairingMachine } from './pairing.machine.ts'

type PairingState = StateOf<typeof pairingMachine>

/** States in which a shop is helped, or was helped to the end, for queries. */
export const helpedStates: readonly PairingState[] = [
  'alive.active.onTrack',
  'alive.active.nudged',
  'alive.active.escalated',
  'alive.atRisk',
  'paused',
  'evaluating',
  'completed',
]

/** States into which a pairing comes that failed: the two are not proposed to each other again. For queries. */
export const failedStates: readonly PairingState[] = ['declined', 'dissolved', 'unmet', 'rematched']

/** Whether the two have still to agree. */
export const isProposed = isOneOf<typeof pairingMachine>('proposed')

/** Whether the two work together now. */
export const isAlive = isOneOf<typeof pairingMachine>('alive')
export const isPaused = isOneOf<typeof pairingMachine>('paused')

/** Whether both are asked how it was. */
export const isEvaluating = isOneOf<typeof pairingMachine>('evaluating')
export const isCompleted = isOneOf<typeof pairingMachine>('completed')

/** Whether its term came without the two ever being in touch. */
export const isUnmet = isOneOf<typeof pairingMachine>('unmet')

/** Whether an eastern shop's place is taken. */
export const occupiesPlace = isOneOf<typeof pairingMachine>('proposed', 'alive', 'paused', 'evaluating')

/** Whether the two tell of the last two weeks. */
export const acceptsCheckIns = isOneOf<typeof pairingMachine>('alive', 'paused')

/** Whether the two write to each other. */
export const acceptsMessages = isOneOf<typeof pairingMachine>('alive', 'paused', 'evaluating')

/** Whether there are no messages, because the two never agreed. */
export const neverBegan = isOneOf<typeof pairingMachine>('proposed', 'declined', 'lapsed')

/** Whether it came to nothing, or was ended before its time; also where another took its place. */
export const hasFailed = isOneOf<typeof pairingMachine>('declined', 'lapsed', 'dissolved', 'unmet', 'rematched')
export const isDissolved = isOneOf<typeof pairingMachine>('dissolved')

/** Whether somebody ended it, or it ended because nobody answered: there is a reason to read. */
export const wasEnded = isOneOf<typeof pairingMachine>('declined', 'lapsed', 'dissolved', 'rematched')

/**
 * The state by today's rule. Until 2026-11 a pairing whose term ran out was completed, also where nobody was ever in touch and
 * not both said how it was: their rows are left as they were written, and read as what they are.
 */
export function currentState(state: string, { contacts, westAssessedAt, eastAssessedAt }: PairingContext): string {
  const unmet: PairingState = 'unmet'
  return isCompleted(state) && contacts === 0 && (westAssessedAt === null || eastAssessedAt === null) ? unmet : state
}
