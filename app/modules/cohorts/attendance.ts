// How attendance is reckoned.

export type Mark = 'present' | 'late' | 'absent' | 'excused'

export const markLabels: Record<Mark, string> = { present: '到课', late: '迟到', absent: '缺课', excused: '请假' }
export const marks = Object.keys(markLabels) as Mark[]

/** How a mark came to be taken. */
export type MarkMethod = 'list' | 'paper' | 'visit'

export const markMethods: Record<MarkMethod, string> = { list: '点名', paper: '纸面签到补录', visit: '上门补课' }

/** Who was there, late or not, attended; an excuse is no attendance. */
export const countsAsAttended = (mark: Mark) => mark === 'present' || mark === 'late'

/** How many of the sessions must be attended: the share, rounded up, and never none. */
export const sessionsNeeded = (sessions: number, percent: number) => Math.max(1, Math.ceil((sessions * percent) / 100))

export interface Attendance {
  attended: number
  sessions: number
  /** The day of the session with which it was enough; null while it is not. */
  metOn: string | null
}

/** Reckons over all the sessions of a cohort; `attended` holds the days of those that the trainee came to. */
export function computeAttendance(days: readonly string[], attendedDays: readonly string[], percent: number): Attendance {
  const came = [...attendedDays].sort()
  return { attended: came.length, sessions: days.length, metOn: came[sessionsNeeded(days.length, percent) - 1] ?? null }
}
