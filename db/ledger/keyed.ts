// HMACs, thousands a second. Node's `createHmac` builds an object for each; two calls of the one-shot `hash` cost half of that.
import { createCipheriv, createHmac, hash } from 'node:crypto'

const blockOf = { sha256: 64, sha512: 128 } as const

/** HMAC by RFC 2104 with the key's 64 hexadecimal digits as key, so that the padded key is ASCII and texts are joined as texts. */
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

/** What the ledger does with its key. */
export interface LedgerKeys {
  /** Of an audit entry, in hexadecimal digits. */
  link(text: string): string
  /** Of a row: 64 bytes, as a text of as many signs. */
  row(text: string): string
  /** Of a noted head, short. */
  head(text: string): string
  /**
   * 32 bytes that hide the sum of a table in the entry after the one with the hash `previous`: nobody can put known sums
   * together to the one that he needs. By the hash and not by the entry's number: a chain that goes on from a restored
   * backup has the numbers of the one before once more, and two sums under one mask would tell their difference.
   */
  mask(previous: string, table: number, isTotal: boolean): Buffer
  /** The same for many at once, by what `writeMaskCounter` wrote for each. */
  masks(counters: Buffer): Buffer
}

export const maskSize = 32

/** Writes what a mask is made of: two blocks, told apart by their last byte. */
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

/** The ledger's keys, each for one purpose, from one secret of 32 bytes. */
export function deriveLedgerKeys(secret: Buffer): LedgerKeys {
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest()
  const link = prepareHmac('sha256', derive('link'))
  // One block of key before the text, and never more than 38 of the 64 bytes told: AMAC (Bellare, Bernstein, Tessaro 2016), at half the cost of HMAC.
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
