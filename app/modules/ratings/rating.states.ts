// Groups of a credit rating's states, for other code.
import { isOneOf } from '#app/workflow/states.ts'
import type { RatingContext, ratingMachine } from './rating.machine.ts'

/** Whether it is valid and no appeal is open. */
export const isCurrent = isOneOf<typeof ratingMachine>('current')

/** Whether its owner waits for the decision on an appeal. */
export const isAppealed = isOneOf<typeof ratingMachine>('appealed')

/** Whether the owner may appeal now. */
export const acceptsAppeal = ({ state, context }: { state: string; context: RatingContext }, now: Date) =>
  isCurrent(state) && context.appeal === null && now.toISOString() < context.appealUntil

/** Whether a newer one counts in its place. */
export const isReplaced = isOneOf<typeof ratingMachine>('replaced')
