// Wakes pages that have nothing of their own to wake: the size of the text, and forms that stay where there is no network.
import { blockFormsOffline } from '#app/phone/offline-forms.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'

setUpTextSizeForm()
blockFormsOffline()
