// The script of the studio's media pages: drop, paste, record, photographs that come from a phone, and the preview of a crop. Everything but
// recording works without it.
import { createUpload } from './pictures/upload.ts'

const list = () => document.querySelector<HTMLElement>('[data-media-list]')
const area = document.querySelector<HTMLElement>('[data-upload]')
const say = (sentence: string) => {
  const place = area?.querySelector('[data-uploaded]')
  if (place) place.textContent = sentence
}

/** Puts the list as it is now in place of the one that is shown. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!answer.ok) return
  const now = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const received = document.querySelector('[data-received]')
  if (received) received.textContent = now.querySelector('[data-received]')?.textContent ?? ''
  const [shown, fresh] = [list(), now.querySelector('[data-media-list]')]
  // A film that plays, or a button that is being pressed, is not taken away.
  if (!shown || !fresh || shown.innerHTML === fresh.innerHTML || shown.contains(document.activeElement)) return
  shown.innerHTML = fresh.innerHTML
}

/** Sends files one after the other: one that is refused keeps no other from coming, and it is said which. */
async function send(address: string, files: readonly File[]) {
  const upload = createUpload(address, '请用上面的“文件”选它。')
  const came: string[] = []
  const left: string[] = []
  for (const [nth, file] of files.entries()) {
    say(`正在放进来：${file.name || '图'}（${nth + 1}/${files.length}）……`)
    const answer = await upload(file)
    if ('name' in answer) {
      came.push(answer.name)
      continue
    }
    const behind = answer.ends ? files.length - nth - 1 : 0
    left.push(`${file.name || '图'}：${answer.fault}${behind > 0 ? `后面的 ${behind} 个也没有传。` : ''}`)
    if (answer.ends) break
  }
  const names = came.length > 3 ? `${came.length} 个文件` : came.join('、')
  say([came.length > 0 ? `放进来了：${names}。` : '', left.length > 0 ? `没有放进来：${left.join(' ')}` : ''].filter(Boolean).join(' '))
  await refresh().catch(() => undefined)
}

function takeDropped(address: string) {
  const filesOf = (data: DataTransfer | null) => [...(data?.files ?? [])]
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    const files = filesOf(event.dataTransfer)
    if (files.length === 0) return
    event.preventDefault()
    void send(address, files)
  })
  document.addEventListener('paste', (event) => {
    const files = filesOf(event.clipboardData)
    if (files.length > 0) void send(address, files)
  })
}

const longest = 5 * 60_000

function takeRecorded(address: string, button: HTMLButtonElement, place: Element) {
  let recorder: MediaRecorder | null = null
  const tell = (sentence: string) => void (place.textContent = sentence)
  async function begin() {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true })
    const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].find((one) => MediaRecorder.isTypeSupported(one))
    const chunks: Blob[] = []
    recorder = new MediaRecorder(sound, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: 32_000 })
    recorder.ondataavailable = ({ data }) => void chunks.push(data)
    recorder.onstop = () => {
      for (const track of sound.getTracks()) track.stop()
      recorder = null
      button.textContent = '录一段声音'
      tell('')
      void send(address, [new File(chunks, 'recording')])
    }
    recorder.start()
    setTimeout(() => recorder?.stop(), longest)
    button.textContent = '停下，放进来'
    tell('正在录……最多 5 分钟。')
  }
  button.addEventListener('click', () => {
    if (recorder) recorder.stop()
    else begin().catch(() => tell('用不了话筒。请允许这个网页用话筒，或者用手机录好再传。'))
  })
}

if (area?.dataset.upload) {
  const address = area.dataset.upload
  for (const part of area.querySelectorAll<HTMLElement>('[data-scripted]')) part.hidden = false
  takeDropped(address)
  const button = area.querySelector<HTMLButtonElement>('[data-record]')
  const place = area.querySelector('[data-recorded]')
  if (button && place && 'MediaRecorder' in window) takeRecorded(address, button, place)
  else if (button) button.hidden = true
}

/** While a code is open, what comes from the phone is shown. */
if (list()?.dataset.live !== undefined)
  setInterval(() => document.visibilityState === 'visible' && void refresh().catch(() => undefined), 4_000)

const crop = document.querySelector<HTMLFormElement>('[data-crop]')
const picture = document.querySelector<HTMLImageElement>('[data-crop-preview] img')
if (crop && picture) {
  const show = () => {
    const value = (name: string) => Number(new FormData(crop).get(name)) || 0
    const turn = value('turn')
    const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map(value) as [number, number, number, number]
    // The picture is cut before it is turned on screen, so the sides are those that lie there after turning.
    const sides = [top, right, bottom, left]
    const quarter = turn / 90
    const inset = [0, 1, 2, 3].map((side) => `${sides[(side + quarter) % 4]}%`)
    picture.style.clipPath = `inset(${inset.join(' ')})`
    picture.style.transform = `rotate(${turn}deg)`
  }
  crop.addEventListener('input', show)
  show()
}
