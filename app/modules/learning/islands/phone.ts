// Wakes a trainee's page that has nothing else to wake: what waits is sent, and the main places are kept.
import { wakePhone } from '#app/phone/wake-phone.ts'

const { phone = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}
if (phone) wakePhone({ account: phone, keep: keep.split(' ') })
