// Fills tables by the hundred thousand: so many rows in an insert, so many inserts in a write.
import type { Site, Tx } from '#app/site.ts'

const inOneInsert = 500
const inOneWrite = inOneInsert * 20

/** The id of the row of a kind with this number. */
export const idOf = (kind: string, number: number) => `${kind}${String(number).padStart(19, '0')}`

/** Inserts the rows with these numbers, some hundred at a time; `to` is excluded. */
export async function insertMany(
  site: Pick<Site, 'write'>,
  { why, from = 0, to }: { why: string; from?: number; to: number },
  insert: (tx: Tx, numbers: number[]) => Promise<void>,
) {
  for (let start = from; start < to; start += inOneWrite) {
    const end = Math.min(to, start + inOneWrite)
    await site.write('operator', why, async (tx) => {
      for (let at = start; at < end; at += inOneInsert)
        await insert(
          tx,
          Array.from({ length: Math.min(inOneInsert, end - at) }, (_, i) => at + i),
        )
    })
  }
}
