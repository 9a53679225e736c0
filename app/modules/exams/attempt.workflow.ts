// The attempt as the kernel knows it.
import { defineWorkflow } from '#app/workflow/definition.ts'
import { attemptContext, attemptEvents, attemptSystemEvents } from './attempt.events.ts'
import { attemptMachine, collectingSeconds } from './attempt.machine.ts'
import { attemptEventWords, attemptWords } from './attempt-words.ts'

export const attemptWorkflow = defineWorkflow({
  kind: 'attempt',
  title: '答卷',
  machine: attemptMachine,
  events: attemptEvents,
  systemEvents: attemptSystemEvents,
  context: attemptContext,
  deadlines: ({ value, context }) =>
    value === 'sitting'
      ? [{ name: 'collect', at: new Date(Date.parse(context.deadlineAt) + collectingSeconds * 1000), event: { type: 'EXPIRE' } }]
      : [],
  words: {
    states: attemptWords,
    events: { SUBMIT: attemptEventWords.SUBMIT, CLOSE: attemptEventWords.CLOSE },
    system: { EXPIRE: attemptEventWords.EXPIRE, GRADE: attemptEventWords.GRADE, REGRADE: attemptEventWords.REGRADE },
  },
})
