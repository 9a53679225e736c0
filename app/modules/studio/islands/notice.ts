// What happened, in a few sentences over the text, until it is read or something else happened. The state of saving has a line of its own.
import { button, make } from './elements.ts'

export interface Said {
  sentence: string
  /** What is still to be done, one by one. */
  more?: readonly string[]
  isWarning?: boolean
}

export function createNotice() {
  const element = make('div', { className: 'writing-said', role: 'status' })
  const clear = () => element.replaceChildren()
  return {
    element,
    clear,
    say: ({ sentence, more = [], isWarning }: Said) => {
      if (sentence === '') return clear()
      element.className = isWarning ? 'writing-said warn' : 'writing-said'
      element.replaceChildren(
        make('span', {}, sentence),
        ...(more.length > 0 ? [make('ul', {}, ...more.map((one) => make('li', {}, one)))] : []),
        button('知道了', clear),
      )
    },
  }
}
