// Groups of the states of what a trainee handed in.
import { isOneOf } from '#app/workflow/states.ts'
import type { taskWorkMachine } from './task-work.machine.ts'

/** Whether its instructor is waited for. */
export const isWaiting = isOneOf<typeof taskWorkMachine>('handedIn')

/** Whether something is to be done again. */
export const isToDoAgain = isOneOf<typeof taskWorkMachine>('again')

/** Whether it is done. */
export const isAccepted = isOneOf<typeof taskWorkMachine>('accepted')
