// A refused form, as its page gets it back from the action.

export interface Refused {
  refused: { status: number; message: string; fields: Record<string, string[]> }
  /** What was entered, for the form to show again. Without secrets and files. */
  entered: Record<string, string>
  /** Every value of fields that occur several times: the boxes that were ticked. */
  ticked: Record<string, string[]>
  /** The names of fields with a chosen file: it has to be chosen again (`chooseAgainMessage`). */
  chosen: string[]
}

/** Returns the refusal in an action's answer (`respond`), for the page to show beside its form; null if there is none. */
export const getRefused = (answer: object | undefined): Refused | null => (answer && 'refused' in answer ? (answer as Refused) : null)
