// Changes how large the text is here and now, without asking the server: it has to work without a network too.

/** As the server writes it (routes/text-size.tsx). */
const cookieOf = (size: string) => `text=${size}; Path=/; Max-Age=31536000; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`

/** Shows the page, which may be a copy from another day, in the size that was chosen last. */
function showChosen() {
  const size = document.cookie.match(/(?:^|;\s*)text=(18|22|26|30)/)?.[1]
  if (!size) return
  document.documentElement.dataset.text = size
  for (const button of document.querySelectorAll<HTMLButtonElement>('form.text-size button')) button.setAttribute('aria-pressed', String(button.value === size))
}

/** From now on the buttons of `TextSizeForm` do their work on the phone. */
export function changeTextSizeHere() {
  showChosen()
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('form.text-size button')
    if (!button) return
    event.preventDefault()
    document.cookie = cookieOf(button.value)
    showChosen()
  })
}
