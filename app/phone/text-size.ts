// Changes how large the text is here and now, without asking the server: it has to work without a network too.
import { readTextSize } from '#app/ui/text-size-cookie.ts'

/** As the server writes it (app/cookies.ts). */
const cookieOf = (size: string) => {
  const isHttps = location.protocol === 'https:'
  return `${isHttps ? '__Host-' : ''}text=${size}; Path=/; Max-Age=31536000; SameSite=Lax${isHttps ? '; Secure' : ''}`
}

/** Shows the page, which may be a copy from another day, in the size that was chosen last. */
function showChosen() {
  const size = readTextSize(document.cookie)
  if (!size) return
  document.documentElement.dataset.text = size
  for (const button of document.querySelectorAll<HTMLButtonElement>('form.text-size button'))
    button.setAttribute('aria-pressed', String(button.value === size))
}

/** From now on the buttons of `TextSizeForm` do their work on the phone. */
export function setUpTextSizeForm() {
  showChosen()
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('form.text-size button')
    if (!button) return
    event.preventDefault()
    document.cookie = cookieOf(button.value)
    showChosen()
  })
}
