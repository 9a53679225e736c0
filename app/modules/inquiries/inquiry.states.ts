// Groups of the states of a trainee's question, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { inquiryMachine } from './inquiry.machine.ts'

type InquiryState = StateOf<typeof inquiryMachine>

/** The state in which it waits for an instructor, for queries. */
export const askedState: InquiryState = 'asked'

/** The states of those that were not withdrawn, for queries. */
export const readableStates: InquiryState[] = ['asked', 'answered']

export const isAsked = isOneOf<typeof inquiryMachine>('asked')
export const isAnswered = isOneOf<typeof inquiryMachine>('answered')
