// Wakes an owner's page: check-ins and messages are kept on the phone until the server has them, pictures are made
// small before they are sent, and a voice note can be spoken into the form. Without it everything is a plain form.
import { keepForOffline } from '../../../offline/keep-pages.ts'
import { openOutbox } from '../../../offline/outbox.ts'
import { sayKept, startSender } from '../../../offline/sender.ts'

interface Kept {
  key: string
  /** Where it is sent, and what the person reads of it meanwhile. */
  to: string
  words: string
  fields: [string, string | Blob][]
  /** The server's sentence, if it will never take it. Kept until the person throws it away, so that nothing written is lost. */
  refused?: string
}

const page = document.querySelector<HTMLElement>('[data-owner]')
const { owner = '', keep = '' } = page?.dataset ?? {}
const status = document.getElementById('saved')
const list = document.getElementById('waiting')

const box = openOutbox<Kept>(owner, 'mentorship')
const say = (line: string) => {
  if (status) status.textContent = line
  void showWaiting()
}
const sender = startSender<Kept>({ box, say, deliver, isWaiting: ({ refused }) => !refused, patience: 60_000 })

/** One at a time: a picture on a bad network takes as long as it takes. */
async function deliver([item]: Kept[], signal: AbortSignal) {
  const form = new FormData()
  form.set('account', owner)
  for (const [name, value] of item!.fields) form.append(name, value)
  const answer = await fetch(item!.to, { method: 'POST', body: form, signal })
  if (answer.status === 401) return { waits: '登录过期了。写的都存在手机里，登录后会自动发出。' }
  if (answer.status >= 500 || answer.status === 403 || answer.status === 429) throw new Error(String(answer.status))
  // Whoever answers without these words is not the server: a hotel's sign-in page says 200 too. Then it is tried again.
  const { saved, message } = (await answer.json()) as { saved?: true; message?: string }
  if (answer.ok && saved) return { done: [item!.key], say: sayKept() }
  if (!message) throw new Error(String(answer.status))
  await box.put(item!.key, { ...item!, refused: message })
  return { done: [], say: '有一条没有收下，原因写在下面。' }
}

/** What is still on the phone, and what was refused. */
async function showWaiting() {
  if (!list) return
  const items = await box.all()
  list.replaceChildren(
    ...items.map(({ key, words, refused }) => {
      const line = document.createElement('div')
      line.className = `notice ${refused ? 'bad' : 'warn'}`
      const text = document.createElement('p')
      text.textContent = refused ? `没有收下：${refused}您写的是：${words}` : `等着发出：${words}`
      line.append(text)
      if (refused) {
        const drop = document.createElement('button')
        drop.className = 'button plain'
        drop.textContent = '知道了，删掉'
        drop.onclick = () => void box.remove([key]).then(showWaiting)
        line.append(drop)
      }
      return line
    }),
  )
}

const longestSide = 1280

/** A phone's picture of several megabytes as one of some hundred kilobytes; as it is if it cannot be drawn here. */
async function small(picture: File): Promise<Blob> {
  try {
    const drawn = await createImageBitmap(picture, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(drawn.width, drawn.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(drawn.width * scale)
    canvas.height = Math.round(drawn.height * scale)
    canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.72))
    return made && made.size < picture.size ? made : picture
  } catch {
    return picture
  }
}

/** The phone's own name, and a number that only grows: the server takes each pair once. */
function fromThisPhone() {
  let device = localStorage.getItem('phone')
  if (!device) localStorage.setItem('phone', (device = `phone-${crypto.getRandomValues(new Uint32Array(3)).join('-').slice(0, 30)}`))
  const sequence = Math.max(Date.now(), Number(localStorage.getItem('sequence') ?? 0) + 1)
  localStorage.setItem('sequence', String(sequence))
  return { device, sequence: String(sequence) }
}

/** A large button in place of the browser's own, the picture to look at, and small before it is sent, whatever form it is in. */
for (const field of document.querySelectorAll<HTMLInputElement>('input[type=file][name=picture]')) {
  const label = document.createElement('label')
  label.className = 'button plain wide'
  label.htmlFor = field.id
  const seen = document.createElement('img')
  seen.alt = '选好的图片'
  const show = (picture: Blob | null) => {
    seen.hidden = !picture
    if (picture) seen.src = URL.createObjectURL(picture)
    label.textContent = picture ? '换一张' : '拍一张或选一张'
  }
  show(null)
  field.classList.add('hidden-words')
  field.after(seen, label)
  field.form?.addEventListener('reset', () => show(null))
  field.addEventListener('change', async () => {
    const [chosen] = field.files ?? []
    if (!chosen) return show(null)
    const picture = await small(chosen)
    const files = new DataTransfer()
    files.items.add(new File([picture], chosen.name, { type: picture.type }))
    field.files = files.files
    show(picture)
  })
}

async function keepForm(form: HTMLFormElement, entered: FormData) {
  const { device, sequence } = fromThisPhone()
  entered.set('device', device)
  entered.set('sequence', sequence)
  const fields: Kept['fields'] = []
  for (const [name, value] of entered) {
    if (typeof value === 'string') fields.push([name, value])
    else if (value.size > 0) fields.push([name, name === 'picture' ? await small(value) : value]) // pressed before it was made small, perhaps
  }
  const words = ['text', 'done', 'next'].map((name) => entered.get(name)).find((it) => typeof it === 'string' && it !== '')
  void sender.add({ key: `${sequence.padStart(16, '0')}`, to: form.dataset.outbox!, words: String(words ?? form.dataset.words), fields })
  await sender.settle(4000)
  const left = (await box.all()).length
  if (left === 0 && form.dataset.next) return location.assign(form.dataset.next)
  form.reset()
  if (left > 0) say('存在手机里了，有网会自动发出。')
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-outbox]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const entered = new FormData(form) // before the buttons are disabled, and what was pressed by hand: older phones do not add it
    if (event.submitter instanceof HTMLButtonElement && event.submitter.name) entered.set(event.submitter.name, event.submitter.value)
    for (const button of form.querySelectorAll('button')) button.disabled = true
    void keepForm(form, entered).finally(() => form.querySelectorAll('button').forEach((button) => (button.disabled = false)))
  })
}

const longestVoice = 60_000

/** A button that records into the form's file field; phones that cannot keep the plain file field. */
for (const field of document.querySelectorAll<HTMLInputElement>('input[name=voice]')) {
  if (!('MediaRecorder' in window) || !navigator.mediaDevices) continue
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button plain wide'
  button.textContent = '按一下，说话'
  const heard = document.createElement('audio')
  heard.controls = true
  heard.hidden = true
  field.before(button, heard)
  field.hidden = true
  field.form?.addEventListener('reset', () => {
    heard.hidden = true
    button.textContent = '按一下，说话'
  })
  let recorder: MediaRecorder | null = null
  button.onclick = async () => {
    if (recorder) return recorder.stop()
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
    if (!stream) {
      field.hidden = false
      button.textContent = '没有让用麦克风，可以选一个录音文件'
      return
    }
    const pieces: Blob[] = []
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24_000 })
    recorder.ondataavailable = ({ data }) => pieces.push(data)
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop())
      const files = new DataTransfer()
      const recorded = new File(pieces, 'voice', { type: recorder!.mimeType })
      files.items.add(recorded)
      field.files = files.files
      heard.src = URL.createObjectURL(recorded)
      heard.hidden = false
      button.textContent = '重新说'
      recorder = null
    }
    recorder.start()
    button.textContent = '在录，说完再按一下'
    setTimeout(() => recorder?.stop(), longestVoice)
  }
}

void showWaiting()
if (owner) keepForOffline(owner, keep.split(' '))
