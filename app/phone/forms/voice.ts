// A button that records into a form's file field; phones that cannot record keep the plain file field.

/** Seconds, unless the field says otherwise (`data-seconds`). */
const maxSeconds = 60
/** As recorded: two minutes are 360 kB. */
const bitsPerSecond = 24_000

const formatLength = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Records until it is stopped, or for so many seconds; null if the microphone may not be used, or nothing was recorded. */
async function record(
  most: number,
  heard: (seconds: number) => void,
): Promise<{ stop: () => void; recorded: Promise<Blob | null> } | null> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
  if (!stream) return null
  const release = () => stream.getTracks().forEach((track) => track.stop())
  try {
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond })
    const pieces: Blob[] = []
    recorder.ondataavailable = ({ data }) => data.size > 0 && pieces.push(data)
    let seconds = 0
    const stop = () => recorder.state === 'recording' && recorder.stop()
    const clock = setInterval(() => (++seconds >= most ? stop() : heard(seconds)), 1000)
    const recorded = new Promise<Blob | null>((resolve) => {
      recorder.onstop = () => {
        clearInterval(clock)
        release()
        resolve(pieces.length > 0 ? new Blob(pieces, { type: recorder.mimeType }) : null)
      }
    })
    recorder.start()
    return { stop, recorded }
  } catch {
    release()
    return null
  }
}

export function setUpVoiceRecorder() {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name=voice]'))
    if ('MediaRecorder' in window && 'mediaDevices' in navigator) setUpField(field)
}

function setUpField(field: HTMLInputElement) {
  const most = Number(field.dataset.seconds ?? maxSeconds)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button plain wide'
  const heard = document.createElement('audio')
  heard.controls = true
  const show = (recorded: Blob | null) => {
    heard.hidden = !recorded
    if (recorded) heard.src = URL.createObjectURL(recorded)
    button.textContent = recorded ? '重新说' : '按一下，说话'
  }
  show(null)
  field.before(button, heard)
  field.hidden = true
  field.form?.addEventListener('reset', () => show(null))
  let stop: (() => void) | null = null
  button.onclick = async () => {
    if (stop) return stop()
    const recording = await record(most, (seconds) => (button.textContent = `在录 ${formatLength(seconds)}，说完再按一下`))
    if (!recording) {
      field.hidden = false
      button.textContent = '没有让用麦克风，可以选一个录音文件'
      return
    }
    stop = recording.stop
    field.dataset.recording = ''
    button.textContent = '在录，说完再按一下'
    const recorded = await recording.recorded
    stop = null
    delete field.dataset.recording
    if (!recorded) return show(null)
    const files = new DataTransfer()
    files.items.add(new File([recorded], 'voice', { type: recorded.type }))
    field.files = files.files
    show(recorded)
  }
}
