// MP3: frames one after another. Tags in front of them and behind are cut off: they hold titles, pictures and places.
import { UnfitMedia } from './unfit.ts'
import { byteAt } from './bytes.ts'

const broken = () => new UnfitMedia('这个 MP3 不是完整的录音，放不出来。请重新导出，或直接在网页上录。')

/** kbit/s by index: MPEG-1 layer III, and MPEG-2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const
const sampleRates = [44_100, 48_000, 32_000] as const

interface Frame {
  length: number
  seconds: number
}

/** Reads the header of a frame of layer III; null if there is none. */
function readFrame(bytes: Buffer, at: number): Frame | null {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (byteAt(bytes, at + 1) & 0xe6) !== 0xe2) return null
  const version = (byteAt(bytes, at + 1) >> 3) & 3 // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const [rateIndex, frequency] = [byteAt(bytes, at + 2) >> 4, (byteAt(bytes, at + 2) >> 2) & 3]
  const kilobits = bitRates[version === 3 ? 0 : 1][rateIndex]
  const full = sampleRates[frequency]
  if (version === 1 || !kilobits || !full) return null
  const sampleRate = version === 3 ? full : version === 2 ? full / 2 : full / 4
  const samples = version === 3 ? 1152 : 576
  const padding = (byteAt(bytes, at + 2) >> 1) & 1
  return { length: Math.floor(((samples / 8) * kilobits * 1000) / sampleRate) + padding, seconds: samples / sampleRate }
}

/** The end of the ID3v2 tags in front; how long one says it is does not matter beyond the file. */
function skipTags(bytes: Buffer): number {
  let at = 0
  for (let tags = 0; tags < 4 && bytes.toString('latin1', at, at + 3) === 'ID3' && at + 10 <= bytes.length; tags++) {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (byteAt(bytes, at + i) & 127), 0)
    at += 10 + size + (byteAt(bytes, at + 5) & 0x10 ? 10 : 0)
  }
  return at
}

/** Frames that there must be: less than a quarter of a second is no recording. */
const minFrames = 10

/** Returns the frames of an MP3 without anything around them, and how long they play. Throws `UnfitMedia`. */
export function readMp3(bytes: Buffer): { bytes: Buffer; seconds: number } {
  const from = skipTags(bytes)
  let [at, seconds, frames] = [from, 0, 0]
  for (let frame = readFrame(bytes, at); frame && at + frame.length <= bytes.length; frame = readFrame(bytes, at)) {
    at += frame.length
    seconds += frame.seconds
    frames++
  }
  const rest = bytes.subarray(at)
  const isTag = rest.length === 0 || /^(TAG|APETAGEX|LYRICSBEGIN|3DI)/.test(rest.toString('latin1', 0, 16))
  const isCutFrame = readFrame(bytes, at) !== null // a recorder was stopped in the middle of it
  if (frames < minFrames || !(isTag || isCutFrame || rest.every((byte) => byte === 0))) throw broken()
  return { bytes: bytes.subarray(from, at), seconds }
}
