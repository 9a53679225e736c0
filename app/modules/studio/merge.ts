// Merges what two people wrote at the same time. Different blocks are merged; the same block is shown twice, to choose from.
import { diff3Merge } from 'node-diff3'
import { cutBlocks } from './blocks.ts'

/** A part of a merged text: agreed, or written differently by two people. */
export type MergedPart = { text: string } | { mine: string; theirs: string; base: string }

export interface Merged {
  parts: MergedPart[]
  /** The whole text; null as long as somebody must choose. */
  text: string | null
}

/** Words and gaps apart, so that two neighbouring blocks that were both changed still have something in between that was not. */
const toTokens = (text: string, isYaml: boolean) =>
  cutBlocks(text, { isYaml }).flatMap((block) => (block.gap ? [block.text, block.gap] : [block.text]))

/** Merges two texts that were both written from the same one. */
export function mergeTexts({ base, mine, theirs }: { base: string; mine: string; theirs: string }, { isYaml = false } = {}): Merged {
  if (mine === theirs || theirs === base) return { parts: [{ text: mine }], text: mine }
  if (mine === base) return { parts: [{ text: theirs }], text: theirs }
  const [a, o, b] = [mine, base, theirs].map((text) => toTokens(text, isYaml)) as [string[], string[], string[]]
  const parts = diff3Merge(a, o, b, { excludeFalseConflicts: true }).flatMap((region): MergedPart[] => {
    if (region.ok) return [{ text: region.ok.join('') }]
    return region.conflict ? settle(region.conflict) : []
  })
  const isWhole = parts.every((part) => 'text' in part)
  return { parts: join(parts), text: isWhole ? parts.map((part) => ('text' in part ? part.text : '')).join('') : null }
}

/** Where both have as many tokens as before, each is looked at by itself: only what both changed, and differently, is in conflict. */
function settle({ a, o, b }: { a: string[]; o: string[]; b: string[] }): MergedPart[] {
  if (a.length !== o.length || b.length !== o.length) return [{ mine: a.join(''), theirs: b.join(''), base: o.join('') }]
  return o.map((base, at) => {
    const [mine = '', theirs = ''] = [a[at], b[at]]
    if (mine === theirs || theirs === base) return { text: mine }
    return mine === base ? { text: theirs } : { mine, theirs, base }
  })
}

const join = (parts: readonly MergedPart[]) =>
  parts.reduce<MergedPart[]>((joined, part) => {
    const last = joined.at(-1)
    if (last && 'text' in last && 'text' in part) joined[joined.length - 1] = { text: last.text + part.text }
    else joined.push(part)
    return joined
  }, [])
