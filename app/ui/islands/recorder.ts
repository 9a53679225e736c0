// A page at a desk with a field for a recording: it can be recorded there.
import { setUpVoiceRecorder } from '#app/phone/forms/voice.ts'

setUpVoiceRecorder()
