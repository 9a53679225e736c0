// What of a file was not read, so that nobody takes for granted what is missing.
import { Notice } from './notice.tsx'

const mostShown = 30

export function UnreadNotice({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Notice kind="warn">
      <p>这些内容没有读进来，请看看有没有要用的：</p>
      <ul>
        {sentences.slice(0, mostShown).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length > mostShown && <li>还有 {sentences.length - mostShown} 处。</li>}
      </ul>
    </Notice>
  )
}
