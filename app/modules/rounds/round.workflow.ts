// The workflow definition of a round.
import { defineWorkflow } from '#app/workflow/definition.ts'
import { roundContext, roundEvents, roundSystemEvents } from './round.events.ts'
import { roundMachine } from './round.machine.ts'

export const roundWorkflow = defineWorkflow({
  kind: 'pairingRound',
  title: '结对批次',
  machine: roundMachine,
  events: roundEvents,
  systemEvents: roundSystemEvents,
  context: roundContext,
  deadlines: ({ value, context }) => [
    ...(value === 'collecting' && context.wishesUntil
      ? [{ name: 'wishes', at: new Date(context.wishesUntil), event: { type: 'WISHES_DUE' } }]
      : []),
    ...(value === 'confirming' && context.answersUntil
      ? [{ name: 'answers', at: new Date(context.answersUntil), event: { type: 'ANSWERS_DUE' } }]
      : []),
  ],
  labels: {
    states: {
      preparing: '准备中',
      collecting: '收集志愿',
      matching: '匹配中',
      confirming: '等双方确认',
      running: '结对进行中',
      evaluating: '评估中',
      closed: '已结束',
    },
    events: {
      OPEN_WISHES: '开始收志愿',
      CLOSE_WISHES: '停止收志愿',
      REOPEN_WISHES: '重新收志愿',
      ACCEPT: '采用匹配结果',
      EVALUATE: '开始评估',
      CLOSE: '结束批次',
      REOPEN: '退回上一步',
    },
    system: { WISHES_DUE: '收志愿到期', ANSWERS_DUE: '答复到期', ALL_ANSWERED: '全部答复' },
  },
})
