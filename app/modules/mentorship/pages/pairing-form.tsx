// A form of what one of the two does with a pairing: kept on the phone until the server has it.
import type { ReactNode } from 'react'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { OwnerForm } from './owner-form.tsx'

interface PairingFormProps {
  pairing: { id: string }
  /** What the form is called while it waits on the phone. */
  words: string
  /** Where it leads once it is saved: the pairing's page, unless said otherwise. */
  next?: string
  does: { do: string } & Record<string, string>
  children: ReactNode
}

export const PairingForm = ({ pairing, words, next = paths.pairing(pairing.id), does, children }: PairingFormProps) => (
  <OwnerForm what="pairing" about={pairing.id} words={words} next={next} does={does}>
    {children}
  </OwnerForm>
)

/** What was entered into the form that does this, and what is wrong with it, when it was refused; empty for other forms. */
export function getRefusedForm(
  refused: Refused | null,
  what: string,
): { entered?: Refused['entered']; errors?: Refused['refused']['fields'] } {
  return refused?.entered.do === what ? { entered: refused.entered, errors: refused.refused.fields } : {}
}
