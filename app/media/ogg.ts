// Opus in Ogg, as browsers record it: pages of packets. Comments are left out; packets from other containers are put into it.
import { UnfitMedia } from './unfit.ts'
import { byteAt } from './bytes.ts'

export const brokenRecording = () => new UnfitMedia('这个录音文件不完整，放不出来。请重新录一次。')

/** Samples per second of Opus positions, whatever it was recorded at. */
const rate = 48_000

const crcTable = new Uint32Array(256).map((_, n) => {
  let crc = n << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc >>> 0
})

/** The checksum of a page, whose own field counts as zeros. */
function crcOf(page: Buffer): number {
  let crc = 0
  for (let i = 0; i < page.length; i++)
    crc = ((crc << 8) ^ crcTable[((crc >>> 24) & 0xff) ^ (i >= 22 && i < 26 ? 0 : byteAt(page, i))]!) >>> 0
  return crc
}

/** Reads the packets of a file with one stream. Throws `UnfitMedia`. */
function readPackets(bytes: Buffer): Buffer[] {
  const packets: Buffer[] = []
  let parts: Buffer[] = []
  let serial: number | null = null
  for (let at = 0, ordinal = 0; at < bytes.length; ordinal++) {
    if (at + 27 > bytes.length || bytes.toString('latin1', at, at + 5) !== 'OggS\0') throw brokenRecording()
    const segments = byteAt(bytes, at + 26)
    const laces = bytes.subarray(at + 27, at + 27 + segments)
    const end = at + 27 + segments + laces.reduce((sum, lace) => sum + lace, 0)
    if (laces.length < segments || end > bytes.length || bytes.readUInt32LE(at + 22) !== crcOf(bytes.subarray(at, end)))
      throw brokenRecording()
    serial ??= bytes.readUInt32LE(at + 14)
    if (serial !== bytes.readUInt32LE(at + 14) || bytes.readUInt32LE(at + 18) !== ordinal) throw brokenRecording()
    if (ordinal > 0 && Boolean(byteAt(bytes, at + 5) & 1) !== parts.length > 0) throw brokenRecording()
    let from = at + 27 + segments
    for (const lace of laces) {
      parts.push(bytes.subarray(from, (from += lace)))
      if (lace === 255) continue
      packets.push(Buffer.concat(parts))
      parts = []
    }
    at = end
  }
  return packets
}

/** Samples that a packet plays, by its first byte or two; 0 if it is none. */
function samplesOf(packet: Buffer): number {
  const [toc, count] = [packet[0], packet[1]]
  if (toc === undefined) return 0
  const config = toc >> 3
  const frame = config < 12 ? (config % 4 === 3 ? 2880 : 480 << (config % 4)) : config < 16 ? 480 << (config % 2) : 120 << (config % 4)
  const frames = (toc & 3) === 0 ? 1 : (toc & 3) < 3 ? 2 : (count ?? 0) & 63
  const samples = frame * frames
  return samples <= 5760 ? samples : 0 // 120 ms at most
}

/** Puts packets into pages of at most a second. Each page's position is where it ends, in samples. */
function writePages(head: Buffer, packets: readonly Buffer[]): Buffer {
  const pages: Buffer[] = []
  const writePage = (content: readonly Buffer[], flags: number, position: number) => {
    const laces = content.flatMap(({ length }) => [...new Array<number>(Math.floor(length / 255)).fill(255), length % 255])
    const page = Buffer.concat([Buffer.alloc(27), Buffer.from(laces), ...content])
    page.write('OggS', 0, 'latin1')
    page[5] = flags
    page.writeBigUInt64LE(BigInt(position), 6)
    page.writeUInt32LE(0x54494455, 14) // one stream, so any number
    page.writeUInt32LE(pages.length, 18)
    page[26] = laces.length
    page.writeUInt32LE(crcOf(page), 22)
    pages.push(page)
  }
  const comments = Buffer.from('OpusTags\x05\0\0\0Tidui\0\0\0\0', 'latin1')
  writePage([head], 2, 0)
  writePage([comments], 0, 0)
  let [position, content, laces]: [number, Buffer[], number] = [0, [], 0]
  packets.forEach((packet, i) => {
    const needed = Math.floor(packet.length / 255) + 1
    if (laces + needed > 255 || content.length === 50) {
      writePage(content, 0, position)
      ;[content, laces] = [[], 0]
    }
    content.push(packet)
    laces += needed
    position += samplesOf(packet)
    if (i === packets.length - 1) writePage(content, 4, position)
  })
  return Buffer.concat(pages)
}

/** Whether this is the head of an Opus stream of one or two channels. */
const isHead = (head: Buffer | undefined): head is Buffer =>
  head !== undefined &&
  head.length === 19 &&
  head.toString('latin1', 0, 9) === 'OpusHead\x01' &&
  [1, 2].includes(byteAt(head, 9)) &&
  head[18] === 0

/** Packs the packets of an Opus stream into Ogg, always the same bytes for the same packets. Throws `UnfitMedia`. */
export function encodeOpus(head: Buffer | undefined, packets: readonly Buffer[]): { bytes: Buffer; seconds: number } {
  const samples = packets.map(samplesOf)
  if (!isHead(head) || packets.length < 5 || packets.some(({ length }) => length > 60_000) || samples.includes(0)) throw brokenRecording()
  return { bytes: writePages(head, packets), seconds: samples.reduce((sum, one) => sum + one, 0) / rate }
}

/** Reads Opus in Ogg, and returns it without its comments. Throws `UnfitMedia`. */
export function readOgg(bytes: Buffer): { bytes: Buffer; seconds: number } {
  const [head, tags, ...packets] = readPackets(bytes)
  if (head?.toString('latin1', 0, 8) !== 'OpusHead') throw new UnfitMedia('这个 .ogg 里不是 Opus 录音。请用网页上的录音，或换成 m4a、mp3。')
  if (tags?.toString('latin1', 0, 8) !== 'OpusTags') throw brokenRecording()
  return encodeOpus(head, packets)
}
