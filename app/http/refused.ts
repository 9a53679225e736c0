// A form that was refused, as its page gets it back from the action.

export interface Refused {
  refused: { status: number; message: string; fields: Record<string, string[]> }
  /** What was entered, for the form to show again. Secrets and files are left out. */
  entered: Record<string, string>
  /** The same with every value of a field that came several times: the boxes that were ticked. */
  ticked: Record<string, string[]>
  /** The names of fields in which a file had been chosen: it has to be chosen again (`chooseAgainMessage`). */
  chosen: string[]
}

/** The refusal in what an action answered (`respond`), for the page to show beside its form; null if there is none. */
export const getRefused = (answer: object | undefined): Refused | null => (answer && 'refused' in answer ? (answer as Refused) : null)
