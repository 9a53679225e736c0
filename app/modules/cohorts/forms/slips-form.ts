// The form that issues slips: the ticked trainees, with a reason for each who has chosen a PIN already, or all who have none.
import { z } from 'zod'
import { id, boundedText, listOf, severalOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const slipsForm = withRows(
  { reasons: ['reason'] },
  z.object({
    enrolment: severalOf(id(), 4_000),
    reasons: listOf(z.object({ row: id(), reason: boundedText(maxLengths.reason, '原因') }), 4_000).default([]),
    whom: z.literal('all').optional(),
    /** Of which slips the page said that they become void. */
    voids: shortText().optional(),
  }),
).transform(({ enrolment, reasons, whom, voids }) => ({
  enrolmentIds: whom === 'all' ? undefined : enrolment,
  reasons: new Map(reasons.map(({ row, reason }) => [row, reason])),
  voidsLive: voids ?? false,
}))
