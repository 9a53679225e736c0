// Groups of a class's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { cohortMachine } from './cohort.machine.ts'

type CohortState = StateOf<typeof cohortMachine>

/** The states in which it is planned or in progress, for queries. */
export const openStates: CohortState[] = ['planned', 'enrolling', 'running']

/** The states in which it has begun and was not cancelled, for queries. */
export const begunStates: CohortState[] = ['running', 'completed']

/** The states in which it is over, for queries. */
export const overStates: CohortState[] = ['completed', 'cancelled']

export const isCompleted = isOneOf<typeof cohortMachine>('completed')
export const isCancelled = isOneOf<typeof cohortMachine>('cancelled')
export const isPlanned = isOneOf<typeof cohortMachine>('planned')
export const isRunning = isOneOf<typeof cohortMachine>('running')

/** Whether it is over: nothing of it is changed any more, unless it is opened again. */
export const isOver = isOneOf<typeof cohortMachine>('completed', 'cancelled')

/** Why attendance cannot be taken in a class in this state; null if it can. One rule for the links and the command. */
export const findAttendanceObjection = (state: string): string | null =>
  isRunning(state) ? null : isOver(state) ? '已经结束，不能再记考勤' : '开班以后才能记考勤'
