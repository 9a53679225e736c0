// How text is cut for searching: runs of Chinese characters and words of other letters and digits. What is indexed, what is typed and what is
// marked are cut by the same rule.

/** Signs that stand together, compared without width and case, with the place of each in the text it comes from. */
export interface Run {
  isChinese: boolean
  signs: string[]
  /** Where each sign begins and ends in the text. */
  from: number[]
  to: number[]
}

type Kind = 'chinese' | 'word' | 'hidden' | null

function kindOf(sign: string): Kind {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0x4e00 && code <= 0x9fff) return 'chinese'
  if (code < 0x80) return /[a-z0-9]/.test(sign) ? 'word' : null
  if (/\p{Default_Ignorable_Code_Point}/u.test(sign)) return 'hidden'
  if (/\p{Script=Han}/u.test(sign)) return 'chinese'
  return /[\p{L}\p{N}\p{M}]/u.test(sign) ? 'word' : null
}

/** Whether a sign is compared as it stands. */
const isPlain = (sign: string) => /^[\u4e00-\u9fff\u3000-\u3002\u201c\u201da-z0-9 ]$/.test(sign)

/** Cuts a text into its runs, in their order. */
export function listRuns(text: string): Run[] {
  const runs: Run[] = []
  let isOpen = false
  let at = 0
  for (const written of text) {
    const end = at + written.length
    for (const sign of isPlain(written) ? [written] : written.normalize('NFKC').toLowerCase()) {
      const kind = kindOf(sign)
      if (kind === 'hidden') continue
      const isChinese = kind === 'chinese'
      let run = runs.at(-1)
      if (kind !== null && (!isOpen || run?.isChinese !== isChinese)) runs.push((run = { isChinese, signs: [], from: [], to: [] }))
      isOpen = kind !== null
      if (!isOpen) continue
      run?.signs.push(sign)
      run?.from.push(at)
      run?.to.push(end)
    }
    at = end
  }
  return runs
}

/** Longer words are found by their beginning. */
const maxWordLength = 40

/** A word of letters and digits as it is indexed and looked for. */
export const toWord = ({ signs }: Pick<Run, 'signs'>) => signs.slice(0, maxWordLength).join('')
