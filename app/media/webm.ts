// WebM as Chromium records sound: one track of Opus. Its packets are taken out; what plays everywhere is made of them.
import { UnfitMedia } from './unfit.ts'
import { brokenRecording, encodeOpus } from './ogg.ts'
import { byteAt } from './bytes.ts'

/** Elements that are looked into. */
const ids = { ebml: 0x1a45dfa3, segment: 0x18538067, tracks: 0x1654ae6b, track: 0xae, cluster: 0x1f43b675, group: 0xa0 } as const
const codecId = 0x86
const codecPrivate = 0x63a2
const trackType = 0x83
const simpleBlock = 0xa3
const block = 0xa1

/** The most elements of five minutes: a block each 2.5 milliseconds at the worst. */
const maxElements = 300_000

interface Found {
  codecs: string[]
  types: number[]
  head: Buffer | undefined
  packets: Buffer[]
}

/** Reads a number of variable length. `asId`: with the bit that gives its length. Null at the end of the file. */
function readNumber(bytes: Buffer, at: number, { asId = false } = {}): { value: number; length: number; isUnknown: boolean } | null {
  const first = bytes[at]
  if (!first) return null
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length || length > (asId ? 4 : 8)) return null
  let value = asId ? first : first & (0xff >> length)
  let isUnknown = !asId && value === 0xff >> length
  for (let i = 1; i < length; i++) {
    value = value * 256 + byteAt(bytes, at + i)
    isUnknown &&= bytes[at + i] === 0xff
  }
  return { value, length, isUnknown }
}

/** Takes the packets out of a WebM with one track of Opus, and packs them into Ogg. Throws `UnfitMedia`. */
export function readWebm(bytes: Buffer): { bytes: Buffer; seconds: number } {
  const found: Found = { codecs: [], types: [], head: undefined, packets: [] }
  // Containers are entered, everything else is passed over; so there is no depth that could be too deep.
  for (let at = 0, elements = 0; at < bytes.length; elements++) {
    const id = readNumber(bytes, at, { asId: true })
    const size = id && readNumber(bytes, at + id.length)
    if (!id || !size || elements > maxElements) throw brokenRecording()
    if (elements === 0 && id.value !== ids.ebml) throw brokenRecording()
    at += id.length + size.length
    if (id.value !== ids.ebml && Object.values(ids).some((one) => one === id.value)) continue
    if (size.isUnknown || at + size.value > bytes.length) throw brokenRecording()
    takeElement(found, id.value, bytes.subarray(at, at + size.value))
    at += size.value
  }
  if (found.types.length !== 1 || found.types[0] !== 2 || found.codecs[0] !== 'A_OPUS')
    throw new UnfitMedia('这个 WebM 里不是只有一段 Opus 录音。请用网页上的录音，或换成 m4a、mp3。')
  return encodeOpus(found.head, found.packets)
}

function takeElement(found: Found, id: number, content: Buffer) {
  if (id === codecId) found.codecs.push(content.toString('latin1'))
  else if (id === trackType) found.types.push(content[content.length - 1] ?? 0)
  else if (id === codecPrivate) found.head = content
  else if (id === simpleBlock || id === block) {
    const track = readNumber(content, 0)
    const start = (track?.length ?? 0) + 3
    if (!track || content.length <= start || byteAt(content, start - 1) & 6) throw brokenRecording() // several packets laced into one block
    found.packets.push(content.subarray(start))
  }
}
