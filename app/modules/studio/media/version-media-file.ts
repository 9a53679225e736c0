// A file of a version that is a picture, a sound, a video or a document.

export type ShownKind = 'photograph' | 'drawing' | 'sound' | 'video' | 'document'

export interface VersionMediaFile {
  name: string
  kind: ShownKind
  /** Bytes. */
  size: number
  /** Pixels; null for sounds, drawings and documents. */
  width: number | null
  height: number | null
  seconds: number | null
  /** Whether a lesson or a question shows it. */
  isUsed: boolean
  /** Its revision: another one is another picture. */
  sequence: number
}
