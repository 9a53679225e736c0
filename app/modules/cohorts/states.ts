// Colours and labels of the states of classes and trainees.
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'

type Kind = 'good' | 'bad' | 'warn' | 'info'

export const cohortStateLabels = cohortWorkflow.labels.states
export const enrolmentEventLabels = enrolmentWorkflow.labels.events
export const enrolmentStateLabels = enrolmentWorkflow.labels.states
export const stateBadgeKinds: Record<string, Kind> = {
  completed: 'good',
  failed: 'bad',
  left: 'warn',
  dismissed: 'warn',
  notSitting: 'warn',
  cancelled: 'bad',
  running: 'good',
  enrolling: 'warn',
}
