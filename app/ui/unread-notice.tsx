// What of a file was not read, or was read although it is hidden, so that people do not rely on wrong assumptions.
import { Notice } from './notice.tsx'

const maxShown = 30

export function UnreadNotice({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Notice kind="warn">
      <p>这个文件里有没读进来的、隐藏的内容，请看看：</p>
      <ul>
        {sentences.slice(0, maxShown).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length > maxShown && <li>还有 {sentences.length - maxShown} 处。</li>}
      </ul>
    </Notice>
  )
}
