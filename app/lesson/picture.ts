// Drawings supplied by authors: shapes and text, restricted to a list like lessons. They are shown in an <img>, where
// no script runs; but their URL can also be opened directly, and what is on the list is harmless everywhere.
import { SaxesParser } from 'saxes'
import type { Problem } from './safe-lesson.ts'

const maxBytes = 60_000
const maxShapes = 600
/** Pictures are shown 320 points wide on the smallest phones; text in them must be readable there. */
const shownWidth = 320
const minFontSize = 14

const elements = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan title desc defs linearGradient radialGradient stop clipPath'.split(' '),
)
const attributes = new Set(
  (
    'xmlns viewBox width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform id offset fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin ' +
    'stroke-dasharray stroke-opacity opacity font-family font-size font-weight text-anchor dominant-baseline clip-path clip-rule gradientUnits gradientTransform clipPathUnits stop-color stop-opacity role aria-label preserveAspectRatio'
  ).split(' '),
)

/** Whether a file is a drawing, by how it begins. */
export const isSvg = (bytes: Buffer) =>
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(bytes.toString('utf8', 0, 2_000))

/** Finds everything that is wrong with a picture, with positions. */
export function findPictureFaults(text: string): Problem[] {
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) return [{ line: 1, column: 1, reason: `图太大：${Math.round(bytes / 1000)} kB，最多 ${maxBytes / 1000} kB。` }]
  const problems: Problem[] = []
  const parser = new SaxesParser({ position: true })
  const tell = (reason: string) => void problems.push({ line: parser.line, column: Math.max(1, parser.column), reason })
  let width = 0
  let shapes = 0
  parser.on('error', (fault) => {
    if (problems.length === 0) tell(/entity/i.test(fault.message) ? '图里不能用 &…; 这样的实体。' : '这里不是写得完整的 SVG。')
  })
  parser.on('doctype', () => tell('图里不能写 <!DOCTYPE>。'))
  parser.on('processinginstruction', () => tell('图里不能写 <?…?>。'))
  parser.on('opentag', ({ name, attributes: given }) => {
    shapes++
    if (shapes === 1 && name !== 'svg') tell('图要从 <svg> 开始。')
    if (!elements.has(name)) tell(`图里不能用 <${name}>：只能有形状和字，不能有程序、样式和外部地址。`)
    for (const [attribute, value] of Object.entries(given as Record<string, string>)) {
      if (!attributes.has(attribute))
        tell(
          `图里的 <${name}> 不能有 ${attribute}${/^on/i.test(attribute) ? '，那是程序' : /href|src/i.test(attribute) ? '，那是外部地址' : ''}。`,
        )
      else if (attribute === 'xmlns' ? value !== 'http://www.w3.org/2000/svg' : /url\s*\(/i.test(value) && !/^url\(#[\w-]+\)$/.test(value))
        tell('图里有外部地址，不能用。')
      else if (attribute === 'font-size' && !(Number(value) > 0)) tell('图里的 font-size 要写一个数，不带单位。')
      else if (attribute === 'font-size' && width > 0 && (Number(value) * shownWidth) / width < minFontSize)
        tell(`图上的字太小：在 ${shownWidth} 宽的屏幕上不能小于 ${minFontSize}。`)
    }
    if (name === 'svg') {
      if (shapes > 1) tell('图里不能再套 <svg>。')
      else if (!(given as Record<string, string>).xmlns) tell('图的 <svg> 要写 xmlns="http://www.w3.org/2000/svg"，不然浏览器画不出来。')
      width = Number((given as Record<string, string>).viewBox?.match(/^\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+[\d.]+\s*$/)?.[1])
      if (!(width > 0)) tell('图的 <svg> 要写 viewBox。')
    }
    if (shapes === maxShapes + 1) tell(`图里的形状太多，最多 ${maxShapes} 个。`)
  })
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close()
  } catch {
    if (problems.length === 0) tell('这里不是写得完整的 SVG。')
  }
  if (shapes === 0 && problems.length === 0) tell('图要从 <svg> 开始。')
  return problems.slice(0, 20)
}
