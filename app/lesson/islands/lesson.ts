// Makes a lesson interactive: exercises answer, ticks are kept, and progress is stored on the phone until the server
// has it.
import { parseAmount } from '#app/text/parse-amount.ts'
import { formatProfit, profitParts, computeProfitShares, type ProfitInput } from '../profit.ts'
import { createProgressSender } from '#app/phone/progress-sender.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'
import { startPhone } from '#app/phone/start-phone.ts'
import { traineePlaces } from '#app/shell/trainee-nav.ts'
import { isStuckKey, toStuckKey } from '../version-mark.ts'
import { openProgressMemory } from '#app/phone/progress-memory.ts'

/** Whether the worker served a cached copy because the network did not answer: then the phone may know more. */
const isKeptCopy = () => document.querySelector('[data-kept-copy]') !== null

const lesson = document.querySelector<HTMLElement>('.lesson')
const { account, course = '', lesson: slug = '', done = '', marks = '{}', lessons = '' } = lesson?.dataset ?? {}

const saved = document.getElementById('saved')
const sender = account ? createProgressSender(account, (line) => saved && (saved.textContent = line)) : null
const seen = new Set(done.split(' ').filter(Boolean))
const before = JSON.parse(marks) as Record<string, string>
/** The version that this page shows. */
const version = document.querySelector<HTMLInputElement>('#stuck input')?.value ?? ''

/**
 * Shows what the rendered page does not know: what waits to be sent, and on a cached copy everything that this phone
 * remembers.
 */
async function remember() {
  if (!account) return
  const remembered = [...(isKeptCopy() ? await openProgressMemory(account).of(course) : []), ...((await sender?.waiting()) ?? [])]
  for (const event of remembered.filter((one) => one.course === course && one.lesson === slug)) {
    if (event.kind === 'section') seen.add(event.section)
    else if (!isStuckKey(event.key) || event.version === version) before[event.key] = event.value
  }
  weave()
}

/** The band under the title fills as one reads. */
const sections = [...document.querySelectorAll<HTMLElement>('[data-section]')]
function weave() {
  const band = document.querySelector<HTMLElement>('.weave > i')
  if (band && account)
    band.style.width = `${(100 * sections.filter(({ dataset }) => seen.has(dataset.section ?? '')).length) / Math.max(1, sections.length)}%`
}

const now = () => new Date().toISOString()
const tellSection = (section: string) => {
  if (seen.has(section)) return
  seen.add(section)
  weave()
  sender?.add({ kind: 'section', course, lesson: slug, section, at: now() })
}
const tellMark = (key: string, value: string) =>
  sender?.add({ kind: 'mark', course, lesson: slug, key, value, ...(version && { version }), at: now() })

/** Opening an option is answering; the first answer is kept, and the last one stays open. */
class Check extends HTMLElement {
  connectedCallback() {
    const options = [...this.querySelectorAll('details')]
    const key = `check:${this.dataset.check}`
    const chosen = options[Number(before[key])]
    if (chosen) chosen.open = true
    options.forEach((option, i) =>
      option.addEventListener('toggle', () => {
        if (!option.open) return
        for (const other of options) if (other !== option) other.open = false
        if (before[key] !== String(i)) tellMark(key, (before[key] = String(i)))
      }),
    )
  }
}

class Checklist extends HTMLElement {
  connectedCallback() {
    for (const box of this.querySelectorAll('input')) {
      const key = `item:${this.dataset.checklist}/${box.name}`
      if (key in before) box.checked = before[key] === '1'
      box.addEventListener('change', () => tellMark(key, box.checked ? '1' : '0'))
    }
  }
}

class Calculator extends HTMLElement {
  connectedCallback() {
    if (this.dataset.kind) return // lesson-exercises.ts works it out
    const form = this.querySelector('form')
    const answer = this.querySelector('.calculator-answer')
    if (!form || !answer) return
    this.querySelector('button')?.remove()
    form.addEventListener('input', () => {
      const entered = new FormData(form)
      const sale = Object.fromEntries(
        profitParts.map(({ name }) => [name, Math.max(0, parseAmount(String(entered.get(name))) ?? 0)]),
      ) as ProfitInput
      for (const { name, amount } of computeProfitShares(sale)) {
        const share = this.querySelector(`[data-share=${name}]`)
        if (share) share.textContent = amount
      }
      answer.textContent = formatProfit(sale)
    })
    form.addEventListener('submit', (event) => event.preventDefault())
  }
}

/** One press says that a section was not understood, another one takes it back. */
function setUpStuckButtons() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.stuck')) {
    const [section = ''] = button.value.split(' ')
    const key = toStuckKey(section)
    const show = () => (button.value = `${section} ${before[key] === '1' ? 0 : 1}`)
    show()
    button.addEventListener('click', (event) => {
      event.preventDefault()
      tellMark(key, (before[key] = before[key] === '1' ? '0' : '1'))
      show()
    })
  }
}

/** A section is read once its end has been on the screen. */
function watch() {
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) tellSection((target as HTMLElement).dataset.end ?? '')
  })
  for (const end of document.querySelectorAll('[data-end]')) watcher.observe(end)
}

void remember()
  .catch(() => undefined)
  .then(() => {
    customElements.define('lesson-check', Check)
    customElements.define('lesson-checklist', Checklist)
    customElements.define('lesson-calculator', Calculator)
    setUpStuckButtons()
    watch()
  })

/** The button at the end moves on at once; its event is stored and sent when possible. */
const form = document.querySelector<HTMLFormElement>('#lesson-done')
form?.addEventListener('submit', (event) => {
  event.preventDefault()
  const entered = new FormData(form)
  for (const section of String(entered.get('sections')).split(',')) tellSection(section)
  const next = entered.get('next')
  void sender?.settle(1500).then(() => {
    // If neither the server nor the phone has stored it, it exists only on this page: then the page stays, and the
    // status line says why.
    if (sender.canLeave()) location.assign(next ? `/courses/${course}/${String(next)}` : `/courses/${course}`)
  })
})

if (account)
  startPhone({
    account,
    keep: [
      ...traineePlaces,
      `/courses/${course}`,
      `/ask/${course}`,
      ...lessons.split(' ').map((one) => `/courses/${course}/${one}`),
      ...[...document.querySelectorAll<HTMLElement>('[data-outbox]')].map(({ dataset }) => dataset.next ?? ''),
    ],
    hasProgressSender: true,
    hasFormSender: document.querySelector('[data-outbox]') !== null,
  })
else setUpTextSizeForm()
