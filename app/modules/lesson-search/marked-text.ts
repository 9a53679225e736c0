// A text with what was found in it marked, and the stretch of a long one around what was found.
import type { Stretch } from './question.server.ts'

export type MarkedText = readonly { text: string; isFound: boolean }[]

/** Cuts a text into what was found and what was not. */
export function markText(text: string, stretches: readonly Stretch[]): MarkedText {
  const parts: { text: string; isFound: boolean }[] = []
  let done = 0
  const add = (from: number, to: number, isFound: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), isFound })
  }
  for (const { from, to } of stretches) {
    add(done, from, false)
    add(from, to, true)
    done = to
  }
  add(done, text.length, false)
  return parts
}

/** Characters shown before the first that was found, and altogether. */
const excerptLength = { before: 20, all: 70 }

/** Some seventy characters of a text from shortly before what was found first, in one line; its beginning if nothing was. */
export function excerptText(text: string, stretches: readonly Stretch[]): MarkedText {
  const first = stretches[0]?.from ?? 0
  const from = wholeSign(text, first <= excerptLength.before ? 0 : first - excerptLength.before)
  const to = wholeSign(text, Math.min(text.length, from + excerptLength.all))
  const inside = stretches.flatMap((one) => (one.from >= to ? [] : [{ from: one.from - from, to: Math.min(one.to, to) - from }]))
  const parts = markText(text.slice(from, to).replaceAll('\n', ' '), inside)
  const dots = { text: '…', isFound: false }
  return [...(from > 0 ? [dots] : []), ...parts, ...(to < text.length ? [dots] : [])]
}

/** Moves a place out of the middle of a sign that takes two units. */
const wholeSign = (text: string, at: number) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
