// What the states of a round mean to others.
import { isOneOf } from '#app/workflow/states.ts'
import type { roundMachine } from './round.machine.ts'

/** Whether a matching is yet to be accepted: shops come and go until then, weights and rulings change. */
export const isBeforeAcceptance = isOneOf<typeof roundMachine>('preparing', 'collecting', 'matching')
export const acceptsWishes = isOneOf<typeof roundMachine>('collecting')

/** Whether the coordinator tries and accepts a matching now. */
export const isMatching = isOneOf<typeof roundMachine>('matching')
