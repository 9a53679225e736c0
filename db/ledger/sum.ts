// Sums of row digests modulo 2²⁵⁶: the order of rows does not matter, and a changed row subtracts one digest and adds
// one.

const wordCount = 16
const wordSize = 0x10000

/** A sum, as sixteen words of sixteen bits; a word may overflow until the sum is written out. */
export class Sum {
  private readonly words = new Float64Array(wordCount)

  /** Adds (or subtracts, with -1) the first 32 bytes of a digest, given as a text with one character per byte. */
  add(digest: string, sign: 1 | -1) {
    for (let at = 0; at < wordCount; at++) this.words[at]! += sign * (digest.charCodeAt(2 * at) + 0x100 * digest.charCodeAt(2 * at + 1))
  }

  /** Adds (or subtracts) 32 bytes. */
  addBytes(bytes: Uint8Array, sign: 1 | -1, offset = 0) {
    for (let at = 0; at < wordCount; at++) this.words[at]! += sign * (bytes[offset + 2 * at]! + 0x100 * bytes[offset + 2 * at + 1]!)
  }

  addSum(other: Sum, sign: 1 | -1 = 1) {
    for (let at = 0; at < wordCount; at++) this.words[at]! += sign * other.words[at]!
  }

  /** Writes the sum as 32 bytes. */
  write(target: Buffer, offset = 0) {
    let carry = 0
    for (let at = 0; at < wordCount; at++) {
      const value = this.words[at]! + carry
      carry = Math.floor(value / wordSize)
      target.writeUInt16LE(value - carry * wordSize, offset + 2 * at)
    }
  }

  toBytes(): Buffer {
    const bytes = Buffer.alloc(2 * wordCount)
    this.write(bytes)
    return bytes
  }

  isZero = () => this.toBytes().every((byte) => byte === 0)
  equals = (other: Sum) => this.toBytes().equals(other.toBytes())
}
