// The workflow definition of a pairing: its deadlines in each state.
import { defineWorkflow, statePath, type Deadline } from '#app/workflow/definition.ts'
import { pairingContext, pairingEvents, pairingSystemEvents } from './pairing.events.ts'
import { addDaysTo, type PairingContext, pairingMachine } from './pairing.machine.ts'

const toDeadline = (name: string, moment: string | null, type: string, days = 0): Deadline[] =>
  moment === null ? [] : [{ name, at: new Date(addDaysTo(moment, days)), event: { type } }]

/** The deadlines in each state that advance it automatically. */
const deadlinesOf: Record<string, (context: PairingContext) => Deadline[]> = {
  proposed: ({ answerUntil }) => toDeadline('answer', answerUntil, 'LAPSE'),
  'alive.active.onTrack': ({ contactDue, endsAt }) => [
    ...toDeadline('check-in', contactDue, 'NUDGE'),
    ...toDeadline('term', endsAt, 'TERM_ENDS'),
  ],
  'alive.active.nudged': ({ contactDue, endsAt, terms }) => [
    ...toDeadline('check-in', contactDue, 'ESCALATE', terms.escalateAfterDays),
    ...toDeadline('term', endsAt, 'TERM_ENDS'),
  ],
  'alive.active.escalated': ({ contactDue, endsAt, terms }) => [
    ...toDeadline('check-in', contactDue, 'ENDANGER', terms.atRiskAfterDays),
    ...toDeadline('term', endsAt, 'TERM_ENDS'),
  ],
  'alive.atRisk': ({ endsAt }) => toDeadline('term', endsAt, 'TERM_ENDS'),
  paused: ({ pausedUntil, endsAt }) => [...toDeadline('pause', pausedUntil, 'WAKE'), ...toDeadline('term', endsAt, 'TERM_ENDS')],
  evaluating: ({ evaluateUntil }) => toDeadline('assessment', evaluateUntil, 'ASSESSMENT_DUE'),
}

export const pairingWorkflow = defineWorkflow({
  kind: 'pairing',
  title: '结对',
  machine: pairingMachine,
  events: pairingEvents,
  systemEvents: pairingSystemEvents,
  context: pairingContext,
  deadlines: ({ value, context }) => deadlinesOf[statePath(value)]?.(context) ?? [],
  labels: {
    states: {
      proposed: '等双方答复',
      'alive.active.onTrack': '帮扶中',
      'alive.active.nudged': '帮扶中，该填帮扶记录了',
      'alive.active.escalated': '帮扶中，已请乡镇专干过问',
      'alive.atRisk': '有风险',
      paused: '暂停',
      evaluating: '评估中',
      completed: '已完成',
      unmet: '到期，没有联系成',
      declined: '没有接受',
      lapsed: '过期没有答复',
      dissolved: '已解除',
      rematched: '已另行结对',
    },
    events: {
      AGREE: '同意结对',
      DECLINE: '不接受',
      PAUSE: '暂停',
      RESUME: '恢复',
      DISSOLVE: '解除结对',
      EVALUATE: '提前评估',
      REOPEN: '退回评估以前',
      NOTE: '记一笔',
      ASSESS: '写评价',
      REPLACE: '另行结对',
    },
    needs: { REOPEN: '要是期满以前开始的评估，还没有人写评价' },
    system: {
      LAPSE: '到期没有答复',
      CONTACT: '有了联系',
      NUDGE: '久没联系，提醒',
      ESCALATE: '仍没联系，上报',
      ENDANGER: '仍没联系',
      WAKE: '暂停到期',
      TERM_ENDS: '期满',
      ASSESSMENT_DUE: '评价到期',
    },
  },
})
