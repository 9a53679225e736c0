// What the page of a step says before it is done: a step that ends something for a shop, a pairing or a round.

/** Things that the step changes in one way, as `Consequences` shows them. */
export interface Touched {
  outcome: string
  names: readonly string[]
  total: number
  unit: string
}

export interface StepPageContent {
  title: string
  touched: readonly Touched[]
  missing: readonly string[]
  /** Whether and how it can be undone. */
  undo: string
  /** What the button does; null if it is not possible now, for what is missing. */
  action: string | null
  /** The version of what is stepped; it is refused if somebody else has changed it. */
  version: number
  /** The fingerprint of what the page names, if time alone can change that; the step is refused if it is another one by then. */
  seen?: string | undefined
  /** The label of the reason that must be entered; null if none is asked for. */
  reason: string | null
  /** Where the thing itself is shown. */
  back: { href: string; label: string }
}

/** What one step adds to what the pages of all steps of its thing share. */
export type DescribedStep = Omit<StepPageContent, 'version' | 'seen' | 'back' | 'missing' | 'reason'> &
  Partial<Pick<StepPageContent, 'missing' | 'reason'>>

/** Counts what is named. */
export const touch = (outcome: string, unit: string, names: readonly string[]): Touched[] =>
  names.length === 0 ? [] : [{ outcome, names, total: names.length, unit }]
