// What is folded away until somebody opens it. If a form in it was refused, it comes back open, with the refusal at its field.
import type { ReactNode } from 'react'

interface FoldProps {
  summary: ReactNode
  /** Whether the form in it was refused (`isRefusedAt`), or it should be open from the start. */
  open?: boolean
  children: ReactNode
}

export const Fold = ({ summary, open = false, children }: FoldProps) => (
  <details className="card fold" open={open}>
    <summary>{summary}</summary>
    {children}
  </details>
)

/** Whether a refusal is of the form that posts one of these values in `do`. */
export const isRefusedAt = (refused: { entered: Record<string, string> } | null, ...actions: readonly string[]): boolean =>
  refused !== null && actions.includes(refused.entered.do ?? '')
