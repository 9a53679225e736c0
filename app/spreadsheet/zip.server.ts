// The parts of an Office file's zip, with limits that stop a zip bomb in time.
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { type FileBudget, maxInflatedBytes, toDamage } from './budget.ts'
import { UnreadableFile } from './unreadable.ts'

/** Sheets compress to a tenth or a fiftieth; a bomb to a thousandth. */
const maxCompressionRatio = 250

export interface Parts {
  names: string[]
  has(name: string): boolean
  /** The declared inflated size of a part, in bytes; 0 if there is none. */
  size(name: string): number
  /** Yields the part's content while inflating it. More bytes than declared, or a wrong checksum, mean damage. */
  chunks(name: string): AsyncGenerator<Buffer>
  /** Declared inflated size of all parts. */
  inflated: number
}

/** Two names that differ only in case, or in escapes, are one part (OPC, part 2). */
const plainName = (name: string) => {
  const bare = name.replaceAll('\\', '/').replace(/^\/+/, '')
  try {
    return decodeURIComponent(bare).toLowerCase()
  } catch {
    return bare.toLowerCase()
  }
}

export async function openParts(bytes: Buffer, budget: FileBudget): Promise<Parts> {
  const zip = await toDamageFault(() => fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }))
  budget.spend('parts', zip.entryCount)
  const entries = await toDamageFault(() => allEntries(zip))
  assertNoOverlap([...entries.values()])
  let inflated = 0
  for (const entry of entries.values()) {
    inflated += entry.uncompressedSize
    if (entry.generalPurposeBitFlag & 1) throw new UnreadableFile('encrypted')
    if (
      inflated > maxInflatedBytes ||
      (entry.uncompressedSize > 5_000_000 && entry.uncompressedSize > maxCompressionRatio * entry.compressedSize)
    )
      throw new UnreadableFile('bomb')
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(plainName(name)),
    size: (name) => entries.get(plainName(name))?.uncompressedSize ?? 0,
    inflated,
    async *chunks(name) {
      const entry = entries.get(plainName(name))
      if (!entry) throw new UnreadableFile('damaged')
      const stream = await toDamageFault(() => zip.openReadStreamPromise(entry))
      let sum = 0
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          budget.spend('inflated', chunk.length)
          sum = crc32(chunk, sum)
          yield chunk
        }
      } catch (fault) {
        throw toDamage(fault)
      }
      if (sum !== entry.crc32) throw new UnreadableFile('damaged')
    },
  }
}

/** Overlapping entries would let one part be read a thousand times. */
function assertNoOverlap(entries: Entry[]) {
  const localHeader = 30
  let free = 0
  for (const { relativeOffsetOfLocalHeader: begin, compressedSize } of entries.sort(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  )) {
    if (begin < free) throw new UnreadableFile('damaged')
    free = begin + localHeader + compressedSize
  }
}

/** By normalised name. If two parts had one name, it would be unclear which one counts. */
async function allEntries(zip: ZipFile) {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    const name = plainName(entry.fileName)
    if (entries.has(name)) throw new UnreadableFile('damaged')
    entries.set(name, entry)
  }
  return entries
}

async function toDamageFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new UnreadableFile('damaged')
  }
}
