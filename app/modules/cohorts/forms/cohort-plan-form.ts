// The form that plans a new class: one row a session (pages/session-fields.tsx), or lines pasted from a notice.
import { z } from 'zod'
import { boundedText, id, linesOfText, severalOf, wholeNumberField } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'
import { invalidInput } from '#app/refusal.ts'
import { planLimits } from '../plan/plan-faults.ts'
import { parseTimetable, sessionCells, sessionRows, toSessions } from './session-rows.ts'

export const cohortNumberField = () =>
  z.preprocess(
    (entered) => (typeof entered === 'string' && entered.trim() === '' ? undefined : entered),
    z.optional(wholeNumberField('期数', { min: 1, max: planLimits.number })),
  )

const nameOf = (label: string, most: number) => boundedText(most, label, `请填${label}。`).trim().min(1, `请填${label}。`)

/** The course whose lessons the page proposed: with another one it is shown again before it counts. */
export const shownCourseField = 'shownCourse'

const anotherCourse = '课程换了，下面的内容已经跟着换：请看过再点“建班”。'

const fields = withRows(
  { sessions: [...sessionCells, 'suggested'] },
  z.object({
    [shownCourseField]: z.optional(id()),
    number: cohortNumberField(),
    name: nameOf('班名', planLimits.name),
    courseSlug: id().min(1, '请选课程。'),
    regionCode: id().min(1, '请选办班的地区。'),
    place: nameOf('上课地点', planLimits.place),
    attendanceRequired: wholeNumberField('出勤要求', { min: 1, max: 100 }),
    sessions: sessionRows(),
    timetable: linesOfText().trim().default(''),
    instructors: severalOf(id(), 50),
  }),
)

/** The form as a plan: without a number it gets the next free one; days without a year are in that of `now`. `planCohort` validates the content. */
export const cohortPlanForm = (now: Date) =>
  fields.transform(({ sessions, timetable, [shownCourseField]: shown, ...plan }) => {
    if (shown !== undefined && shown !== plan.courseSlug) throw invalidInput({ courseSlug: [anotherCourse] })
    return { ...plan, sessions: [...toSessions(sessions, now), ...parseTimetable(timetable, now)] }
  })
