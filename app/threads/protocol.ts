// What the server and a thread of it say to each other. Plain data only: it crosses by structured clone.

/** One job: the name of a task (tasks.server.ts) and what it is given. */
export interface JobOrder {
  task: string
  input: unknown
  /** For which request it is done, if for one. */
  request?: string | undefined
}

export type FromThread =
  | { type: 'chunk'; chunk: unknown }
  | { type: 'done'; output: unknown }
  | { type: 'refused'; status: number; message: string; fields: Record<string, string[]> }
  | { type: 'failed'; name: string; message: string; stack: string; code?: string | undefined; path?: string | undefined }

/** `taken` asks for the next chunks: a thread runs at most this many ahead of whoever reads. */
export type ToThread = { type: 'order'; order: JobOrder } | { type: 'taken' }

export const maxChunksAhead = 4
