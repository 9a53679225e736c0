// 长辈版: the reader chooses the text size; everything scales with it.
import { readTextSize, type TextSize, textSizes } from './text-size-cookie.ts'

export { type TextSize } from './text-size-cookie.ts'

const names: Record<TextSize, string> = { '18': '标准', '22': '大', '26': '更大', '30': '最大' }

/** Returns the size in a cookie header; the smallest if none was chosen. */
export const getTextSize = (cookies: string | null): TextSize => readTextSize(cookies) ?? '18'

/** A form, so that it works without scripts. Each button is shown in its own size, whatever the page has now. */
export function TextSizeForm({ size, back }: { size: TextSize; back: string }) {
  return (
    <form method="post" action="/text-size" className="text-size" aria-label="字的大小">
      <input type="hidden" name="back" value={back} />
      {textSizes.map((one) => (
        <button key={one} name="size" value={one} aria-pressed={one === size} style={{ fontSize: `${one}px` }}>
          {names[one]}
        </button>
      ))}
    </form>
  )
}
