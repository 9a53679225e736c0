// The workflow definition of rosters.
import { z } from 'zod'
import { count } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { computeExpiry, earlierUndecidedDays } from '#app/importing/expiry.ts'
import { rosterMachine } from './roster.machine.ts'
import { isUndecided } from './roster.states.ts'

const bare = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })

export const rosterWorkflow = defineWorkflow({
  kind: 'roster',
  title: '花名册',
  machine: rosterMachine,
  events: z.discriminatedUnion('type', [bare('TAKE'), bare('STOP'), bare('WITHDRAW'), bare('ASSIGN')]),
  systemEvents: z.discriminatedUnion('type', [
    bare('READ'),
    bare('UNREADABLE'),
    bare('RESUME'),
    bare('EXPIRE'),
    bare('BEGIN_TERM'),
    bare('FINISH'),
    z.strictObject({ type: z.literal('FAIL'), slices: count() }),
    z.strictObject({ type: z.literal('ADOPT'), state: z.enum(['previewed', 'failed', 'accepted']) }),
  ]),
  context: z.strictObject({
    interruptions: count(),
    uploadedAt: z.string().max(30).nullable().default(null),
    undecidedDays: count().default(earlierUndecidedDays),
  }),
  deadlines: ({ value, context: { uploadedAt, undecidedDays } }) =>
    isUndecided(value) && uploadedAt !== null
      ? [{ name: 'expire', at: computeExpiry({ uploadedAt, undecidedDays }), event: { type: 'EXPIRE' } }]
      : [],
  labels: {
    states: {
      reading: '正在读',
      failed: '读不了',
      previewed: '待导入',
      taking: '正在导入',
      stopped: '停在中途',
      accepted: '已导入',
      withdrawn: '已作废',
      lapsed: '过期作废',
    },
    events: { TAKE: '导入', STOP: '停下', WITHDRAW: '作废', ASSIGN: '改报名的班' },
    system: {
      READ: '读完',
      UNREADABLE: '读不了',
      RESUME: '服务重启后接着导入',
      FINISH: '导入完',
      FAIL: '没有导入成',
      ADOPT: '补记',
      EXPIRE: '过期',
      BEGIN_TERM: '开始计期限',
    },
  },
})
