// What came from somebody who is no longer signed in, or from an account that may not: the page keeps it for who may.

export interface UnsentForm {
  /** Why they must sign in again. */
  sentence: string
  /** Whether somebody is signed in, with an account that may not send it. */
  isOtherAccount?: true
  /** Who is signed in, if somebody else filled it in: it is theirs to say in whose name it is sent. */
  asks?: { viewer: string }
  /** The fields to send again; null if only the browser can. */
  form: [name: string, value: string][] | null
}

/** Whether an error's data is one. */
export const isUnsentForm = (data: unknown): data is UnsentForm =>
  typeof data === 'object' && data !== null && 'sentence' in data && 'form' in data
