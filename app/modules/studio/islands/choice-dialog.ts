// Shows the same paragraph twice, to choose from.
import { type Choice, choiceLabels } from '../editor/choices.ts'
import type { Conflict } from '../editor/saving.ts'
import { button, make } from './elements.ts'

const choices: readonly Choice[] = ['mine', 'theirs', 'both']

/** Asks over the text; until it is answered nothing is saved, and writing can go on. */
export function askForChoices(host: HTMLElement, { by, parts }: Conflict, settle: (chosen: Choice[]) => void) {
  const places = parts.flatMap((part) => ('mine' in part ? [part] : []))
  const chosen = places.map((): Choice => 'mine')
  const panel = make(
    'section',
    { className: 'writing-ask', role: 'alertdialog', 'aria-label': '同一段两个人都改了', tabIndex: -1 },
    make('p', {}, `您写的时候，${by}也改了同一段，已经先存上了。每一处请选一个；没选上的也留在“以前的稿”里，丢不了。`),
    ...places.map((place, nth) =>
      make(
        'fieldset',
        { className: 'writing-choice' },
        make('legend', {}, `第 ${nth + 1} 处`),
        ...choices.map((choice) =>
          make(
            'label',
            { className: 'writing-option' },
            make(
              'span',
              {},
              make('input', {
                type: 'radio',
                name: `choice-${nth}`,
                value: choice,
                checked: choice === 'mine',
                onchange: () => (chosen[nth] = choice),
              }),
              ` ${choiceLabels[choice]}`,
            ),
            choice === 'both' ? null : make('q', {}, place[choice].trim() || '（删掉了这一段）'),
          ),
        ),
      ),
    ),
    button(
      '就这样存',
      () => {
        panel.remove()
        settle(chosen)
      },
      { className: 'button' },
    ),
  )
  host.before(panel)
  panel.focus()
  panel.scrollIntoView({ block: 'nearest' })
}
