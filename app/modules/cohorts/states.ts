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

/** Whether a class in this state has come to its end: nothing of it is changed any more. */
export const isOver = (cohortState: string) => cohortState === 'completed' || cohortState === 'cancelled'
