// The parts of a workbook's zip, with limits that a bomb breaks before it goes off.
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { UnreadableFile } from './unreadable.ts'

const mostParts = 2_000
const mostInflated = 600 * 1024 * 1024
/** Sheets shrink to a tenth or a fiftieth; a bomb to a thousandth. */
const mostShrunk = 250

export interface Parts {
  names: string[]
  has(name: string): boolean
  /** The part's content, inflated as it is read; more than it declared is an error. */
  stream(name: string): Promise<Readable>
  text(name: string): Promise<string>
}

export async function openParts(bytes: Buffer): Promise<Parts> {
  const zip = await orDamaged(() => fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }))
  if (zip.entryCount > mostParts) throw new UnreadableFile('bomb')
  const entries = await orDamaged(() => allEntries(zip))
  let inflated = 0
  for (const entry of entries.values()) {
    inflated += entry.uncompressedSize
    if (entry.generalPurposeBitFlag & 1) throw new UnreadableFile('encrypted')
    if (inflated > mostInflated || (entry.uncompressedSize > 5_000_000 && entry.uncompressedSize > mostShrunk * entry.compressedSize)) throw new UnreadableFile('bomb')
  }
  const stream = (name: string) => {
    const entry = entries.get(name)
    if (!entry) throw new UnreadableFile('damaged')
    return orDamaged(() => zip.openReadStreamPromise(entry))
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    async text(name) {
      const chunks: Buffer[] = []
      const content = await stream(name)
      await orDamaged(async () => {
        for await (const chunk of content) chunks.push(chunk as Buffer)
      })
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

async function allEntries(zip: ZipFile) {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry)
  return entries
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new UnreadableFile('damaged')
  }
}
