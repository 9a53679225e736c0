// Labels and colours of a pairing's states.
import type { BadgeKind } from '#app/ui/notice.tsx'
import { pairingWorkflow } from './pairing.workflow.ts'

export const formatPairingState = (state: string) => pairingWorkflow.labels.states[state] ?? state

const kinds: Record<string, BadgeKind> = {
  'alive.active.onTrack': 'running',
  'alive.active.nudged': 'warn',
  'alive.active.escalated': 'bad',
  'alive.atRisk': 'bad',
  evaluating: 'running',
  completed: 'good',
  unmet: 'bad',
}
export const pairingBadgeKind = (state: string): BadgeKind => kinds[state] ?? 'info'

export const moodLabels = { well: '顺利', slowly: '慢一点', stuck: '卡住了' } as const
export const helpedLabels = { much: '帮助很大', some: '有些帮助', little: '帮助不大' } as const
