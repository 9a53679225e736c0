// The form that issues slips: the ticked trainees, with a reason for each who has chosen a PIN already.
import { z } from 'zod'
import { id, listOf, longText, severalOf } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'

export const slipsForm = withRows(
  { reasons: ['reason'] },
  z.object({ enrolment: severalOf(id(), 4_000), reasons: listOf(z.object({ row: id(), reason: longText() }), 4_000) }),
).transform(({ enrolment, reasons }) => ({
  enrolmentIds: enrolment,
  reasons: new Map(reasons.map(({ row, reason }) => [row, reason])),
}))
