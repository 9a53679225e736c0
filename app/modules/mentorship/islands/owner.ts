// Wakes an owner's page: what she posts is sent at once and kept on the phone until the server has it, pictures are made
// small before they are sent, and a voice note can be spoken into the form. Without it everything is a plain form.
import { onDeliveries, registerSync } from '#app/phone/background.ts'
import { cacheForOffline } from '#app/phone/cache-pages.ts'
import { formatUnsaved } from '#app/phone/outbox.ts'
import { trackPressedButton, getPressedButton } from '#app/phone/pressed-button.ts'
import { offerReload, isReload } from '#app/phone/reload.ts'
import { deliverForm, type FormReply, isWaitingForm, type StoredForm, openForms, formTimeout } from '#app/phone/owner-forms.ts'
import { sendEverything } from '#app/phone/send-everything.ts'
import { startSender } from '#app/phone/sender.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'
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

const page = document.querySelector<HTMLElement>('[data-owner]')
const { owner = '', keep = '' } = page?.dataset ?? {}
const status = document.getElementById('saved')
const list = document.getElementById('waiting')

const box = openForms(owner)
const say = (line: string) => {
  if (status) status.textContent = line
  void showWaiting()
}
/** Forms on the screen that wait for the server's word; each gives whether it has taken it. */
const listening = new Map<string, (said: FormReply) => boolean>()
/** Something that waited was taken by the server, and the page goes on as if it were not. */
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
  deliver: deliverForm(owner, box, applyReply),
  isWaiting: isWaitingForm,
  patience: formTimeout,
  waits: () => registerSync(owner),
})

/** What is still on the phone, and what was refused. */
async function showWaiting() {
  const all = await box.all()
  if (isOutdated && !all.some(isWaitingForm)) catchUp()
  if (!list) return
  const items = all.filter(({ key }) => !listening.has(key))
  list.textContent = ''
  for (const { key, words, page: from, refused } of items) {
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
    list.append(line)
  }
}

/** The phone's own name, and a number that only grows: the server takes each pair once. A full phone gives each page a name. */
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

/** How long a form stands still on the screen before it is left to the outbox, in milliseconds. */
const patience = 4000
/** A form that the phone could not keep, and that was not sent yet: sent again unchanged, it is the same. */
const unsent = new WeakMap<HTMLFormElement, { key: string; same: string; item: StoredForm }>()

async function send(form: HTMLFormElement, entered: FormData) {
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
      if (word.kind === 'saved') void goOn(form, item.key, isUnchanged())
      if (word.kind !== 'refused') return true
      if (!isUnchanged()) return false // it would be lost: something else stands in the form by now
      showErrors(form, word.message, word.fields)
      return true
    })
  })
  const kept = sender.add(item)
  await Promise.race([answered, sender.settle(patience)])
  const keeping = await kept
  if (said) return
  if (keeping === 'kept') {
    // The phone has it: it will be sent, and what comes of it stands in the list of what waits.
    listening.delete(item.key)
    if (isUnchanged()) form.reset()
    return say('存在手机里了，有网会自动发出。')
  }
  unsent.set(form, { key: item.key, same, item })
  say(`还没发出，有网会自动发。${formatUnsaved(keeping)}。`)
}

function newItem(form: HTMLFormElement, fields: StoredForm['fields'], words: string): StoredForm {
  const { device, sequence } = fromThisPhone()
  const named: StoredForm['fields'] = [
    ...fields.filter(([name]) => name !== 'device' && name !== 'sequence'),
    ['device', device],
    ['sequence', sequence],
  ]
  return { key: sequence.padStart(16, '0'), to: form.dataset.outbox!, words, fields: named, page: location.pathname }
}

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-outbox]')]
/** Whether nothing is lost with the page: nothing is entered anywhere, and nobody else lacks what it holds. */
const mayLeave = () => sender.canLeave() && !forms.some(isTouched)

/** It is saved, and so is what was refused before and put right in it: on to where the form leads, unless something would be lost. */
async function goOn(form: HTMLFormElement, key: string, isUnchanged: boolean) {
  if (isUnchanged) form.reset()
  await box.remove([key, ...(correctForm.get(form) ?? [])])
  const { next } = form.dataset
  if (!mayLeave()) return offerReload(list, next)
  if (next) location.assign(next)
  else location.reload()
}

/** What waited is delivered, by this page or by the worker: the page is drawn anew, or offers to be. */
function catchUp() {
  isOutdated = false
  if (mayLeave() && !isReload()) location.reload()
  else offerReload(list)
}

trackPressedButton()
for (const form of forms) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const entered = new FormData(form) // before the buttons are disabled, and what was pressed by hand: older phones do not add it
    const pressed = getPressedButton(form)
    if (pressed?.name) entered.set(pressed.name, pressed.value)
    const open = findMissingFields(form, entered)
    if (Object.keys(open).length > 0) return showErrors(form, '还没有填好，没有发出去。', open)
    clearErrors(form)
    for (const button of form.querySelectorAll('button')) button.disabled = true
    void send(form, entered).finally(() => form.querySelectorAll('button').forEach((button) => (button.disabled = false)))
  })
}

/** Forms that were filled again with what was refused: by which keys it is kept until it is put right. */
const correctForm = new WeakMap<HTMLFormElement, string[]>()

/** What was refused when its page was gone stands in its form again, to be put right. */
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

setUpTextSizeForm()
setUpPicturePickers()
setUpVoiceRecorder()
void restoreRefused()
if (owner) {
  const sendTheRest = () => void sendEverything(owner, { forms: false }).then(({ waiting }) => waiting > 0 && registerSync(owner))
  addEventListener('online', sendTheRest)
  sendTheRest()
  onDeliveries(owner, () => {
    isOutdated = true
    void showWaiting()
  })
  cacheForOffline(owner, keep.split(' '), { renew: true })
}
