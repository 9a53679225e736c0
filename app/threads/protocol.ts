// The messages between the server and a thread. Plain data only: it is transferred by structured clone.

/** One job: the name of a task (tasks.server.ts) and its input. */
export interface JobOrder {
  task: string
  input: unknown
  /** The request that it is done for, if any. */
  request?: string | undefined
}

export type FromThread =
  | { type: 'chunk'; chunk: unknown }
  | { type: 'done'; output: unknown }
  | { type: 'refused'; status: number; message: string; fields: Record<string, string[]> }
  | { type: 'failed'; name: string; message: string; stack: string; code?: string | undefined; path?: string | undefined }

/** `taken` asks for the next chunks: a thread runs at most this many ahead of the reader. */
export type ToThread = { type: 'order'; order: JobOrder } | { type: 'taken' }

export const maxChunksAhead = 4
