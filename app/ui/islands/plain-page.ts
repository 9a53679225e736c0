// The script of pages without other scripts: text size, and forms that stay on the screen while offline.
import { blockFormsOffline } from '#app/phone/offline-forms.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'

setUpTextSizeForm()
blockFormsOffline()
