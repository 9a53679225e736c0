// Hydrates a trainee's page with forms that may wait on the phone. It also starts the phone functions, except in a lesson, whose own script
// does.
import '#app/phone/forms/outbox-forms.ts'
import { chooseFromAddress } from '#app/phone/forms/choose-from-address.ts'
import { startPhone } from '#app/phone/start-phone.ts'

const { phone = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}
if (phone) startPhone({ account: phone, keep: keep.split(' '), hasFormSender: true })
chooseFromAddress('at')
