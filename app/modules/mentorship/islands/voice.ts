// A button that records into a form's file field; phones that cannot record keep the plain file field.

const maxVoiceSeconds = 60_000

export function setUpVoiceRecorder() {
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
        delete field.dataset.recording
      }
      recorder.start()
      field.dataset.recording = ''
      button.textContent = '在录，说完再按一下'
      setTimeout(() => recorder?.stop(), maxVoiceSeconds)
    }
  }
}
