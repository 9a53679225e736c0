// What was sent along, where it is read: pictures to look at, recordings to hear.
import { paths } from '#app/shell/paths.ts'

interface AttachedProps {
  picture?: string | null | undefined
  voice?: { id: string; seconds: number | null } | null | undefined
  /** What the picture and the recording are, for those who do not see them. */
  of: string
}

export function Attached({ picture, voice, of }: AttachedProps) {
  return (
    <>
      {picture && (
        <a className="attached" href={paths.attachment(picture)}>
          <img src={paths.attachment(picture)} alt={`${of}的照片，点开看大图`} loading="lazy" />
        </a>
      )}
      {voice && (
        <p className="attached">
          {/* eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody said to one other; nobody writes it down */}
          <audio controls preload="none" src={paths.attachment(voice.id)} aria-label={`${of}的录音`} />
          {voice.seconds !== null && <span className="soft small"> 录音 {voice.seconds} 秒</span>}
        </p>
      )}
    </>
  )
}
