// How attendance is computed.

export type Mark = 'present' | 'late' | 'absent' | 'excused'

export const markLabels: Record<Mark, string> = { present: '到课', late: '迟到', absent: '缺课', excused: '请假' }
export const marks = Object.keys(markLabels) as Mark[]

/** How a mark was taken. */
export type MarkMethod = 'list' | 'paper' | 'visit'

export const markMethods: Record<MarkMethod, string> = { list: '点名', paper: '纸面签到补录', visit: '上门补课' }

/** Whether the mark counts as attended: present or late; an excuse does not count. */
export const countsAsAttended = (mark: Mark) => mark === 'present' || mark === 'late'

/** Computes how many of the sessions must be attended: the share, rounded up, and at least one. */
export const sessionsNeeded = (sessions: number, percent: number) => Math.max(1, Math.ceil((sessions * percent) / 100))

export interface Attendance {
  attended: number
  sessions: number
  /** The day of the session with which the condition was met; null if it is not met. */
  metOn: string | null
}

/** Computes attendance over all the sessions of a cohort; `attended` holds the days of those that the trainee attended. */
export function computeAttendance(days: readonly string[], attendedDays: readonly string[], percent: number): Attendance {
  const came = [...attendedDays].sort()
  return { attended: came.length, sessions: days.length, metOn: came[sessionsNeeded(days.length, percent) - 1] ?? null }
}
