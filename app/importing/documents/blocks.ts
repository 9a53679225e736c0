// What all readers of documents make of them: a list of blocks, without anything of the format they came from.

export interface Run {
  /** May contain line breaks. */
  text: string
  isBold?: boolean
  /** An address as in the document; the writer decides whether a lesson may have it. */
  href?: string
}

export interface Cell {
  runs: Run[]
  /** The columns and rows that it covers. */
  across: number
  down: number
}

export type Block =
  | { kind: 'title'; runs: Run[] }
  /** Level 1 is the highest of the document. */
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  /** Consecutive items are one list; level 0 is the outermost. */
  | { kind: 'item'; isOrdered: boolean; level: number; number?: number | undefined; runs: Run[] }
  | { kind: 'quote'; runs: Run[] }
  | { kind: 'table'; rows: Cell[][] }
  /** `key` is what the reader gives the bytes for, and which part of it is shown (crop.ts). */
  | { kind: 'picture'; key: string; alt: string; where: string }
  | { kind: 'note'; sort: 'tip' | 'source'; title: string; paragraphs: Run[][] }

/** How many columns or rows a cell covers, as an attribute says it. */
export const toSpan = (text = '1') => Math.min(Math.max(Number(text) || 1, 1), 60)

/** A document as read. */
export interface ReadDocument {
  blocks: Block[]
  /** Returns the bytes of a picture; null if it cannot be read, which is then in `left`. */
  loadPicture: (key: string, where: string) => Promise<Buffer | null>
}

export const toText = (runs: readonly Run[]) => runs.map(({ text }) => text).join('')
export const isBlank = (runs: readonly Run[]) => toText(runs).trim() === ''
