// The script of desk pages: drafts of long forms, printing, copying. Everything works without it.
import { getPressedButton, trackPressedButton } from '#app/phone/pressed-button.ts'
import { setUpCopyButtons } from './copy-buttons.ts'
import { setUpReorderLists } from './reorder-list.ts'
import { setUpPrintLinks } from './print-links.ts'
import { deleteAllDrafts, deleteDraft, type Draft, keepDraft, markUnsent, readDraft } from '../drafts/draft-store.ts'

type Entry = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const account = document.querySelector<HTMLElement>('.desk')?.dataset.account ?? ''
/** Forms with fewer fields are quickly filled in again. */
const minEntries = 3

/** Fields that are never kept: secrets, files, and numbers and phones of persons. */
const isKept = (entry: Entry) =>
  entry.name !== '' &&
  !['hidden', 'password', 'file', 'tel', 'search'].includes(entry.type) &&
  entry.autocomplete !== 'off' &&
  !/phone|number$|pin|secret|token/i.test(entry.name)

const entriesOf = (form: HTMLFormElement) => [...form.elements].filter((entry): entry is Entry => 'name' in entry && isKept(entry as Entry))

const isTick = (entry: Entry): entry is HTMLInputElement => entry.type === 'checkbox' || entry.type === 'radio'

const valuesOf = (form: HTMLFormElement): Draft['fields'] =>
  entriesOf(form).flatMap((entry): Draft['fields'] => (isTick(entry) && !entry.checked ? [] : [[entry.name, entry.value]]))

function fill(form: HTMLFormElement, fields: Draft['fields']) {
  const left = [...fields]
  for (const entry of entriesOf(form)) {
    const nth = left.findIndex(([name, value]) => name === entry.name && (!isTick(entry) || value === entry.value))
    const kept = left[nth]
    if (isTick(entry)) entry.checked = kept !== undefined
    else if (kept) entry.value = kept[1]
    if (kept) left.splice(nth, 1)
  }
}

const isSame = (one: Draft['fields'], other: Draft['fields']) => JSON.stringify(one) === JSON.stringify(other)

/** Offers a draft above its form: it is put in only on request, because the server may know more by now. */
function offer(form: HTMLFormElement, id: string, draft: Draft) {
  const note = document.createElement('div')
  note.className = 'notice info draft'
  note.setAttribute('role', 'status')
  const words = document.createElement('p')
  const time = new Date(draft.at)
  const clock = `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`
  words.textContent = `这张表上次没有填完就离开了（${time.getMonth() + 1}月${time.getDate()}日 ${clock}）。填过的还在这台电脑上。`
  const row = document.createElement('div')
  row.className = 'row'
  const add = (label: string, work: () => void) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button plain'
    button.textContent = label
    button.addEventListener('click', () => {
      work()
      note.remove()
    })
    row.append(button)
  }
  add('接着填', () => {
    fill(form, draft.fields)
    entriesOf(form)[0]?.focus()
  })
  add('不要了', () => deleteDraft(localStorage, account, id))
  note.append(words, row)
  form.before(note)
}

const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
const isBack = navigation?.type === 'back_forward'
/** Whether this page says that a form was not received. Older browsers do not know the status of the answer. */
const isRefused = (navigation?.responseStatus ?? 0) >= 400 || document.querySelector('.desk-main [role=alert], [data-unsent]') !== null

function keepDraftsOf(form: HTMLFormElement, id: string) {
  const initial = valuesOf(form)
  const known = readDraft(localStorage, account, id, Date.now())
  // A form that comes back refused has what was typed; one that was received needs no draft.
  if (known?.isSent && !isBack) deleteDraft(localStorage, account, id)
  else if (known && !isRefused && !isSame(known.fields, initial)) offer(form, id, known)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = (isSent: boolean) => {
    clearTimeout(timer)
    const fields = valuesOf(form)
    if (isRefused || !isSame(fields, initial)) keepDraft(localStorage, account, id, { fields, at: Date.now(), isSent })
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => keep(false), 300)
  })
  form.addEventListener('submit', () => keep(true))
  window.addEventListener('pagehide', () => timer && keep(readDraft(localStorage, account, id, Date.now())?.isSent ?? false))
}

/**
 * Sends a form once, however often it is pressed while its answer is awaited. The server does the same for forms without files; a
 * file would be uploaded twice.
 */
function sendOnce() {
  const awaited = 5_000
  let sent: { form: EventTarget | null; at: number } | null = null
  trackPressedButton()
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented || form.method !== 'post' || getPressedButton(form)?.hasAttribute('data-download')) return
    if (sent?.form === form && event.timeStamp - sent.at < awaited) event.preventDefault()
    else sent = { form, at: event.timeStamp }
  })
  window.addEventListener('pageshow', () => (sent = null))
}

setUpPrintLinks()
setUpCopyButtons()
setUpReorderLists()
sendOnce()
if (isRefused) markUnsent(localStorage, location.pathname)
if (account) {
  const forms = [...document.querySelectorAll<HTMLFormElement>('.desk-main form[method=post]')]
  for (const [nth, form] of forms.entries())
    if (entriesOf(form).length >= minEntries) keepDraftsOf(form, `${location.pathname}#${form.id || nth}`)
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => deleteAllDrafts(localStorage))
}
