// Wakes the buttons for the size of the text on pages that have nothing else to wake.
import { changeTextSizeHere } from '#app/phone/text-size.ts'

changeTextSizeHere()
