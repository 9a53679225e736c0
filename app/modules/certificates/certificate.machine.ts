// The life cycle of a certificate: valid, then perhaps replaced by a new one, or revoked. Its content never changes.
import { assign, setup } from 'xstate'

export type CertificateEvent = { at: string } & ({ type: 'REVOKE'; reason: string } | { type: 'REPLACE'; reason: string; by: string })

export interface CertificateContext {
  reason: string | null
  /** The certificate that replaced it. */
  replacedBy: string | null
}

export const certificateMachine = setup({
  types: { context: {} as CertificateContext, events: {} as CertificateEvent },
  actions: {
    giveReason: assign(({ event }) => ({ reason: event.reason, replacedBy: event.type === 'REPLACE' ? event.by : null })),
  },
}).createMachine({
  id: 'certificate',
  context: { reason: null, replacedBy: null },
  initial: 'valid',
  states: {
    valid: { on: { REVOKE: { target: 'revoked', actions: 'giveReason' }, REPLACE: { target: 'replaced', actions: 'giveReason' } } },
    replaced: { type: 'final' },
    revoked: { type: 'final' },
  },
})
