// Hydrates an officer's follow-ups: keeps the pages of the whole list on the phone, says what waits to be sent, and shows only the questions
// that belong to what was answered.
import { registerSync } from '#app/phone/background.ts'
import { cacheForOffline } from '#app/phone/cache-pages.ts'
import '#app/phone/forms/outbox-forms.ts'
import { sendEverything } from '#app/phone/send-everything.ts'
import { isWaitingForm, openForms } from '#app/phone/stored-forms.ts'
import { setUpTextSizeForm } from '#app/phone/text-size.ts'

const { phone: account = '', keep = '' } = document.querySelector<HTMLElement>('[data-phone]')?.dataset ?? {}

/** Shows a part of the form only while its answer is chosen. */
function showParts() {
  for (const part of document.querySelectorAll<HTMLElement>('[data-when]')) {
    const [name = '', value = ''] = part.dataset.when?.split('=') ?? []
    const chosen = part.closest('form')?.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]:checked`)
    part.hidden = chosen?.value !== value
  }
}

/** Marks on the list whose answers are on the phone, and wait to be sent. */
async function markWaiting() {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-follow-up]')]
  if (cards.length === 0) return
  const waiting = new Set<string>()
  for (const item of await openForms(account).all())
    if (isWaitingForm(item)) for (const [name, value] of item.fields) if (name === 'about' && typeof value === 'string') waiting.add(value)
  for (const card of cards) {
    const isWaiting = waiting.has(card.dataset.followUp ?? '')
    card.classList.toggle('kept', isWaiting)
    card.querySelector('.badge.kept')?.remove()
    if (!isWaiting) continue
    const badge = document.createElement('span')
    badge.className = 'badge good kept'
    badge.textContent = '填好了，等着发出'
    card.append(document.createTextNode(' '), badge)
  }
  const line = document.getElementById('to-send')
  if (line) {
    line.hidden = waiting.size === 0
    line.textContent = `手机里有 ${waiting.size} 份等着发出，有网会自动发。`
  }
}

setUpTextSizeForm()
document.addEventListener('change', showParts)
document.addEventListener('reset', () => setTimeout(showParts))
showParts()
void markWaiting()
if (account) {
  const sendTheRest = () => void sendEverything(account, { forms: false }).then(({ waiting }) => waiting > 0 && registerSync(account))
  addEventListener('online', sendTheRest)
  addEventListener('pageshow', () => void markWaiting())
  sendTheRest()
  cacheForOffline(account, keep.split(' '))
}
