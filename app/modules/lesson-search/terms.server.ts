// The terms under which a text is indexed: every two neighbouring Chinese characters, every word, and the initials of headings.
import { listInitials } from '#app/text/name-sounds.server.ts'
import { listRuns, type Run, toWord } from './runs.ts'

/** Each two neighbours. */
export const pairsOf = (signs: readonly string[]): string[] => signs.slice(1).map((sign, i) => `${signs[i] ?? ''}${sign}`)

/**
 * The terms of a text, in its order. The last character of a run stands alone too: it begins no pair, and a single character is looked for as
 * the beginning of a term.
 */
export const toTerms = (text: string): string =>
  listRuns(text)
    .flatMap((run) => (run.isChinese ? [...pairsOf(run.signs), run.signs.at(-1) ?? ''] : [toWord(run)]))
    .join(' ')

const initialsKnown = new Map<string, readonly string[]>()

/** The letters that the readings of a character begin with: 重 is zhong and chong. */
function initialsOf(sign: string): readonly string[] {
  let initials = initialsKnown.get(sign)
  if (!initials) {
    initials = [...new Set(listInitials(sign).flat())]
    if (initialsKnown.size > 40_000) initialsKnown.clear()
    initialsKnown.set(sign, initials)
  }
  return initials
}

/** The initials of each two neighbouring characters, in all readings. */
export const toSoundTerms = (heading: string): string =>
  [
    ...new Set(
      listRuns(heading).flatMap(({ isChinese, signs }) =>
        isChinese
          ? signs.slice(1).flatMap((sign, i) => {
              const after = initialsOf(sign)
              return initialsOf(signs[i] ?? '').flatMap((first) => after.map((second) => first + second))
            })
          : [],
      ),
    ),
  ].join(' ')

/** Where these initials stand in a run of characters, as places of its first signs. */
export function findInitials({ isChinese, signs }: Run, letters: readonly string[]): number[] {
  if (!isChinese) return []
  const last = signs.length - letters.length
  const fits = (start: number) => letters.every((letter, i) => initialsOf(signs[start + i] ?? '').includes(letter))
  return Array.from({ length: Math.max(0, last + 1) }, (_, start) => start).filter(fits)
}
