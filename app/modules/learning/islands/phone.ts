// Starts the phone functions on a trainee's page without another island: sends what waits and caches the main pages.
import { startPhone } from '#app/phone/start-phone.ts'

const { phone = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}
if (phone) startPhone({ account: phone, keep: keep.split(' ') })
