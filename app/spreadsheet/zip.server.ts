// The parts of a workbook's zip, with limits that a bomb breaks before it goes off.
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { type FileBudget, maxInflatedBytes, toDamage } from './budget.ts'
import { UnreadableFile } from './unreadable.ts'

/** Sheets shrink to a tenth or a fiftieth; a bomb to a thousandth. */
const maxCompressionRatio = 250

export interface Parts {
  names: string[]
  has(name: string): boolean
  /** The part's content as it is inflated. More than it declared, or other than its checksum says, is damage. */
  chunks(name: string): AsyncGenerator<Buffer>
  /** What all parts inflate to, as they declare it. */
  inflated: number
}

/** Two names that differ in case, or in how they are escaped, are one part (OPC, part 2). */
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

/** Entries that lie over each other let one part be read a thousand times. */
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

/** By plain name. Two parts of one name would be read by chance: nobody can say which one counts. */
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
