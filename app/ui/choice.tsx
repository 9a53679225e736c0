// Large cards to choose from: one (radio) or several (checkbox).
import type { InputHTMLAttributes, ReactNode } from 'react'

interface ChoiceListProps {
  legend: ReactNode
  /** The field's name, to show the messages of a refusal. */
  name?: string | undefined
  errors?: readonly string[] | undefined
  /** Two or three beside each other, where the choices are short. */
  columns?: 2 | 3
  children: ReactNode
}

export function ChoiceList({ legend, name, errors = [], columns, children }: ChoiceListProps) {
  return (
    <fieldset id={name && `field-${name}`} aria-describedby={errors.length > 0 ? `field-${name}-error` : undefined}>
      <legend>{legend}</legend>
      <div className={`choices${columns ? ` in-${columns}` : ''}`}>{children}</div>
      {errors.length > 0 && (
        <span className="field-error" id={`field-${name}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </fieldset>
  )
}

export function Choice({ children, ...input }: InputHTMLAttributes<HTMLInputElement> & { children: ReactNode }) {
  return (
    <label className="choice">
      <input type="radio" {...input} />
      <span>{children}</span>
    </label>
  )
}
