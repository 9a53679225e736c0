// What is wrong with the plan of a class, new or changed: said at the row and cell where it was entered.
import { addDays, formatDay, isDay } from '#app/calendar.ts'

/** More than any real class has. */
export const planLimits = { name: 40, place: 60, topic: 100, sessions: 120, instructors: 50, number: 999 }

/** How long ahead a class is planned. */
const daysAhead = 2 * 366

export interface PlannedSession {
  day: string
  startsAt: string
  topic: string
  place?: string
  /** The row of the form, whose cells are named `day-<row>`; without one, faults are those of all `sessions`. */
  row?: string
}

interface Plan {
  name: string
  place: string
  attendanceRequired: number
  instructors?: readonly string[] | undefined
  sessions: readonly PlannedSession[]
}

interface Window {
  /** The first day of the programme. */
  firstDay: string
  today: string
  /** Days of sessions that are there already, which stay allowed. */
  known?: ReadonlySet<string>
}

export function findPlanFaults({ name, place, attendanceRequired, sessions, instructors = [] }: Plan, window: Window) {
  const fields: Record<string, string[]> = {}
  if (!name.trim()) fields.name = ['请填班名。']
  if (!place.trim()) fields.place = ['请填上课地点。']
  if (!Number.isInteger(attendanceRequired) || attendanceRequired < 1 || attendanceRequired > 100)
    fields.attendanceRequired = ['出勤要求应是 1 到 100 的整数。']
  if (name.trim().length > planLimits.name) fields.name = [`班名最多 ${planLimits.name} 字。`]
  if (place.trim().length > planLimits.place) fields.place = [`上课地点最多 ${planLimits.place} 字。`]
  if (instructors.length > planLimits.instructors) fields.instructors = [`讲师最多 ${planLimits.instructors} 位。`]
  if (sessions.length === 0) fields.sessions = ['至少要排一次课：请填上课的日期。']
  if (sessions.length > planLimits.sessions)
    return { ...fields, sessions: [`一个班最多排 ${planLimits.sessions} 次课，这里有 ${sessions.length} 次。请分成几个班。`] }
  return { ...fields, ...findSessionFaults(sessions, window) }
}

function findSessionFaults(sessions: readonly PlannedSession[], { firstDay, today, known = new Set() }: Window) {
  const fields: Record<string, string[]> = {}
  const lastDay = addDays(today, daysAhead)
  const taken = new Set<string>()
  for (const session of sessions) {
    const { day, startsAt, topic, place = '', row } = session
    const at = (cell: string) => (row === undefined ? 'sessions' : `${cell}-${row}`)
    if (!isDay(day)) fields[at('day')] = [day ? '这个日期不存在。' : '请填日期。']
    else if (!known.has(day) && (day < firstDay || day > lastDay))
      fields[at('day')] = [`日期应在${formatDay(firstDay)}和${formatDay(lastDay)}之间。`]
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(startsAt)) fields[at('startsAt')] = ['时间要写成 09:00 这样。']
    if (!topic.trim()) fields[at('topic')] = ['请写这次课的内容。']
    if (topic.length > planLimits.topic) fields[at('topic')] = [`内容最多 ${planLimits.topic} 字。`]
    if (place.length > planLimits.place) fields[at('place')] = [`地点最多 ${planLimits.place} 字。`]
    if (isDay(day) && taken.has(`${day} ${startsAt}`)) fields[at('startsAt')] = [`${formatDay(day)} ${startsAt} 已经排了一次课。`]
    taken.add(`${day} ${startsAt}`)
  }
  return fields
}
