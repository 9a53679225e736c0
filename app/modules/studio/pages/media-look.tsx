// A picture, a sound, a video or a document of a version as it was in a revision.
import { paths } from '#app/shell/paths.ts'
import type { ShownKind } from '../media/version-media-file.ts'

interface MediaLookProps {
  versionId: string
  name: string
  kind: ShownKind
  revision: number
}

export function MediaLook({ versionId, name, kind, revision }: MediaLookProps) {
  const address = paths.studioMediaFile(versionId, name, revision)
  /* eslint-disable jsx-a11y/media-has-caption -- its author hears it; in a lesson it has a transcript */
  if (kind === 'sound') return <audio controls preload="none" src={address} />
  if (kind === 'video') return <video controls preload="none" src={address} className="revision-media" />
  /* eslint-enable jsx-a11y/media-has-caption */
  if (kind === 'document') return <a href={address}>{name}</a>
  return <img src={address} alt={`${name}，这一稿的样子`} className="revision-media" />
}
