// How a rating stands, in the words of the screen.
import { ratingWorkflow } from './rating.workflow.ts'

export const sayRatingState = (state: string) => ratingWorkflow.words.states[state] ?? state
