// Wakes pages that have nothing of their own to wake: the size of the text, and forms that stay where there is no network.
import { holdFormsWithoutNetwork } from '#app/phone/plain-forms.ts'
import { changeTextSizeHere } from '#app/phone/text-size.ts'

changeTextSizeHere()
holdFormsWithoutNetwork()
