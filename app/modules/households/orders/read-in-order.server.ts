// Reads a page of a long list in an order that no index has: one part after the other, keeping only the best rows, so that memory is bounded
// and others are served in between.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RowRange } from '#app/paging.ts'

interface InOrder<Row, Part> {
  parts: readonly Part[]
  /** All rows of a part: small enough for nobody to wait for. */
  read: (part: Part) => Promise<Row[]>
  /** A total order: no two rows are equal in it. */
  compare: (one: Row, other: Row) => number
  /** The row of a key; a list without it begins at its beginning. */
  find: (key: string) => Promise<Row | undefined>
}

/** Returns how `readPage` reads a list in this order. */
export const readInOrder =
  <Row, Part>({ parts, read, compare, find }: InOrder<Row, Part>) =>
  async ({ after, before, backwards, limit, skip }: RowRange): Promise<Row[]> => {
    const edge = after ?? before
    const bound = edge === undefined ? undefined : await find(edge)
    const inDirection = backwards ? (one: Row, other: Row) => compare(other, one) : compare
    const wanted = limit + skip
    const best: Row[] = []
    let last: Row | undefined
    const keepBest = () => {
      best.sort(inDirection)
      best.splice(wanted)
      last = best.length === wanted ? best.at(-1) : undefined
    }
    for (const part of parts) {
      for (const row of await read(part)) {
        if (bound !== undefined && inDirection(row, bound) <= 0) continue
        if (last !== undefined && inDirection(row, last) >= 0) continue
        best.push(row)
        if (best.length >= 2 * wanted + 100) keepBest()
      }
      await nextTurn()
    }
    keepBest()
    return best.slice(skip)
  }
