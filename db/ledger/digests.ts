// What an audit entry records of the rows changed by its write, as bytes: for each table the change of the sum of
// digests, and a short tag of each row that was added or removed. By the tags an inquiry finds the row if a sum does
// not match.
import { type LedgerKeys, maskSize, writeMaskCounter } from './keyed.ts'
import { Sum } from './sum.ts'

const tagSize = 6
const headSize = 4 + 1 + 4 + 4 + 32

/** What a write did to the rows of one table. */
export class Change {
  readonly sum = new Sum()
  readonly came: number[] = []
  readonly went: number[] = []
  /** The tags of this table start over here: all its rows are digested in a different way from now on. */
  isFresh = false

  add(digest: string, sign: 1 | -1) {
    this.sum.add(digest, sign)
    ;(sign === 1 ? this.came : this.went).push(digestTag(digest))
  }
}

/** Six bytes of a digest that are not part of the sums. */
export function digestTag(digest: string) {
  let tag = 0
  for (let at = 32; at < 32 + tagSize; at++) tag = tag * 0x100 + digest.charCodeAt(at)
  return tag
}

/** By code of the table. */
export type Changes = Map<number, Change>

const masked = (keys: LedgerKeys, previous: string, code: number, isTotal: boolean, sum: Sum, target: Buffer, offset: number) => {
  const hidden = new Sum()
  hidden.addSum(sum)
  hidden.addBytes(keys.mask(previous, code, isTotal), 1)
  hidden.write(target, offset)
}

/** Encodes the changes of the entry that follows the one with the hash `previous`. */
export function encodeChanges(keys: LedgerKeys, previous: string, changes: Changes): Buffer {
  let size = 0
  for (const { came, went } of changes.values()) size += headSize + tagSize * (came.length + went.length)
  const encoded = Buffer.alloc(size)
  let at = 0
  for (const [code, { sum, came, went, isFresh }] of changes) {
    at = encoded.writeUInt32LE(code, at)
    at = encoded.writeUInt8(isFresh ? 1 : 0, at)
    at = encoded.writeUInt32LE(came.length, at)
    at = encoded.writeUInt32LE(went.length, at)
    masked(keys, previous, code, false, sum, encoded, at)
    at += 32
    for (const tag of came) at = encoded.writeUIntLE(tag, at, tagSize)
    for (const tag of went) at = encoded.writeUIntLE(tag, at, tagSize)
  }
  return encoded
}

/** Masks made in one call of the cipher: a call costs as much as all of them. */
const masksAtOnce = 512

/** Returns a function that adds the changes of entries to the sums of all tables, one entry after the other. */
export function createChangeAdder(
  keys: LedgerKeys,
  totals: Map<number, Sum>,
): { add(previous: string, encoded: Buffer): void; totals(): Map<number, Sum> } {
  const counters = Buffer.alloc(masksAtOnce * maskSize)
  const masked: Sum[] = []
  function unmask() {
    const masks = keys.masks(counters.subarray(0, masked.length * maskSize))
    for (const [nth, sum] of masked.entries()) sum.addBytes(masks, -1, nth * maskSize)
    masked.length = 0
  }
  return {
    add(previous, encoded) {
      for (let at = 0; at + headSize <= encoded.length;) {
        const table = encoded.readUInt32LE(at)
        const tags = encoded.readUInt32LE(at + 5) + encoded.readUInt32LE(at + 9)
        const total = getSum(totals, table)
        total.addBytes(encoded, 1, at + 13)
        writeMaskCounter(counters, masked.length * maskSize, { previous, table, isTotal: false })
        masked.push(total)
        if (masked.length === masksAtOnce) unmask()
        at += headSize + tagSize * tags
      }
    },
    totals() {
      unmask()
      return totals
    },
  }
}

/** Reads the tags of one table in an entry. */
export function readTags(encoded: Buffer, wanted: number): { isFresh: boolean; came: number[]; went: number[] } | null {
  for (let at = 0; at + headSize <= encoded.length;) {
    const [came, went] = [encoded.readUInt32LE(at + 5), encoded.readUInt32LE(at + 9)]
    if (encoded.readUInt32LE(at) === wanted) {
      const read = (from: number, count: number) =>
        Array.from({ length: count }, (_, nth) => encoded.readUIntLE(from + nth * tagSize, tagSize))
      return { isFresh: encoded.readUInt8(at + 4) === 1, came: read(at + headSize, came), went: read(at + headSize + came * tagSize, went) }
    }
    at += headSize + tagSize * (came + went)
  }
  return null
}

export function getSum(totals: Map<number, Sum>, code: number) {
  let sum = totals.get(code)
  if (!sum) totals.set(code, (sum = new Sum()))
  return sum
}

const totalSize = 36

/** Encodes the sums of all tables, which some entries carry so that a verification can begin there. */
export function encodeTotals(keys: LedgerKeys, previous: string, totals: Map<number, Sum>): Buffer {
  const encoded = Buffer.alloc(totalSize * totals.size)
  let at = 0
  for (const [code, sum] of totals) {
    at = encoded.writeUInt32LE(code, at)
    masked(keys, previous, code, true, sum, encoded, at)
    at += 32
  }
  return encoded
}

export function decodeTotals(keys: LedgerKeys, previous: string, encoded: Buffer): Map<number, Sum> {
  const totals = new Map<number, Sum>()
  for (let at = 0; at + totalSize <= encoded.length; at += totalSize) {
    const code = encoded.readUInt32LE(at)
    const sum = getSum(totals, code)
    sum.addBytes(encoded, 1, at + 4)
    sum.addBytes(keys.mask(previous, code, true), -1)
  }
  return totals
}
