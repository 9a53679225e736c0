// The attempt as the kernel knows it.
import { defineWorkflow } from '#app/workflow/definition.ts'
import { attemptContext, attemptEvents, attemptSystemEvents } from './attempt.events.ts'
import { attemptMachine, collectingSeconds } from './attempt.machine.ts'
import { attemptWords } from './words.ts'

export const attemptWorkflow = defineWorkflow({
  kind: 'attempt',
  title: '答卷',
  machine: attemptMachine,
  events: attemptEvents,
  systemEvents: attemptSystemEvents,
  context: attemptContext,
  deadlines: ({ value, context }) =>
    value === 'sitting' ? [{ name: 'collect', at: new Date(Date.parse(context.deadlineAt) + collectingSeconds * 1000), event: { type: 'EXPIRE' } }] : [],
  words: {
    states: attemptWords,
    events: { SUBMIT: '交卷' },
    system: { EXPIRE: '时间到', GRADE: '评分', REGRADE: '迟到的答案计入，重新评分' },
  },
})
