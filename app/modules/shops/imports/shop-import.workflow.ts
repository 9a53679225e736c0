// The workflow definition of lists of shops.
import { z } from 'zod'
import { computeExpiry, earlierUndecidedDays } from '#app/importing/expiry.ts'
import { count } from '#app/fields.ts'
import { defineWorkflow } from '#app/workflow/definition.ts'
import { shopImportMachine } from './shop-import.machine.ts'
import { isUndecided } from './shop-import.states.ts'

const bare = <T extends string>(type: T) => z.strictObject({ type: z.literal(type) })

export const shopImportWorkflow = defineWorkflow({
  kind: 'shopImport',
  title: '网店名录',
  machine: shopImportMachine,
  events: z.discriminatedUnion('type', [bare('TAKE'), bare('ACCEPT'), bare('WITHDRAW')]),
  /** Lists that were accepted before they had a life cycle are accepted by the system. */
  systemEvents: z.discriminatedUnion('type', [bare('ACCEPT'), bare('EXPIRE')]),
  context: z.strictObject({ uploadedAt: z.string().max(30), undecidedDays: count().default(earlierUndecidedDays) }),
  deadlines: ({ value, context }) =>
    isUndecided(value) ? [{ name: 'expire', at: computeExpiry(context), event: { type: 'EXPIRE' } }] : [],
  labels: {
    states: { previewed: '等您决定', taking: '导入没有完', accepted: '已导入', withdrawn: '已作废', lapsed: '过期作废' },
    events: { TAKE: '开始导入', ACCEPT: '导入完', WITHDRAW: '作废' },
    system: { EXPIRE: '过期' },
  },
})
