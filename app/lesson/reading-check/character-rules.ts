// Characters that many readers do not know.
import { commonCharacters } from './common-characters.ts'
import { type Found, wholeLesson } from './findings.ts'
import { knownCharacters, plainTerms } from './known-characters.ts'
import type { LessonText } from './lesson-text.ts'
import { readingLimits } from './limits.ts'

const { knownRank, easyRank, uncommonPercent, minCharacters } = readingLimits

const ranks = new Map(Array.from(commonCharacters, (sign, i) => [sign, i + 1]))

/** The rank of a character by frequency, from 1; null if it is not among the commonest 3,500. */
export const rankOf = (sign: string): number | null => ranks.get(sign) ?? null

interface Uncommon {
  sign: string
  at: number
  times: number
  /** The words around it. */
  text: string
  place: number
  offsets: readonly number[]
}

/** Names each rare character once, and counts the uncommon ones. `words` are known to the readers besides. */
export function checkCharacters({ blocks }: LessonText, words: readonly string[]): Found[] {
  const known = new Set(words.flatMap((word) => [...word]))
  const uncommon = new Map<string, Uncommon>()
  let all = 0
  for (const { text, offsets } of blocks)
    for (const { 0: sign, index } of text.matchAll(/\p{Script=Han}/gu)) {
      all += 1
      if ((ranks.get(sign) ?? Infinity) <= easyRank || knownCharacters.has(sign) || known.has(sign)) continue
      const met = uncommon.get(sign)
      if (met) met.times += 1
      else uncommon.set(sign, { sign, at: offsets[index] ?? 0, times: 1, text, place: index, offsets })
    }
  return [...[...uncommon.values()].filter(({ sign }) => !ranks.has(sign)).map(nameRare), ...checkShare([...uncommon.values()], all)]
}

function nameRare({ sign, at, times, text, place, offsets }: Uncommon): Found {
  const often = times > 1 ? `（这一课用了 ${times} 次）` : ''
  const found = { rule: 'rare-character' as const, at, what: sign }
  for (const [rare, plain] of plainTerms) {
    const start = place - rare.indexOf(sign)
    if (!rare.includes(sign) || text.slice(start, start + rare.length) !== rare) continue
    const from = offsets[start] ?? at
    const to = (offsets[start + rare.length - 1] ?? at) + 1
    if (to - from !== rare.length) continue // there is a mark between its characters
    return {
      ...found,
      reason: `“${sign}”不在最常用的 ${knownRank} 个字里${often}，不少人不认得。“${rare}”可以说成“${plain}”。`,
      mend: { from, to, insert: plain, label: `改成“${plain}”` },
    }
  }
  return { ...found, reason: `“${sign}”不在最常用的 ${knownRank} 个字里${often}，不少人不认得。换一个常见的说法，或者在旁边解释。` }
}

function checkShare(uncommon: readonly Uncommon[], all: number): Found[] {
  const count = uncommon.reduce((sum, { times }) => sum + times, 0)
  const percent = (100 * count) / all
  const [first] = uncommon
  if (!first || all < minCharacters || percent <= uncommonPercent) return []
  const named = uncommon.slice(0, 12).map(({ sign }) => sign)
  return [
    {
      rule: 'uncommon-share',
      at: first.at,
      what: wholeLesson,
      reason: `每 100 个字里有 ${percent.toFixed(1)} 个不在最常用的 ${easyRank} 个字里，最多 ${uncommonPercent} 个。有：${named.join('')}${uncommon.length > named.length ? '等' : ''}。换几个常见的说法。`,
    },
  ]
}
