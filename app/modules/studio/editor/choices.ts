// Puts a text together again of which two people wrote some paragraphs differently.
import type { MergedPart } from '../merge.ts'

export type Choice = 'mine' | 'theirs' | 'both'

export const choiceLabels: Record<Choice, string> = { mine: '用我写的', theirs: '用对方写的', both: '两段都要，回头再改' }

const join = (one: string, other: string) =>
  one.trim() === '' ? other : other.trim() === '' ? one : `${one.replace(/\n*$/, '')}\n\n${other}`

/** The text with one of the two, or both, in each place where somebody had to choose. `choose` gets the place among those, from 0. */
export function settleParts(parts: readonly MergedPart[], choose: (nth: number) => Choice): string {
  let nth = 0
  return parts
    .map((part) => {
      if ('text' in part) return part.text
      const choice = choose(nth++)
      return choice === 'mine' ? part.mine : choice === 'theirs' ? part.theirs : join(part.mine, part.theirs)
    })
    .join('')
}
