// Labels and colours of a pairing's states.
import { pairingWorkflow } from './pairing.workflow.ts'

export const formatPairingState = (state: string) => pairingWorkflow.labels.states[state] ?? state

type Kind = 'good' | 'bad' | 'warn' | 'info'
const kinds: Record<string, Kind> = {
  proposed: 'warn',
  'alive.active.onTrack': 'good',
  'alive.active.nudged': 'warn',
  'alive.active.escalated': 'warn',
  'alive.atRisk': 'bad',
  paused: 'warn',
  evaluating: 'warn',
  completed: 'good',
  unmet: 'bad',
}
export const pairingBadgeKind = (state: string): Kind => kinds[state] ?? 'info'

export const moodLabels = { well: '顺利', slowly: '慢一点', stuck: '卡住了' } as const
export const helpedLabels = { much: '帮助很大', some: '有些帮助', little: '帮助不大' } as const
