// What a page that is woken by React carries at its end, as text: it runs before any other script is there.

/** Fetches and runs the scripts that were held back until the page is drawn (`drawnFirst`). */
export const wakeOnceDrawn = `requestAnimationFrame(() => setTimeout(() => {
  for (const link of document.querySelectorAll('link[rel=later]')) link.rel = 'modulepreload'
  const held = document.querySelector('script[type=later]')
  if (!held) return
  const script = Object.assign(document.createElement('script'), { type: 'module', nonce: held.nonce, text: held.text })
  held.after(script)
  script.remove()
}))`
