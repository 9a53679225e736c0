// Changes the text size at once, without asking the server: it has to work offline too.
import { readTextSize } from '#app/ui/text-size-cookie.ts'

/** As the server writes it (app/cookies.ts). */
const cookieOf = (size: string) => {
  const isHttps = location.protocol === 'https:'
  return `${isHttps ? '__Host-' : ''}text=${size}; Path=/; Max-Age=31536000; SameSite=Lax${isHttps ? '; Secure' : ''}`
}

/** Applies the last chosen size to the page, which may be a copy from another day. */
function showChosen() {
  const size = readTextSize(document.cookie)
  if (!size) return
  document.documentElement.dataset.text = size
  for (const button of document.querySelectorAll<HTMLButtonElement>('form.text-size button'))
    button.setAttribute('aria-pressed', String(button.value === size))
}

/** Makes the buttons of `TextSizeForm` work on the phone. */
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
