// Text that was typed with line breaks.
import { toParagraphs } from '../paragraphs.ts'

export const Paragraphs = ({ text }: { text: string | null }) => (
  <>
    {toParagraphs(text ?? '').map((line, i) => (
      <p key={i}>{line}</p>
    ))}
  </>
)
