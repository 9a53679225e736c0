// Which files a course may have beside texts and drawings: their names, types and limits in one table.
import { acceptDocument, maxDocumentBytes } from './pdf.ts'
import { hashBytes } from './hash-bytes.server.ts'
import { checkPhotograph, maxPhotographBytes } from './photographs.server.ts'
import { acceptSound, maxSoundBytes } from './sounds.ts'
import { UnfitMedia } from './unfit.ts'
import { acceptVideo, maxVideoBytes } from './videos.ts'

export type MediaType =
  'image/jpeg' | 'image/png' | 'image/webp' | 'audio/mp4' | 'audio/mpeg' | 'audio/ogg' | 'video/mp4' | 'application/pdf'

/** What is known of a photograph, sound, video or document without its bytes. */
export interface MediaFacts {
  mediaType: MediaType
  /** Pixels; null for sounds and documents. */
  width: number | null
  height: number | null
  /** Whole seconds; null for photographs and documents. */
  seconds: number | null
}
export interface CourseMedia extends MediaFacts {
  bytes: Buffer
}

/** A sound or video of a course's folder was stored by `acceptSound` or `acceptVideo` before: they would return the same bytes. */
const unchanged =
  (accept: (bytes: Buffer) => CourseMedia, mediaType: MediaType) =>
  async (bytes: Buffer): Promise<CourseMedia> => {
    const accepted = accept(bytes)
    if (accepted.mediaType !== mediaType) throw new UnfitMedia('文件的内容和它的名字（扩展名）不一样。请改文件名，或在课程工作室里放进来。')
    if (!accepted.bytes.equals(bytes))
      throw new UnfitMedia('文件里还带着标题、地点或别的信息，或没有整理成边下边放的样子。请在课程工作室里放进来，由它整理。')
    return accepted
  }

/** By extension: the largest size in bytes, and the check of the content. */
const courseMediaKinds = {
  jpg: {
    kind: 'photograph',
    mediaType: 'image/jpeg',
    maxBytes: maxPhotographBytes,
    check: (bytes: Buffer) => checkPhotograph(bytes, 'jpg'),
  },
  png: {
    kind: 'photograph',
    mediaType: 'image/png',
    maxBytes: maxPhotographBytes,
    check: (bytes: Buffer) => checkPhotograph(bytes, 'png'),
  },
  webp: {
    kind: 'photograph',
    mediaType: 'image/webp',
    maxBytes: maxPhotographBytes,
    check: (bytes: Buffer) => checkPhotograph(bytes, 'webp'),
  },
  m4a: { kind: 'sound', mediaType: 'audio/mp4', maxBytes: maxSoundBytes, check: unchanged(acceptSound, 'audio/mp4') },
  mp3: { kind: 'sound', mediaType: 'audio/mpeg', maxBytes: maxSoundBytes, check: unchanged(acceptSound, 'audio/mpeg') },
  ogg: { kind: 'sound', mediaType: 'audio/ogg', maxBytes: maxSoundBytes, check: unchanged(acceptSound, 'audio/ogg') },
  pdf: { kind: 'document', mediaType: 'application/pdf', maxBytes: maxDocumentBytes, check: acceptDocument },
  mp4: { kind: 'video', mediaType: 'video/mp4', maxBytes: maxVideoBytes, check: unchanged(acceptVideo, 'video/mp4') },
} as const satisfies Record<
  string,
  {
    kind: 'photograph' | 'sound' | 'video' | 'document'
    mediaType: MediaType
    maxBytes: number
    check: (bytes: Buffer) => Promise<CourseMedia>
  }
>

/** Returns the kind of a file by its name; null if it is no photograph, sound, video or document. */
export function courseMediaKindOf(name: string) {
  const extension = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? ''
  return Object.hasOwn(courseMediaKinds, extension) ? courseMediaKinds[extension as keyof typeof courseMediaKinds] : null
}

/** What was found of files before, by name's ending and content: a course is checked whenever it is opened, and its files rarely change. */
const found = new Map<string, MediaFacts | UnfitMedia>()
const maxFound = 5_000

/** Checks a photograph, sound, video or document of a course's folder by its name; null if it is none. Throws `UnfitMedia`. */
export async function checkMediaFile(name: string, bytes: Buffer): Promise<CourseMedia | null> {
  const kind = courseMediaKindOf(name)
  if (!kind) return null
  const key = `${kind.mediaType} ${hashBytes(bytes)}`
  const known = found.get(key) ?? (await findFacts(kind.check, bytes))
  if (found.size >= maxFound) found.clear()
  found.set(key, known)
  if (known instanceof UnfitMedia) throw known
  return { ...known, bytes }
}

async function findFacts(check: (bytes: Buffer) => Promise<CourseMedia>, bytes: Buffer): Promise<MediaFacts | UnfitMedia> {
  try {
    const { mediaType, width, height, seconds } = await check(bytes)
    return { mediaType, width, height, seconds }
  } catch (fault) {
    if (fault instanceof UnfitMedia) return fault
    throw fault
  }
}

/** The extension under which media of this type are stored in a course's folder. */
export const extensionOf = (mediaType: MediaType) => Object.entries(courseMediaKinds).find(([, kind]) => kind.mediaType === mediaType)![0]
