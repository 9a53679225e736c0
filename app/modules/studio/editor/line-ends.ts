// The ends of lines. Editors and fields of text know only one kind; files from outside have others, and keep them where nobody wrote.
import { diffIndices } from 'node-diff3'

/** A text as editors have it: each line ends with one sign. */
export const withPlainEnds = (text: string) => (text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text)

const endsOf = (text: string) => [...text.matchAll(/\r\n?|\n/g)].map(([end]) => end)

function findCommonest(ends: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '\n'
}

/**
 * Gives an edited text the ends of lines that it had before: each line that was not changed its own, new ones the commonest of the text.
 */
export function keepLineEnds(before: string, edited: string): string {
  const text = withPlainEnds(edited)
  if (!before.includes('\r')) return text
  const ends = endsOf(before)
  const commonest = findCommonest(ends)
  const [old, now] = [withPlainEnds(before).split('\n'), text.split('\n')]
  const kept: string[] = []
  let at = 0
  for (const { to, removed, added } of [...diffLines(old, now), { to: now.length, removed: 0, added: 0 }]) {
    for (; kept.length < to; at++) kept.push(ends[at] ?? commonest)
    for (let nth = 0; nth < added; nth++) kept.push(removed === added ? (ends[at + nth] ?? commonest) : commonest)
    at += removed
  }
  return now.map((line, nth) => (nth < now.length - 1 ? line + (kept[nth] ?? commonest) : line)).join('')
}

interface ChangedLines {
  /** The first of them as it is now. */
  to: number
  removed: number
  added: number
}

/** More lines than any lesson has: what was changed of more is one change, so that comparing has a limit. */
const maxCompared = 3_000

/** What was changed of lines; what is the same at the beginning and at the end is not compared. */
function diffLines(old: readonly string[], now: readonly string[]): ChangedLines[] {
  const most = Math.min(old.length, now.length)
  let [first, last] = [0, 0]
  while (first < most && old[first] === now[first]) first++
  while (last < most - first && old[old.length - 1 - last] === now[now.length - 1 - last]) last++
  const [before, after] = [old.slice(first, old.length - last), now.slice(first, now.length - last)]
  if (before.length > maxCompared || after.length > maxCompared) return [{ to: first, removed: before.length, added: after.length }]
  return diffIndices(before, after).map(({ buffer1: [, removed], buffer2: [to, added] }) => ({ to: to + first, removed, added }))
}
