// How a rating stands, in the words of the screen.
import { ratingWorkflow } from './rating.workflow.ts'

export const formatRatingState = (state: string) => ratingWorkflow.labels.states[state] ?? state
