// Hydrates a page with forms of an owner or a trainee: they are sent at once and stored on the phone until the server has them, pictures are
// shrunk before they are sent, and a voice can be recorded into the form. Without scripts everything is a plain form.
import { toDay } from '#app/calendar.ts'
import { onDeliveries, registerSync } from '../background.ts'
import { formatUnsaved } from '../outbox.ts'
import { trackPressedButton, getPressedButton } from '../pressed-button.ts'
import { offerReload, isReload } from '../reload.ts'
import { startSender } from '../sender.ts'
import { deliverForm, type FormReply, isWaitingForm, type StoredForm, openForms, formTimeout } from '../stored-forms.ts'
import {
  readFields,
  fillForm,
  clearErrors,
  isSameForm,
  isTouched,
  findMissingFields,
  computeFormKey,
  showErrors,
  serialiseForm,
  summariseForm,
} from './filled-form.ts'
import { setUpPicturePickers } from './pictures.ts'
import { setUpVoiceRecorder } from './voice.ts'

const page = document.querySelector<HTMLElement>('[data-owner], [data-phone], .lesson[data-account]')?.dataset ?? {}
/** Whose forms the page has. */
const account = page.owner ?? page.phone ?? page.account ?? ''
const status = document.getElementById('saved')
const list = document.getElementById('waiting')

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-outbox]')]

const box = openForms(account)
/** The form that was sent last: where it has a place for it, the status stands there too, under the thumb. */
let lastForm: HTMLFormElement | null = null
const say = (line: string) => {
  for (const place of [status, lastForm?.querySelector('[data-form-status]')]) if (place) place.textContent = line
  void showWaiting()
}
/** Forms on the screen that wait for the server's reply; each callback returns whether it handled the reply. */
const listening = new Map<string, (said: FormReply) => boolean>()
/** The server accepted something that waited, and the page still shows the state from before. */
let isOutdated = false
const applyReply = (key: string, said: FormReply) => {
  const listener = listening.get(key)
  listening.delete(key)
  if (listener) return listener(said)
  if (said.kind === 'saved') isOutdated = true
  return false
}
const sender = startSender<StoredForm>({
  box,
  say,
  deliver: deliverForm(account, box, applyReply),
  isWaiting: isWaitingForm,
  patience: formTimeout,
  waits: () => registerSync(account),
})

/** Shows what is still on the phone, and what was refused. */
async function showWaiting() {
  const all = await box.all()
  if (isOutdated && !all.some(isWaitingForm)) catchUp()
  for (const place of [list, ...document.querySelectorAll('[data-form-waiting]')]) if (place) place.textContent = ''
  for (const item of all) if (!listening.has(item.key)) placeOf(item)?.append(describeItem(item))
}

/** Where it is said: within its own form, which is unfolded then, or at the page's place. */
function placeOf(item: StoredForm): Element | null {
  const place = forms.find((form) => isSameForm(form, item))?.querySelector('[data-form-waiting]') ?? null
  const fold = place?.closest('details')
  if (fold) fold.open = true
  return place ?? list
}

function describeItem({ key, words, page: from, refused }: StoredForm): HTMLElement {
  const line = document.createElement('div')
  line.className = `notice ${refused ? 'bad' : 'warn'}`
  const text = document.createElement('p')
  text.textContent = refused ? `没有收下：${refused}${/[。！？]$/.test(refused) ? '' : '。'}您写的是：${words}` : `等着发出：${words}`
  line.append(text)
  if (refused) {
    if (from && from !== location.pathname) {
      const back = document.createElement('a')
      back.href = from
      back.textContent = '回去改'
      text.append(' ', back)
    }
    const drop = document.createElement('button')
    drop.className = 'button plain'
    drop.textContent = '知道了，删掉'
    drop.onclick = () => void box.remove([key]).then(showWaiting)
    line.append(drop)
  }
  return line
}

/**
 * The phone's own id, and a number that only grows: the server accepts each pair once. If the phone's storage is full, each page has an id
 * of its own.
 */
let nameOfPage = ''
let lastSequence = 0
function fromThisPhone() {
  let device: string
  lastSequence = Math.max(Date.now(), lastSequence + 1)
  try {
    device = localStorage.getItem('phone') || newName()
    lastSequence = Math.max(lastSequence, Number(localStorage.getItem('sequence') ?? 0) + 1)
    localStorage.setItem('phone', device)
    localStorage.setItem('sequence', String(lastSequence))
  } catch {
    device = nameOfPage ||= newName()
  }
  return { device, sequence: String(lastSequence) }
}
const newName = () => `phone-${crypto.getRandomValues(new Uint32Array(3)).join('-').slice(0, 30)}`

/** Milliseconds that a form blocks the screen before it is left to the outbox. */
const patience = 4000
/** A form that the phone could not store and that was not sent yet: sent again unchanged, it keeps its key. */
const unsent = new WeakMap<HTMLFormElement, { key: string; same: string; item: StoredForm }>()

async function send(form: HTMLFormElement, entered: FormData) {
  lastForm = form
  const atFirst = serialiseForm(form)
  const isUnchanged = () => serialiseForm(form) === atFirst
  const words = summariseForm(form, entered)
  const fields = await readFields(entered)
  const same = computeFormKey(fields)
  const before = unsent.get(form)
  if (before && before.same !== same) await box.remove([before.key])
  const item = before?.same === same ? before.item : newItem(form, fields, words)
  let said: FormReply | null = null
  const answered = new Promise<void>((resolve) => {
    listening.set(item.key, (word) => {
      said = word
      unsent.delete(form)
      resolve()
      if (word.kind === 'saved') void goToNextPage(form, item.key, isUnchanged())
      if (word.kind !== 'refused') return true
      if (!isUnchanged()) return false // the values would be lost: the form has other values by now
      showErrors(form, word.message, word.fields)
      return true
    })
  })
  const kept = sender.add(item)
  await Promise.race([answered, sender.settle(patience)])
  const keeping = await kept
  if (said) return
  if (keeping === 'kept') {
    // The phone has stored it: it will be sent, and the list of waiting forms shows the result.
    listening.delete(item.key)
    const isDone = isUnchanged()
    if (isDone) form.reset()
    say('存在手机里了，有网会自动发出。')
    if (isDone && form.dataset.leavesWhenKept !== undefined && form.dataset.next && mayLeave()) location.assign(form.dataset.next)
    return
  }
  unsent.set(form, { key: item.key, same, item })
  say(`还没发出，有网会自动发。${formatUnsaved(keeping)}。`)
}

/** A field with `data-today` gets the day on which the form is sent off: its page may have been stored days ago. */
const withToday =
  (form: HTMLFormElement) =>
  ([name, value]: StoredForm['fields'][number]): StoredForm['fields'][number] =>
    form.querySelector(`[data-today][name="${CSS.escape(name)}"]`) ? [name, toDay(new Date())] : [name, value]

function newItem(form: HTMLFormElement, fields: StoredForm['fields'], words: string): StoredForm {
  const { device, sequence } = fromThisPhone()
  const named: StoredForm['fields'] = [
    ...fields.filter(([name]) => name !== 'device' && name !== 'sequence').map(withToday(form)),
    ['device', device],
    ['sequence', sequence],
  ]
  return { key: sequence.padStart(16, '0'), to: form.dataset.outbox!, words, fields: named, page: location.pathname }
}

/** Whether the page can be left without losing anything: no form was changed, and nothing exists only in this page. */
const mayLeave = () => sender.canLeave() && !forms.some(isTouched)

/**
 * The form is saved, and so is what was refused before and corrected in it: goes to the form's next page, unless something would be lost.
 */
async function goToNextPage(form: HTMLFormElement, key: string, isUnchanged: boolean) {
  if (isUnchanged) form.reset()
  await box.remove([key, ...(correctForm.get(form) ?? [])])
  const { next } = form.dataset
  if (!mayLeave()) return offerReload(list, next)
  if (next) location.assign(next)
  else location.reload()
}

/** What waited was delivered, by this page or by the service worker: reloads the page, or offers to. */
function catchUp() {
  isOutdated = false
  if (mayLeave() && !isReload()) location.reload()
  else offerReload(list)
}

trackPressedButton()
for (const form of forms) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const entered = new FormData(form) // before the buttons are disabled; the pressed button is added by hand, because older phones do not include it
    const pressed = getPressedButton(form)
    if (pressed?.name) entered.set(pressed.name, pressed.value)
    if (form.querySelector('[data-recording]'))
      return showErrors(form, '还在录音，没有发出去。', { voice: ['说完了，先按一下停下来，再发。'] })
    const open = findMissingFields(form, entered)
    if (Object.keys(open).length > 0) return showErrors(form, '还没有填好，没有发出去。', open)
    clearErrors(form)
    for (const button of form.querySelectorAll('button')) button.disabled = true
    void send(form, entered).finally(() => form.querySelectorAll('button').forEach((button) => (button.disabled = false)))
  })
}

/** Forms that were filled again after a refusal: the keys under which the refused values are stored until they are corrected. */
const correctForm = new WeakMap<HTMLFormElement, string[]>()

/** Fills forms again that were refused after their page was left, to be corrected. */
async function restoreRefused() {
  for (const item of await box.all()) {
    const form = item.refused ? forms.find((one) => isSameForm(one, item)) : undefined
    if (!form) continue
    fillForm(form, item.fields)
    showErrors(
      form,
      `上次的没有收下：${item.refused ?? ''}`,
      item.fields.some(([, value]) => typeof value !== 'string') ? { picture: ['图片要再选一次。'] } : {},
    )
    correctForm.set(form, [...(correctForm.get(form) ?? []), item.key])
  }
  await showWaiting()
}

setUpPicturePickers()
setUpVoiceRecorder()
void restoreRefused()
if (account)
  onDeliveries(account, () => {
    isOutdated = true
    void showWaiting()
  })
