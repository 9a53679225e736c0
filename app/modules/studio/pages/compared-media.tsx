// A drawing, photograph, sound or video of a version, beside what it was before.
import { paths } from '#app/shell/paths.ts'
import type { ComparedFile } from '../queries.server.ts'

interface ComparedMediaProps {
  file: ComparedFile
  versionId: string
  /** The version that it is compared with. */
  againstId: string | null
}

export function ComparedMedia({ file: { name, before, after }, versionId, againstId }: ComparedMediaProps) {
  return (
    <div className="compared-media">
      {againstId && <Side label="以前" name={name} file={before} versionId={againstId} />}
      <Side label="现在" name={name} file={after} versionId={versionId} />
    </div>
  )
}

interface SideProps {
  label: string
  name: string
  file: ComparedFile['before']
  versionId: string
}

function Side({ label, name, file, versionId }: SideProps) {
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {file === null ? (
        <p className="soft">没有</p>
      ) : (
        <Medium label={`${name}，${label}`} name={name} content={file.content} versionId={versionId} />
      )}
    </figure>
  )
}

function Medium({ label, name, content, versionId }: { label: string; name: string; content: string | null; versionId: string }) {
  if (content !== null) return <img src={`data:image/svg+xml;base64,${toBase64(content)}`} alt={label} />
  const src = paths.studioMediaFile(versionId, name)
  if (!/\.(jpg|png|webp)$/.test(name)) return <a href={src}>打开{label}</a>
  return <img src={src} alt={label} loading="lazy" />
}

const toBase64 = (text: string) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
