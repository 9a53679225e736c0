// The form that changes a class: one row a session, its fields named by its id (pages/session-fields.tsx).
import { z } from 'zod'
import { id, listOf, longText, severalOf, shortText } from '#app/fields.ts'
import { parseAmount } from '#app/parse-amount.ts'
import { withRows } from '#app/text/form-rows.ts'
import type { CohortChange } from './cohorts.server.ts'

const words = longText().trim().default('')

/** The form as a change: rows without day, time and topic are no sessions. `changeCohort` validates the content. */
export const cohortChangeForm = withRows(
  { sessions: ['day', 'startsAt', 'topic', 'place'] },
  z.object({
    name: words,
    place: words,
    attendanceRequired: shortText().default(''),
    instructor: severalOf(id(), 100),
    sessions: listOf(z.object({ row: id(), day: words, startsAt: words, topic: words, place: words }), 500),
  }),
).transform(({ attendanceRequired, instructor, sessions, ...rest }): CohortChange => ({
  ...rest,
  attendanceRequired: parseAmount(attendanceRequired.trim()) ?? Number.NaN,
  instructors: instructor,
  sessions: sessions
    .filter(({ day, topic }) => day || topic)
    .map(({ row, ...session }) => ({ ...(row.startsWith('new-') ? {} : { id: row }), ...session })),
}))
