// What came from somebody who is no longer signed in: the page keeps it until they are.

export interface UnsentForm {
  /** Why they must sign in again. */
  sentence: string
  /** The fields to send again; null if only the browser can. */
  form: [name: string, value: string][] | null
}

/** Whether an error's data is one. */
export const isUnsentForm = (data: unknown): data is UnsentForm =>
  typeof data === 'object' && data !== null && 'sentence' in data && 'form' in data
