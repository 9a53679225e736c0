// A text with what was found in it marked.
import type { MarkedText } from '../marked-text.ts'

export const Marked = ({ text }: { text: MarkedText }) => (
  <>{text.map((part, i) => (part.isFound ? <mark key={i}>{part.text}</mark> : part.text))}</>
)
