// Messages of the system: with an icon and words, never by colour alone.
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

type Kind = 'good' | 'bad' | 'warn' | 'info'

/**
 * What a badge says of the thing it names: it passed, or it is going on (both green, with different marks); not yet, or over without a verdict
 * (grey); somebody should look at it (amber); it failed or is late (red).
 */
export type BadgeKind = Kind | 'running'

interface NoticeProps {
  kind?: Kind | undefined
  /** Whether the page opens with the focus here, scripts or not: whoever uses the keyboard is where there is something to do. */
  isFocused?: boolean
  children: ReactNode
}

export function Notice({ kind = 'info', isFocused = false, children }: NoticeProps) {
  const focus = isFocused ? { tabIndex: -1, autoFocus: true } : {}
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'} {...focus}>
      <Icon name={kind} />
      <div>{children}</div>
    </div>
  )
}

interface Refused {
  message: string
  fields: Record<string, string[]>
}

interface ErrorSummaryProps {
  refused?: Refused | null | undefined
  /** Whether the page has a single field, which has the focus itself. */
  leavesFocus?: boolean
}

/**
 * What is wrong with a form; each line links to its field. Each fault is said once: at the field if the page has it (then this
 * only leads there), here otherwise. The style knows which.
 */
export function ErrorSummary({ refused, leavesFocus = false }: ErrorSummaryProps) {
  if (!refused) return null
  const fields = Object.entries(refused.fields)
  const [only, ...others] = fields
  if (only && others.length === 0) {
    const [name, sentences] = only
    return (
      <Notice kind="bad" isFocused={!leavesFocus}>
        <p className="said-here">
          <a href={`#field-${name}`}>{sentences.join(' ')}</a>
        </p>
        <p className="said-below">
          <a href={`#field-${name}`}>有一处要改，请看红字。</a>
        </p>
      </Notice>
    )
  }
  return (
    <Notice kind="bad" isFocused={!leavesFocus}>
      <p>{refused.message}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, sentences], at) => (
            <li key={name} className={`place-${at}`}>
              <a href={`#field-${name}`}>
                <span className="in-full">{sentences.join(' ')}</span>
                <span className="in-short">{`第 ${at + 1} 处`}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {fields.length > 0 && <style>{shortenWhatIsSaidBelow(fields.map(([name]) => name))}</style>}
    </Notice>
  )
}

/** More wrong fields than this are all said in full. */
const maxShortened = 50

/** The style that leaves of a sentence only the link if the page says it at its field. Browsers without `:has` show both. */
function shortenWhatIsSaidBelow(names: readonly string[]): string {
  const rules = names.slice(0, maxShortened).flatMap((name, at) => {
    if (!/^[\w.-]+$/.test(name)) return []
    const field = `[id=field-${name.replaceAll('.', '\\.')}`
    const below = `body:has(${field}] .field-error,${field}-error])`
    return [`${below} .place-${at} .in-full{display:none}${below} .place-${at} .in-short{display:inline}`]
  })
  return `.in-short{display:none}${rules.join('')}`
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

export function Badge({ kind = 'info', children }: { kind?: BadgeKind | undefined; children: ReactNode }) {
  return <span className={`badge ${kind}`}>{children}</span>
}
