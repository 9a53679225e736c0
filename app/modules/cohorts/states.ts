// Colours and labels of the states of classes and trainees.
import type { BadgeKind } from '#app/ui/notice.tsx'
import { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'

export const cohortStateLabels = cohortWorkflow.labels.states
export const enrolmentEventLabels = enrolmentWorkflow.labels.events
export const enrolmentStateLabels = enrolmentWorkflow.labels.states
export const stateBadgeKinds: Record<string, BadgeKind> = {
  running: 'running',
  studying: 'running',
  completed: 'good',
  failed: 'bad',
}
