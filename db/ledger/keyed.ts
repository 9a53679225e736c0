// HMACs, thousands per second. Node's `createHmac` builds an object for each; two calls of the one-shot `hash` cost
// half of that.
import { createCipheriv, createHmac, hash } from 'node:crypto'

const blockOf = { sha256: 64, sha512: 128 } as const

/**
 * Returns a function that computes HMACs (RFC 2104). The key is its 64 hexadecimal digits, so that the padded key is
 * ASCII and can be concatenated with texts.
 */
export function prepareHmac(algorithm: keyof typeof blockOf, key: Buffer): (text: string, encoding: 'hex' | 'binary') => string {
  if (key.length !== 32) throw new Error('The key must have 32 bytes.')
  const block = blockOf[algorithm]
  const padded = Buffer.alloc(block)
  padded.write(key.toString('hex'), 'ascii')
  const inner = Buffer.from(padded.map((byte) => byte ^ 0x36)).toString('ascii')
  const outer = Buffer.alloc(block + block / 2)
  outer.set(padded.map((byte) => byte ^ 0x5c))
  return (text, encoding) => {
    outer.write(hash(algorithm, inner + text, 'binary'), block, 'latin1')
    return hash(algorithm, outer, encoding)
  }
}

/** The keyed functions of the ledger. */
export interface LedgerKeys {
  /** Hash of an audit entry, in hexadecimal digits. */
  link(text: string): string
  /** Digest of a row: 64 bytes, as a text with one character per byte. */
  row(text: string): string
  /** Short hash of a noted head. */
  head(text: string): string
  /**
   * 32 bytes that hide the sum of a table in the entry after the one with the hash `previous`, so that nobody can
   * combine known sums into the one they need. Derived from the hash and not from the entry's number: a chain continued
   * from a restored backup uses the same numbers again, and two sums under one mask would reveal their difference.
   */
  mask(previous: string, table: number, isTotal: boolean): Buffer
  /** Many masks at once, from the counters written by `writeMaskCounter`. */
  masks(counters: Buffer): Buffer
}

export const maskSize = 32

/** Writes the input of a mask: two blocks that differ in their last byte. */
export function writeMaskCounter(
  target: Buffer,
  offset: number,
  { previous, table, isTotal }: { previous: string; table: number; isTotal: boolean },
) {
  for (const half of [0, 1]) {
    const at = offset + 16 * half
    target.write(previous, at, 11, 'hex') // 88 bits of an HMAC: no two entries share them
    target.writeUInt32LE(table, at + 11)
    target.writeUInt8((isTotal ? 2 : 0) + half, at + 15)
  }
}

/** Derives the ledger's keys, one for each purpose, from one secret of 32 bytes. */
export function deriveLedgerKeys(secret: Buffer): LedgerKeys {
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest()
  const link = prepareHmac('sha256', derive('link'))
  // One block of key before the text, and never more than 38 of the 64 bytes disclosed: AMAC (Bellare, Bernstein,
  // Tessaro 2016), at half the cost of HMAC.
  const rowKey = createHmac('sha512', secret).update('row').digest('hex')
  const head = prepareHmac('sha256', derive('head'))
  const cipher = createCipheriv('aes-256-ecb', derive('mask'), null).setAutoPadding(false)
  const counter = Buffer.alloc(maskSize)
  return {
    link: (text) => link(text, 'hex'),
    row: (text) => hash('sha512', rowKey + text, 'binary'),
    head: (text) => head(text, 'hex').slice(0, 24),
    mask(previous, table, isTotal) {
      writeMaskCounter(counter, 0, { previous, table, isTotal })
      return cipher.update(counter)
    },
    masks: (counters) => cipher.update(counters),
  }
}
