// The picture of a question, below its text. Its place is kept while it is on its way, and its words stand there if it does not come: nobody
// waits for it to answer.
import type { ShownPicture } from '#app/media/shown-picture.ts'

export function QuestionPicture({ picture }: { picture: ShownPicture | undefined }) {
  if (!picture) return null
  const { address, sources = [], alt, width, height } = picture
  return (
    <picture className="question-picture">
      {sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={`${width}px`} />
      ))}
      <img src={address} alt={alt} width={width} height={height} decoding="async" />
    </picture>
  )
}
