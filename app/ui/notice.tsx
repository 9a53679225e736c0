// Messages of the system: with an icon and words, never by colour alone.
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

type Kind = 'good' | 'bad' | 'warn' | 'info'

export function Notice({ kind = 'info', children }: { kind?: Kind | undefined; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={kind} />
      <div>{children}</div>
    </div>
  )
}

interface Refused {
  message: string
  fields: Record<string, string[]>
}

/** What is wrong with a form; each line links to its field. */
export function ErrorSummary({ refused }: { refused?: Refused | null | undefined }) {
  if (!refused) return null
  const fields = Object.entries(refused.fields)
  const isSaidBelow = fields.length === 1 && fields[0]![1].join(' ') === refused.message
  return (
    <Notice kind="bad">
      {!isSaidBelow && <p>{refused.message}</p>}
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, sentences]) => (
            <li key={name}>
              <a href={`#field-${name}`}>{sentences.join(' ')}</a>
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

export function Badge({ kind = 'info', children }: { kind?: Kind | undefined; children: ReactNode }) {
  return <span className={`badge ${kind}`}>{children}</span>
}
