// The schema of `accepted` in the front matter.
import { z } from 'zod'
import { acceptableRules, acceptanceLimits } from './accepted.ts'

const { entries, what, minReason, reason } = acceptanceLimits

export const acceptedSchema = z
  .array(
    z.strictObject({
      rule: z.enum(acceptableRules, `rule 应是可以放行的规则：${acceptableRules.join('、')}。`),
      what: z.string('少了 what：放行的是什么。').min(1, '少了 what：放行的是什么。').max(what, `what 最多 ${what} 字。`),
      reason: z.string('少了放行的理由。').trim().min(minReason, '放行的理由太短。').max(reason, `放行的理由最多 ${reason} 字。`),
    }),
    '放行要一条一条列出来。',
  )
  .max(entries, `最多放行 ${entries} 处。`)
