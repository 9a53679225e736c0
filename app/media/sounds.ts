// Sounds of courses: what a browser recorded, or what an author uploads. Recognised and checked by their structure; what
// is stored plays, and says nothing but what is heard.
import { asBuffer, byteAt, hasSignature } from './bytes.ts'
import { readMp3 } from './mp3.ts'
import { readMp4 } from './mp4.ts'
import { readOgg } from './ogg.ts'
import { inMegabytes, UnfitMedia } from './unfit.ts'
import { readWebm } from './webm.ts'

/** In bytes: five minutes at 106 kbit/s. */
export const maxSoundBytes = 4_000_000

export interface Sound {
  mediaType: 'audio/mp4' | 'audio/mpeg' | 'audio/ogg'
  width: null
  height: null
  /** Whole seconds, at least 1. */
  seconds: number
  bytes: Buffer
}

function readM4a(bytes: Buffer) {
  const { tracks, bytes: plain } = readMp4(bytes, '录音')
  const [track] = tracks
  if (tracks.length !== 1 || track?.handler !== 'soun' || !['mp4a', 'Opus'].includes(track.codec))
    throw new UnfitMedia('这个文件里不是只有一段 AAC 录音。请重新导出成 m4a 或 mp3。')
  return { bytes: plain, seconds: track.seconds }
}

const readers: readonly {
  is: (bytes: Buffer) => boolean
  mediaType: Sound['mediaType']
  read: (bytes: Buffer) => { bytes: Buffer; seconds: number }
}[] = [
  { is: (bytes) => hasSignature(bytes, 'OggS'), mediaType: 'audio/ogg', read: readOgg },
  { is: (bytes) => hasSignature(bytes, '\x1a\x45\xdf\xa3'), mediaType: 'audio/ogg', read: readWebm },
  { is: (bytes) => hasSignature(bytes, 'ftyp', 4), mediaType: 'audio/mp4', read: readM4a },
  {
    is: (bytes) => hasSignature(bytes, 'ID3') || (bytes[0] === 0xff && (byteAt(bytes, 1) & 0xe6) === 0xe2),
    mediaType: 'audio/mpeg',
    read: readMp3,
  },
]

export interface SoundLimits {
  bytes: number
  minutes: number
  /** What somebody can do whose sound is larger. */
  advice: string
}

const ofCourses: SoundLimits = { bytes: maxSoundBytes, minutes: 5, advice: '请用低一点的音质导出，或分成几段。' }

/**
 * Returns a sound as it is stored: MP3, M4A or Opus in Ogg, without titles, places and other metadata, of a course at most five minutes and
 * 4 MB. The result of one that was accepted before is the same bytes. Throws `UnfitMedia`.
 */
export function acceptSound(brought: Uint8Array, limits: SoundLimits = ofCourses): Sound {
  const tooLarge = (size: number) => new UnfitMedia(`录音太大：${inMegabytes(size)}，最多 ${inMegabytes(limits.bytes)}。${limits.advice}`)
  const bytes = asBuffer(brought)
  // With tags around it a file may be larger than what is stored of it.
  if (bytes.length > 2 * limits.bytes) throw tooLarge(bytes.length)
  const reader = readers.find(({ is }) => is(bytes))
  if (!reader) throw new UnfitMedia('这不是能收的声音。声音只收 m4a、mp3 和网页上的录音（ogg）。')
  const sound = reader.read(bytes)
  if (sound.bytes.length > limits.bytes) throw tooLarge(sound.bytes.length)
  if (!(sound.seconds > 0)) throw new UnfitMedia('这段录音是空的。请重新录一次。')
  if (sound.seconds > limits.minutes * 60 + 1)
    throw new UnfitMedia(`录音太长：${Math.ceil(sound.seconds / 60)} 分钟，最多 ${limits.minutes} 分钟。请分成几段。`)
  return { mediaType: reader.mediaType, width: null, height: null, seconds: Math.max(1, Math.round(sound.seconds)), bytes: sound.bytes }
}
