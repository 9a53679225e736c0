// Wakes a trainee's page that has nothing else to wake: what waits is sent, and the main places are kept.
import { startPhone } from '#app/phone/start-phone.ts'

const { phone = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}
if (phone) startPhone({ account: phone, keep: keep.split(' ') })
