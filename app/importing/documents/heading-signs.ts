// Headings of Chinese documents that have no heading styles: by their numbers (一、 （一） 第三节), and by how they look.

const number = '[一二三四五六七八九十百〇零\\d]{1,4}'
/** From the highest to the lowest. */
const signs: readonly RegExp[] = [
  new RegExp(`^第\\s*${number}\\s*(?:章|篇|编|部分|单元|模块)`),
  new RegExp(`^第\\s*${number}\\s*(?:讲|课|节)`),
  /^[一二三四五六七八九十]{1,3}\s*[、．.]/,
  /^[（(][一二三四五六七八九十]{1,3}[)）]/,
  /^\d{1,2}\s*[、．.](?!\d)/,
  /^(?:[（(]\d{1,2}[)）]|\d{1,2}(?:\.\d{1,2}){1,3}(?!\d))/,
]
/** Of these, several in one document are headings even in plain type; 1. and （1） are as often items of a list. */
const lastSureSign = 3

/** Numbers that lessons write themselves before their sections; after 1.2 a unit may follow, so several of them have to count on. */
const countedSign = /^\d{1,2}(?:\.(\d{1,2})){1,3}(?![\d.])\s*/
const sureNumbers: readonly RegExp[] = [
  new RegExp(`^第\\s*${number}\\s*(?:章|篇|编|部分|单元|模块|讲|课|节)(?=[\\s、．.:：])[\\s、．.:：]*`),
  /^[一二三四五六七八九十]{1,3}\s*[、．.]\s*/,
  /^[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*/,
  /^\d{1,2}\s*[、．.](?!\d)\s*/,
  /^[①-⑳]\s*/,
]

/** How many characters at the beginning of each title are its number: what lessons count themselves. Nothing that is all number is cut. */
export function measureNumbers(titles: readonly string[]): number[] {
  const decimals = titles.flatMap((title) => countedSign.exec(title)?.[1] ?? []).map(Number)
  const isCounting = decimals.length > 1 && decimals.every((value, at) => at === 0 || value === (decimals[at - 1] ?? 0) + 1)
  return titles.map((title) => {
    const found = [...sureNumbers, ...(isCounting ? [countedSign] : [])]
      .map((sign) => sign.exec(title)?.[0])
      .find((text) => text !== undefined)
    return found !== undefined && /[\p{L}\p{N}]/u.test(title.slice(found.length)) ? found.length : 0
  })
}

const maxHeadingLength = 40

/** The place of a heading's number in the usual order; null if it has none. */
function findSign(text: string): number | null {
  const at = signs.findIndex((sign) => sign.test(text))
  return at < 0 ? null : at
}

/** Whether a text could be a heading: a short one that is no sentence. */
export const isHeadingLike = (text: string) => {
  const plain = text.trim()
  return plain.length > 0 && [...plain].length <= maxHeadingLength && !/[。；;，,：:、…]$/.test(plain) && /[\p{L}\p{N}]/u.test(plain)
}

export interface Line {
  /** With its number, whether typed or shown by the program. */
  text: string
  isBold: boolean
  /** How much larger than the text of the document: 1 is the same. */
  scale: number
}

/**
 * Finds the headings among the paragraphs of a document, with their levels from 1. A line is a heading by its number,
 * or because it is a short paragraph in larger or bold type.
 */
export function findHeadings<L extends Line>(lines: readonly L[]): Map<L, number> {
  const written = lines.filter(({ text }) => text.trim() !== '')
  const isBoldUsual = written.filter(({ isBold }) => isBold).length > written.length * 0.6
  const countOf = new Map<number, number>()
  for (const { text } of written) {
    const sign = findSign(text.trim())
    if (sign !== null && isHeadingLike(text)) countOf.set(sign, (countOf.get(sign) ?? 0) + 1)
  }
  const ranks = new Map<L, number>()
  for (const line of written) {
    if (!isHeadingLike(line.text)) continue
    const sign = findSign(line.text.trim())
    const stands = line.scale > 1.05 || (line.isBold && !isBoldUsual)
    if (sign !== null && (stands || (sign <= lastSureSign && (countOf.get(sign) ?? 0) > 1))) ranks.set(line, sign * 10)
    else if (sign === null && stands) ranks.set(line, line.scale > 1.25 ? 15 : line.scale > 1.05 ? 35 : 45)
  }
  const order = [...new Set(ranks.values())].sort((one, other) => one - other)
  return new Map([...ranks].map(([line, rank]) => [line, order.indexOf(rank) + 1]))
}
