// Makes fill-in and order checks answer, works calculators out, and reads the summary for the family aloud. Without it answers are in a
// fold, steps are a numbered list to think over, a calculator leads to its page, and the summary is text.
import { answerSeparator, isRightAnswer } from '../answers.ts'
import { calculatorKinds, parseFreightTable, workOut } from '../calculators.ts'

interface Properties {
  type?: string
  className?: string
  textContent?: string
  autocomplete?: 'off'
  maxLength?: number
}

function make<Name extends 'button' | 'form' | 'input' | 'label' | 'p' | 'span'>(name: Name, properties: Properties, ...inside: Node[]) {
  const made = document.createElement(name)
  Object.assign(made, properties)
  made.append(...inside)
  return made
}

/** A line that screen readers say when it changes. */
function makeStatus() {
  const line = make('p', { className: 'said' })
  line.setAttribute('role', 'status')
  return line
}

const showVerdict = (line: HTMLElement, isRight: boolean, words: string) => {
  line.className = isRight ? 'said right' : 'said wrong'
  line.textContent = words
}

/** A field, and a button that compares it with the allowed answers; the right one opens the explanation. */
class FillIn extends HTMLElement {
  connectedCallback() {
    const { answer = '', unit = '' } = this.dataset
    const fold = this.querySelector('details')
    const field = make('input', { type: 'text', autocomplete: 'off', maxLength: 60 })
    const said = makeStatus()
    const form = make(
      'form',
      {},
      make('label', {}, make('span', { textContent: '我的答案' }), field, make('span', { textContent: unit })),
      make('button', { className: 'button plain wide', textContent: '对一对' }),
      said,
    )
    let wrong = 0
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (field.value.trim() === '') showVerdict(said, false, '先写一个答案。')
      else if (isRightAnswer(field.value, answer.split(answerSeparator), unit)) {
        showVerdict(said, true, '✓ 对了。')
        if (fold) fold.open = true
      } else showVerdict(said, false, ++wrong > 1 ? '✗ 还不对。可以点下面的“看答案”。' : '✗ 不对，再想一想。')
    })
    fold?.before(form)
  }
}

/** Two buttons at each step move it up and down; each move is said. */
class Order extends HTMLElement {
  connectedCallback() {
    const list = this.querySelector('ol')
    if (!list) return
    const said = makeStatus()
    const placeOf = (step: Element) => [...list.children].indexOf(step)
    const steps = [...list.children] as HTMLElement[]
    const show = () =>
      [...list.children].forEach((step, i, { length }) => {
        const [up, down] = step.querySelectorAll('button')
        up?.setAttribute('aria-disabled', String(i === 0))
        down?.setAttribute('aria-disabled', String(i === length - 1))
      })
    const move = (step: HTMLElement, by: -1 | 1, button: HTMLElement) => {
      const words = step.firstElementChild?.textContent ?? ''
      const other = by < 0 ? step.previousElementSibling : step.nextElementSibling
      if (other) list.insertBefore(by < 0 ? step : other, by < 0 ? other : step)
      button.focus() // moving it took the focus away
      said.className = 'said'
      const place = `第 ${placeOf(step) + 1} 步，共 ${steps.length} 步`
      said.textContent = other ? `“${words}”移到${place}。` : `“${words}”已经是${place}，不能再移。`
      show()
    }
    for (const step of steps) {
      const words = step.firstElementChild?.textContent ?? ''
      for (const [by, sign, name] of [[-1, '↑', '往上移'] as const, [1, '↓', '往下移'] as const]) {
        const button = make('button', { type: 'button', textContent: sign })
        button.setAttribute('aria-label', `${words}：${name}`)
        button.addEventListener('click', () => move(step, by, button))
        step.append(button)
      }
    }
    const compare = make('button', { type: 'button', className: 'button plain wide', textContent: '对一对' })
    compare.addEventListener('click', () => {
      const misplaced = steps.filter((step) => step.dataset.place !== String(placeOf(step) + 1)).length
      if (misplaced > 0) return showVerdict(said, false, `✗ 有 ${misplaced} 步的位置不对，再移一移。`)
      showVerdict(said, true, '✓ 次序对了。')
      const fold = this.querySelector('details')
      if (fold) fold.open = true
    })
    list.after(compare, said)
    this.classList.add('moves')
    show()
  }
}

/** A button that reads the text aloud, where the phone itself has a Chinese voice: one over the network would cost data. */
class Family extends HTMLElement {
  connectedCallback() {
    if (!('speechSynthesis' in window)) return
    let button: HTMLButtonElement | null = null
    const offer = () => {
      const voice = speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)\b/i.test(lang))
      if (!voice || button) return
      button = make('button', { type: 'button', className: 'button plain wide', textContent: '念给我听' })
      button.addEventListener('click', () => (speechSynthesis.speaking ? stop() : speak(voice)))
      this.append(button)
    }
    const show = (isSpeaking: boolean) => button && (button.textContent = isSpeaking ? '停下来' : '念给我听')
    const stop = () => {
      speechSynthesis.cancel()
      show(false)
    }
    const speak = (voice: SpeechSynthesisVoice) => {
      // Sentence by sentence: some phones stop in the middle of a long text.
      const sentences = this.querySelector('div')?.textContent?.match(/[^。！？\n]+[。！？]?/g) ?? []
      sentences.forEach((sentence, i) => {
        const spoken = Object.assign(new SpeechSynthesisUtterance(sentence), { voice, lang: voice.lang, rate: 0.9 })
        if (i === sentences.length - 1) spoken.addEventListener('end', () => show(false))
        spoken.addEventListener('error', () => show(false))
        speechSynthesis.speak(spoken)
      })
      show(sentences.length > 0)
    }
    offer()
    speechSynthesis.addEventListener?.('voiceschanged', offer)
    addEventListener('pagehide', stop)
  }
}

/** A calculator of a kind works out at each change; the button, which leads to its page, goes. */
function followCalculator(calculator: HTMLElement) {
  const kind = calculatorKinds.find((one) => one === calculator.dataset.kind)
  const form = calculator.querySelector('form')
  const answer = calculator.querySelector('.calculator-answer')
  if (!kind || !form || !answer) return
  calculator.querySelector('button')?.remove()
  const cells = [...calculator.querySelectorAll('tr')]
  form.addEventListener('input', () => {
    const values: Record<string, string> = {}
    new FormData(form).forEach((value, name) => (values[name] = String(value)))
    const table = parseFreightTable(values.table ?? '')
    const { rows, sentence, faults } = workOut(kind, { values, zone: values.zone ?? '', ...(table && { table }) })
    rows.forEach(({ label, amount }, i) => {
      const [head, cell] = cells[i]?.children ?? []
      if (head && cell) [head.textContent, cell.textContent] = [label, amount]
    })
    for (const field of form.querySelectorAll<HTMLInputElement>('input:not([type])'))
      if (faults.includes(field.name)) field.setAttribute('aria-invalid', 'true')
      else field.removeAttribute('aria-invalid')
    answer.textContent = sentence
  })
  form.addEventListener('submit', (event) => event.preventDefault())
}

for (const calculator of document.querySelectorAll<HTMLElement>('lesson-calculator[data-kind]')) followCalculator(calculator)
customElements.define('lesson-fill-in', FillIn)
customElements.define('lesson-order', Order)
customElements.define('lesson-family', Family)
