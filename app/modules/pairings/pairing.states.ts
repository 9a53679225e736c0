// Groups of a pairing's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { PairingContext, pairingMachine } from './pairing.machine.ts'

type PairingState = StateOf<typeof pairingMachine>

/** States of a failed pairing: the two are not proposed to each other again. For queries. */
export const failedStates: readonly PairingState[] = ['declined', 'dissolved', 'unmet', 'rematched']

/** Whether the two have not both agreed yet. */
export const isProposed = isOneOf<typeof pairingMachine>('proposed')

/** Whether the two work together now. */
export const isAlive = isOneOf<typeof pairingMachine>('alive')
export const isPaused = isOneOf<typeof pairingMachine>('paused')

/** Whether both are asked for their assessment. */
export const isEvaluating = isOneOf<typeof pairingMachine>('evaluating')
export const isCompleted = isOneOf<typeof pairingMachine>('completed')

/** Whether its time ended without the two ever being in touch. */
export const isUnmet = isOneOf<typeof pairingMachine>('unmet')

/** Whether an eastern shop's place is taken. */
export const occupiesPlace = isOneOf<typeof pairingMachine>('proposed', 'alive', 'paused', 'evaluating')

/** Whether the two send check-ins. */
export const acceptsCheckIns = isOneOf<typeof pairingMachine>('alive', 'paused')

/** Whether both agreed and it is not over: 结对中, on every page and in every figure. Paused and being evaluated are in it. */
export const isUnderWay = isOneOf<typeof pairingMachine>('alive', 'paused', 'evaluating')

/** Whether the two can send messages. */
export const acceptsMessages = isOneOf<typeof pairingMachine>('alive', 'paused', 'evaluating')

/** Whether there are no messages, because the two never agreed. */
export const neverBegan = isOneOf<typeof pairingMachine>('proposed', 'declined', 'lapsed')

/** Whether it failed or was ended early; also if another replaced it. */
export const hasFailed = isOneOf<typeof pairingMachine>('declined', 'lapsed', 'dissolved', 'unmet', 'rematched')
export const isDissolved = isOneOf<typeof pairingMachine>('dissolved')

/** Whether somebody ended it, or it ended because nobody answered: there is a reason to read. */
export const wasEnded = isOneOf<typeof pairingMachine>('declined', 'lapsed', 'dissolved', 'rematched')

/**
 * Returns the state by today's rule. Until 2026-11 a pairing whose time ran out was completed, even if the two were never in touch and not
 * both gave an assessment: those rows are unchanged, and this corrects them on reading.
 */
export function currentState(state: string, { contacts, westAssessedAt, eastAssessedAt }: PairingContext): string {
  const unmet: PairingState = 'unmet'
  return isCompleted(state) && contacts === 0 && (westAssessedAt === null || eastAssessedAt === null) ? unmet : state
}
