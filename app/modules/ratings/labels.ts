// Labels and colours of a rating's states.
import { ratingWorkflow } from './rating.workflow.ts'

export const formatRatingState = (state: string) => ratingWorkflow.labels.states[state] ?? state
