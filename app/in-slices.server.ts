// Long lists in slices, so that others are served in between.
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Rows that are read before others are served. */
const atOnce = 500

/** Reads what belongs to each row, some hundred rows at a time. */
export async function readInSlices<Row, Read>(rows: readonly Row[], read: (slice: readonly Row[]) => Promise<Read[]>): Promise<Read[]> {
  const all: Read[] = []
  for (let start = 0; start < rows.length; start += atOnce) {
    all.push(...(await read(rows.slice(start, start + atOnce))))
    await nextTurn()
  }
  return all
}
