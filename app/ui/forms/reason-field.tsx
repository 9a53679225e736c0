// Why somebody does something that is kept with the reason: one line, asked for wherever such a step is taken.
import type { InputHTMLAttributes, ReactNode } from 'react'
import { Field } from '../field.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface ReasonFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: ReactNode
  /** What was entered and why it was refused. */
  refused:
    | { entered: Readonly<Record<string, string>>; refused: { fields: Readonly<Record<string, readonly string[] | undefined>> } }
    | null
    | undefined
}

export const ReasonField = ({ refused, ...field }: ReasonFieldProps) => (
  <Field
    name="reason"
    required
    maxLength={maxLengths.reason}
    defaultValue={refused?.entered.reason}
    errors={refused?.refused.fields.reason}
    {...field}
  />
)
