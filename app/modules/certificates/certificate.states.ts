// What the states of a certificate mean to others.
import { isOneOf } from '#app/workflow/states.ts'
import type { certificateMachine } from './certificate.machine.ts'

export const isValid = isOneOf<typeof certificateMachine>('valid')

/** Whether it was taken back; one that was replaced still says that its holder was certified. */
export const isRevoked = isOneOf<typeof certificateMachine>('revoked')
