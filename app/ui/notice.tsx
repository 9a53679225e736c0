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
 * What is wrong with a form; each line links to its field. Each fault is said once. Whether its field says it is known only where that is
 * drawn, further down: the finished page leaves here what leads there (app/http/server/tell-once.ts).
 */
export function ErrorSummary({ refused, leavesFocus = false }: ErrorSummaryProps) {
  if (!refused) return null
  const fields = Object.entries(refused.fields)
  const [only, ...others] = fields
  if (only && others.length === 0) {
    const [name, sentences] = only
    return (
      <Notice kind="bad" isFocused={!leavesFocus}>
        <p>
          <a href={`#field-${name}`} data-place="only">
            {sentences.join(' ')}
          </a>
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
            <li key={name}>
              <a href={`#field-${name}`} data-place={at + 1}>
                {sentences.join(' ')}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

export function Badge({ kind = 'info', children }: { kind?: BadgeKind | undefined; children: ReactNode }) {
  return <span className={`badge ${kind}`}>{children}</span>
}
