// Labels and colours of a round's states.
import type { BadgeKind } from '#app/ui/notice.tsx'
import { roundWorkflow } from './round.workflow.ts'

export const roundStateLabels = roundWorkflow.labels.states

/** The way of a round, as the steps that people know. */
export const roundSteps = ['准备', '收志愿', '匹配', '确认', '帮扶', '评估'] as const

/** Returns at which step a round stands; the number of steps if it is closed. */
export const roundStepOf = (state: string): number => Object.keys(roundStateLabels).indexOf(state)

export const roundBadgeKinds: Record<string, BadgeKind> = {
  preparing: 'info',
  collecting: 'running',
  matching: 'running',
  confirming: 'running',
  running: 'running',
  evaluating: 'running',
  closed: 'good',
}
