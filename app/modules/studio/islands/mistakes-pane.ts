// What is wrong with the text, each at its line in one sentence; what can be mended by pressing has a button, and what may stay can be waved
// through. What was waved through is below, to be taken back.
import type { PlacedFinding } from '../editor/preview-document.ts'
import type { Mend } from '../editor/mends/mends.ts'
import { countMistakes, type Listed } from '../editor/mistakes.ts'
import { canBeWaved, findReasonFault, nameOfFinding, readAccepted, readingRules, type WavedName } from '../editor/waving.ts'
import { button, labelled, make, setFault } from './elements.ts'
import { openFormDialog } from './form-dialog.ts'

interface MistakeActions {
  goTo: (line: number, column: number) => void
  mend: (mend: Mend) => void
  /** Waves a finding through; returns why that is not possible, or null. */
  wave: (finding: PlacedFinding, reason: string) => string | null
  takeBack: (waved: WavedName) => void
}

function askForReason(finding: PlacedFinding, wave: MistakeActions['wave']) {
  const entry = make('input', { type: 'text', maxLength: 80, autocomplete: 'off' })
  openFormDialog({
    title: `放行：${readingRules[finding.rule]}（${finding.what}）`,
    done: '放行',
    fields: make(
      'div',
      {},
      make('p', {}, finding.reason),
      labelled('为什么这里可以这样写', entry, '理由和课文存在一起，审稿人看得到，学员看不到。'),
    ),
    submit: () => {
      const fault = findReasonFault(entry.value) ?? wave(finding, entry.value)
      setFault(entry, fault)
      return fault === null
    },
  })
}

export function showMistakes(element: HTMLElement, source: string, listed: readonly Listed[], actions: MistakeActions) {
  const { goTo, mend, wave, takeBack } = actions
  const accepted = readAccepted(source)
  const isOpen = element.querySelector('details')?.open === true
  element.replaceChildren()
  if (listed.length > 0)
    element.append(
      make('h2', {}, countMistakes(listed)),
      make(
        'ol',
        {},
        ...listed.map(({ line, column, reason, isMistake, mend: found, finding }) =>
          make(
            'li',
            { className: isMistake ? 'mistake' : '' },
            button(`第 ${line} 行`, () => goTo(line, column), { className: 'place' }),
            make('span', {}, reason),
            found && button(found.label, () => mend(found)),
            finding && canBeWaved(finding.rule)
              ? button('放行…', () => askForReason(finding, wave), {
                  'aria-label': `放行：${readingRules[finding.rule]}（${finding.what}）`,
                })
              : null,
          ),
        ),
      ),
    )
  if (accepted.length > 0)
    element.append(
      make(
        'details',
        { open: isOpen },
        make('summary', {}, `放行了的（${accepted.length}）`),
        make(
          'ul',
          {},
          ...accepted.map((one) =>
            make(
              'li',
              {},
              make('span', {}, make('b', {}, `${readingRules[one.rule]}：${one.what}`), ` ${one.reason}`),
              button('收回', () => takeBack(one), { 'aria-label': `收回：${nameOfFinding(one)}` }),
            ),
          ),
        ),
      ),
    )
}
