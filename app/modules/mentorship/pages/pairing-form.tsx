// A form for an action of one of the two in a pairing: stored on the phone until the server has it.
import type { ReactNode } from 'react'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { OutboxForm } from '#app/shell/outbox-form.tsx'

interface PairingFormProps {
  pairing: { id: string }
  /** The form's title while it waits on the phone. */
  words: string
  /** The page after saving: the pairing's page by default. */
  next?: string
  does: { do: string } & Record<string, string>
  children: ReactNode
}

export const PairingForm = ({ pairing, words, next = paths.pairing(pairing.id), does, children }: PairingFormProps) => (
  <OutboxForm what="pairing" about={pairing.id} words={words} next={next} does={does}>
    {children}
  </OutboxForm>
)

/** Returns the values and errors of the form for this action, if it was refused; empty for other forms. */
export function getRefusedForm(
  refused: Refused | null,
  what: string,
): { entered?: Refused['entered']; errors?: Refused['refused']['fields'] } {
  return refused?.entered.do === what ? { entered: refused.entered, errors: refused.refused.fields } : {}
}
