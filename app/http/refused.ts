// A refused form, as its page gets it back from the action.

/** What a form was filled in with, for the form to show again. Without secrets and files. */
export interface Typed {
  entered: Record<string, string>
  /** Every value of fields that occur several times: the boxes that were ticked. */
  ticked: Record<string, string[]>
}

export interface Refused extends Typed {
  refused: { status: number; message: string; fields: Record<string, string[]> }
  /** The names of fields with a chosen file: it has to be chosen again (`chooseAgainMessage`). */
  chosen: string[]
}

/** Returns what was typed into a form that only asked to be shown otherwise (`showTyped`); null if there is no such answer. */
export const getTyped = (answer: object | undefined): Typed | null =>
  answer && 'entered' in answer && !('refused' in answer) ? (answer as Typed) : null

/** Returns the refusal in an action's answer (`respond`), for the page to show beside its form; null if there is none. */
export const getRefused = (answer: object | undefined): Refused | null => (answer && 'refused' in answer ? (answer as Refused) : null)
