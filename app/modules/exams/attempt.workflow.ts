// The workflow definition of an attempt.
import { defineWorkflow } from '#app/workflow/definition.ts'
import { attemptContext, attemptEvents, attemptSystemEvents } from './attempt.events.ts'
import { attemptMachine, collectDelaySeconds } from './attempt.machine.ts'
import { attemptEventLabels, attemptStateLabels } from './attempt-labels.ts'

export const attemptWorkflow = defineWorkflow({
  kind: 'attempt',
  title: '答卷',
  machine: attemptMachine,
  events: attemptEvents,
  systemEvents: attemptSystemEvents,
  context: attemptContext,
  deadlines: ({ value, context }) =>
    value === 'sitting'
      ? [{ name: 'collect', at: new Date(Date.parse(context.deadlineAt) + collectDelaySeconds * 1000), event: { type: 'EXPIRE' } }]
      : [],
  labels: {
    states: attemptStateLabels,
    events: { SUBMIT: attemptEventLabels.SUBMIT, CLOSE: attemptEventLabels.CLOSE },
    system: { EXPIRE: attemptEventLabels.EXPIRE, GRADE: attemptEventLabels.GRADE, REGRADE: attemptEventLabels.REGRADE },
  },
})
