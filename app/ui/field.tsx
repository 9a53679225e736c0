// Form fields: a permanent label, a hint, and the error message, tied to the input.
import {
  cloneElement,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'

interface Shell {
  label: string
  hint?: ReactNode
  /** The messages of a refusal for this field. */
  errors?: readonly string[] | undefined
}

/** The error summary links to a refused field as `#field-<name>`, whatever its own id is. */
function Labelled({
  id,
  name,
  label,
  hint,
  errors = [],
  children,
}: Shell & { id: string; name: string | undefined; children: ReactElement }) {
  const described = [hint ? `${id}-hint` : '', errors.length > 0 ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="field" id={errors.length > 0 && id !== `field-${name}` ? `field-${name}` : undefined}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {cloneElement(children, { id, 'aria-describedby': described || undefined, 'aria-invalid': errors.length > 0 || undefined })}
      {errors.length > 0 && (
        <span className="field-error" id={`${id}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </div>
  )
}

const idOf = (name: string | undefined, id: string | undefined) => id ?? `field-${name}`

export function Field({ label, hint, errors, id, ...input }: Shell & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled id={idOf(input.name, id)} name={input.name} label={label} hint={hint} errors={errors}>
      <input type="text" {...input} />
    </Labelled>
  )
}

interface CellFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string
  label: string
  errors?: readonly string[] | undefined
}

/** A field in a cell of a table, whose head is its label: that is only read out. What is wrong is said under it, and the summary leads to it. */
export function CellField({ name, label, errors = [], ...input }: CellFieldProps) {
  const id = `field-${name}`
  const isRefused = errors.length > 0
  return (
    <>
      <input
        id={id}
        name={name}
        aria-label={label}
        aria-invalid={isRefused || undefined}
        aria-describedby={isRefused ? `${id}-error` : undefined}
        {...input}
      />
      {isRefused && (
        <span className="field-error" id={`${id}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </>
  )
}

export function SelectField({ label, hint, errors, id, ...select }: Shell & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled id={idOf(select.name, id)} name={select.name} label={label} hint={hint} errors={errors}>
      <select {...select} />
    </Labelled>
  )
}

export function TextField({ label, hint, errors, id, ...area }: Shell & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Labelled id={idOf(area.name, id)} name={area.name} label={label} hint={hint} errors={errors}>
      <textarea rows={3} {...area} />
    </Labelled>
  )
}

/** Six large digits, entered on the number pad. */
export function PinField(props: Shell & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field inputMode="numeric" pattern="[0-9０-９]{6}" maxLength={6} minLength={6} autoComplete="off" className="pin" required {...props} />
  )
}
