// What of a file was not read, or was read although it is hidden, so that people do not rely on wrong assumptions.
import { Notice } from './notice.tsx'

const mostShown = 30

export function UnreadNotice({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Notice kind="warn">
      <p>这个文件里有没读进来的、隐藏的内容，请看看：</p>
      <ul>
        {sentences.slice(0, mostShown).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length > mostShown && <li>还有 {sentences.length - mostShown} 处。</li>}
      </ul>
    </Notice>
  )
}
