// What the states of a credit rating mean to others.
import { isOneOf } from '#app/workflow/states.ts'
import type { RatingContext, ratingMachine } from './rating.machine.ts'

/** Whether it holds, and nobody objects. */
export const isCurrent = isOneOf<typeof ratingMachine>('current')

/** Whether its owner waits for a decision on her appeal. */
export const isAppealed = isOneOf<typeof ratingMachine>('appealed')

/** Whether the owner may appeal now. */
export const acceptsAppeal = ({ state, context }: { state: string; context: RatingContext }, now: Date) =>
  isCurrent(state) && context.appeal === null && now.toISOString() < context.appealUntil
