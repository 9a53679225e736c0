// Labels and colours of a round's states.
import { roundWorkflow } from './round.workflow.ts'

export const roundStateLabels = roundWorkflow.labels.states

type Kind = 'good' | 'bad' | 'warn' | 'info'

export const roundBadgeKinds: Record<string, Kind> = {
  preparing: 'info',
  collecting: 'warn',
  matching: 'warn',
  confirming: 'warn',
  running: 'good',
  evaluating: 'warn',
  closed: 'info',
}
