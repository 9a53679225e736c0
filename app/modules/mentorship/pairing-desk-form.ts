// The forms of officers and the coordinator about a pairing at the desk.
import { z } from 'zod'
import { day, id, boundedText, shortText, version } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const reason = boundedText(maxLengths.account, '原因')
export const pairingDeskForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('PAUSE'), version: version(), reason, until: day('请选到哪天恢复。') }),
  z.object({ do: z.literal('RESUME'), version: version() }),
  z.object({ do: z.literal('NOTE'), version: version(), words: boundedText(maxLengths.account) }),
  z.object({
    do: z.literal('askPhone'),
    side: z.enum(['west', 'east'], '请选要看谁的电话。'),
    reason: boundedText(maxLengths.reason, '原因'),
  }),
  z.object({ do: z.literal('rematch'), eastShopId: id().min(1, '请选一家东部店。') }),
  z.object({ do: z.literal('confirmGoal'), goal: id() }),
  z.object({ do: z.literal('confirmMonth'), resultId: id() }),
  z.object({ do: z.literal('settle'), messageId: id(), settlement: boundedText(maxLengths.account) }),
  z.object({
    do: z.literal('correctMonth'),
    resultId: id(),
    reason,
    sales: shortText(),
    orders: shortText(),
    employed: shortText(),
    employedRegistered: shortText(),
    boughtByEast: shortText(),
  }),
])
export type PairingDeskForm = z.output<typeof pairingDeskForm>
