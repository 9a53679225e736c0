// Hydrates an owner's page: its forms, and what else waits on the phone.
import { registerSync } from '#app/phone/background.ts'
import { cacheForOffline } from '#app/phone/cache-pages.ts'
import '#app/phone/forms/outbox-forms.ts'
import { sendEverything } from '#app/phone/send-everything.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'

const { owner = '', keep = '' } = document.querySelector<HTMLElement>('[data-owner]')?.dataset ?? {}
setUpTextSizeForm()
if (owner) {
  const sendTheRest = () => void sendEverything(owner, { forms: false }).then(({ waiting }) => waiting > 0 && registerSync(owner))
  addEventListener('online', sendTheRest)
  sendTheRest()
  cacheForOffline(owner, keep.split(' '), { renew: true })
}
