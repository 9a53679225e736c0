// The form that changes a class: one row a session, its fields named by its id (pages/session-fields.tsx).
import { z } from 'zod'
import { id, boundedText, severalOf, shortText } from '#app/fields.ts'
import { parseAmount } from '#app/text/parse-amount.ts'
import { withRows } from '#app/text/form-rows.ts'
import { cohortNumberField } from './cohort-plan-form.ts'
import type { CohortChange } from '../commands.server.ts'
import { planLimits } from '../plan/plan-faults.ts'
import { sessionCells, sessionRows, toSessions } from './session-rows.ts'

const fields = withRows(
  { sessions: [...sessionCells] },
  z.object({
    name: boundedText(planLimits.name, '班名').trim().default(''),
    place: boundedText(planLimits.place, '上课地点').trim().default(''),
    attendanceRequired: shortText().default(''),
    number: cohortNumberField(),
    courseSlug: z.optional(id()),
    regionCode: z.optional(id()),
    fitTier: z.optional(shortText()),
    seen: z.optional(shortText()),
    instructor: severalOf(id(), 100),
    without: severalOf(id(), 100),
    sessions: sessionRows(),
  }),
)

/**
 * The form as a change: rows without day, time and topic are no sessions; days without a year are in that of `now`. `changeCohort` validates
 * the content.
 */
export const cohortChangeForm = (now: Date) =>
  fields.transform(
    ({ attendanceRequired, instructor, without, fitTier, sessions, number, courseSlug, regionCode, ...rest }): CohortChange => ({
      ...rest,
      ...(number === undefined ? {} : { number }),
      ...(courseSlug === undefined ? {} : { courseSlug }),
      ...(regionCode === undefined ? {} : { regionCode }),
      fitTier: fitTier !== undefined,
      attendanceRequired: parseAmount(attendanceRequired.trim()) ?? Number.NaN,
      instructors: instructor,
      withoutInstructors: without,
      sessions: toSessions(sessions, now).map((session) => ({
        ...(session.row.startsWith('new-') ? {} : { id: session.row }),
        ...session,
      })),
    }),
  )
