// Whom of a class slips are issued to, as it is ticked: a reason beside each who has chosen a PIN already.
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
