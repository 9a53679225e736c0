// The form that issues slips: the ticked trainees, with a reason for each who has chosen a PIN already, or all who have none.
import { z } from 'zod'
import { id, listOf, longText, severalOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'

export const slipsForm = withRows(
  { reasons: ['reason'] },
  z.object({
    enrolment: severalOf(id(), 4_000),
    reasons: listOf(z.object({ row: id(), reason: longText() }), 4_000).default([]),
    whom: z.literal('all').optional(),
    /** Of which slips the page said that they become void. */
    voids: shortText().optional(),
  }),
).transform(({ enrolment, reasons, whom, voids }) => ({
  enrolmentIds: whom === 'all' ? undefined : enrolment,
  reasons: new Map(reasons.map(({ row, reason }) => [row, reason])),
  voidsLive: voids ?? false,
}))

/** `without`: never signed in, no slip · `live`: has one and has not signed in · `in`: has signed in. */
export const slipHoldings = ['without', 'live', 'in'] as const
export type SlipHolding = (typeof slipHoldings)[number]

/** The trainees that the page shows: those in a state, or all. */
export const parseSlipState = (asked: string | null): SlipHolding | null => slipHoldings.find((state) => state === asked) ?? null
