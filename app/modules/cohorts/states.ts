// How the states of classes and trainees look on screen.
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'

type Kind = 'good' | 'bad' | 'warn' | 'info'

export const cohortStates = cohortWorkflow.words.states
export const enrolmentStates = enrolmentWorkflow.words.states
export const stateKinds: Record<string, Kind> = {
  completed: 'good',
  failed: 'bad',
  left: 'warn',
  cancelled: 'bad',
  running: 'good',
  enrolling: 'warn',
}
