// What became of the paragraph of a remark.
import type { Remark } from '../remarks.server.ts'

const longestQuote = 80

/** Says what became of the paragraph since; null if it is as it was, where it was. */
export function formatRemarkFate({ quote, block, wasBlock, isChanged }: Remark): string | null {
  const was = `原来是：“${quote.length > longestQuote ? `${quote.slice(0, longestQuote)}……` : quote}”`
  if (block === null) return `这一段已经没有了。${was}`
  if (isChanged) return `这一段后来改过。${was}`
  return block === wasBlock ? null : `这一段挪了地方，意见跟着它：原来是第 ${wasBlock + 1} 段，现在是第 ${block + 1} 段。`
}
