// Large cards to choose from: one (radio) or several (checkbox).
import type { InputHTMLAttributes, ReactNode } from 'react'

export function ChoiceList({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices">{children}</div>
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
