// Bytes for a thread: a message would copy large files several times, and hold up the sender meanwhile.
import { takeTurns } from './turns.ts'

/** Copies bytes into memory that threads share. */
export function toShared(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}

/** Many rows of plain data for a thread, written in turns: as a message, thousands hold up the sender for some hundredths of a second. */
export async function toSharedRows(rows: readonly unknown[]): Promise<Uint8Array> {
  const othersTurn = takeTurns()
  const lines: Buffer[] = []
  for (const row of rows) {
    lines.push(Buffer.from(`${JSON.stringify(row)}\n`))
    await othersTurn()
  }
  return toShared(Buffer.concat(lines))
}

/** Reads what `toSharedRows` wrote. The caller knows what the rows are. */
export const fromSharedRows = (bytes: Uint8Array): unknown[] =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line))
