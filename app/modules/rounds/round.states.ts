// Groups of a round's states, for other code.
import { isOneOf } from '#app/workflow/states.ts'
import type { roundMachine } from './round.machine.ts'

/** Whether no matching is accepted yet: until then shops join and leave, weights and rulings change. */
export const isBeforeAcceptance = isOneOf<typeof roundMachine>('preparing', 'collecting', 'matching')
export const isPreparing = isOneOf<typeof roundMachine>('preparing')
export const acceptsWishes = isOneOf<typeof roundMachine>('collecting')

/** Whether the coordinator can try and accept a matching now. */
export const isMatching = isOneOf<typeof roundMachine>('matching')

/** Whether the two of each proposed pairing are asked for their answers. */
export const isConfirming = isOneOf<typeof roundMachine>('confirming')

/** Whether its pairings are being evaluated. */
export const isBeingEvaluated = isOneOf<typeof roundMachine>('evaluating')
