// What is wrong with the text, each at its line in one sentence; what can be mended by pressing has a button.
import type { Preview } from '../editor/preview-document.ts'
import { findMend, type Mend } from '../editor/mends.ts'
import { button, make } from './elements.ts'

interface MistakeActions {
  goTo: (line: number, column: number) => void
  mend: (mend: Mend) => void
}

interface Listed {
  line: number
  column: number
  reason: string
  isMistake: boolean
  mend: Mend | null
}

/** All that is to be done, what keeps the lesson from being shown first. */
export function listMistakes(source: string, { problems, remarks, findings }: Preview): Listed[] {
  const own = [...problems.map((one) => ({ ...one, isMistake: true })), ...remarks.map((one) => ({ ...one, isMistake: false }))]
  return [
    ...own.map(({ column = 1, ...one }) => ({ ...one, column, mend: findMend(source, { ...one, column }) })),
    ...findings.map(({ line, column = 1, reason, mend = null }) => ({ line, column, reason, isMistake: false, mend })),
  ]
}

export function showMistakes(element: HTMLElement, listed: readonly Listed[], { goTo, mend }: MistakeActions) {
  if (listed.length === 0) return element.replaceChildren()
  const mistakes = listed.filter(({ isMistake }) => isMistake).length
  element.replaceChildren(
    make(
      'h2',
      {},
      mistakes > 0
        ? `要改的地方（${mistakes}）${listed.length > mistakes ? `，读起来可以更好的（${listed.length - mistakes}）` : ''}`
        : `读起来可以更好的地方（${listed.length}）`,
    ),
    make(
      'ol',
      {},
      ...listed.map(({ line, column, reason, isMistake, mend: found }) =>
        make(
          'li',
          { className: isMistake ? 'mistake' : '' },
          button(`第 ${line} 行`, () => goTo(line, column), { className: 'place' }),
          make('span', {}, reason),
          found && button(found.label, () => mend(found)),
        ),
      ),
    ),
  )
}
