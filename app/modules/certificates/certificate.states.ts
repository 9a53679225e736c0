// Groups of a certificate's states, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { certificateMachine } from './certificate.machine.ts'

/** The state of a certificate that holds, for queries. */
export const validState: StateOf<typeof certificateMachine> = 'valid'

export const isValid = isOneOf<typeof certificateMachine>('valid')

/** Whether it was revoked; a replaced one still proves that its holder was certified. */
export const isRevoked = isOneOf<typeof certificateMachine>('revoked')
