// The workflow definition of what a trainee hands in for a task.
import { z } from 'zod'
import { count, moment } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { taskWorkMachine } from './task-work.machine.ts'

const bare = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })

export const taskWorkWorkflow = defineWorkflow({
  kind: 'taskWork',
  title: '任务',
  machine: taskWorkMachine,
  events: z.discriminatedUnion('type', [bare('HAND_IN'), bare('ACCEPT'), bare('ASK_AGAIN'), bare('TAKE_BACK')]),
  context: z.strictObject({ submissions: count(), waitingSince: moment() }),
  labels: {
    states: { handedIn: '等讲师看', again: '再改改', accepted: '做到了' },
    events: { HAND_IN: '交', ACCEPT: '做到了', ASK_AGAIN: '再改改', TAKE_BACK: '收回' },
  },
})

/** What the trainee reads of each state. */
export const workLabels: Readonly<Record<string, string>> = taskWorkWorkflow.labels.states
