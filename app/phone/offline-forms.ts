// Forms on pages that are never cached: signing in, one's account, looking up a certificate. Sent while offline they
// would be lost with their page, so they stay on the screen until the server can be reached.
import { ownResponseHeader } from './own-response.ts'
import { withTimeout } from './timeout.ts'
import { trackPressedButton, getPressedButton } from './pressed-button.ts'

/** Milliseconds of silence after which the network is treated as unable to take a form. */
const patience = 8000

/** Whether the server itself answers: a hotel's network, which answers in its place, would swallow the form. */
const isServerReachable = () =>
  withTimeout(
    patience,
    () => fetch('/icon.svg', { method: 'HEAD', cache: 'no-store' }).then(({ headers }) => headers.has(ownResponseHeader)),
    false,
  )

/** Returns what is said about a form that stays, by its address and whether anything is filled in. */
export function formatNotSent(path: string, isFilled: boolean) {
  if (path === '/sign-out') return '没有网，还没有退出登录：要有网才能退出。'
  return isFilled ? '没有网，没有发出去；填的还在，有网了再按一次。' : '没有网，没有发出去；有网了再按一次。'
}

const isFilled = (form: HTMLFormElement) =>
  [...form.querySelectorAll<HTMLInputElement>('input, textarea')].some(({ type, value }) => type !== 'hidden' && value !== '')

function showMessage(form: HTMLFormElement) {
  const notice = document.createElement('p')
  notice.className = 'notice bad'
  notice.dataset.notSent = ''
  notice.setAttribute('role', 'alert')
  notice.tabIndex = -1
  notice.textContent = formatNotSent(new URL(form.action).pathname, isFilled(form))
  form.prepend(notice)
  notice.focus()
  notice.scrollIntoView({ block: 'center' })
}

/** From now on the page's forms are sent only if the server can be reached. */
export function blockFormsOffline() {
  trackPressedButton()
  let isAsking = false
  /** The form for which the server was just found reachable. */
  let goingOut: HTMLFormElement | null = null
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented || form.method !== 'post' || !form.requestSubmit) return
    if (goingOut === form) return void (goingOut = null)
    event.preventDefault()
    if (isAsking) return // pressed twice
    isAsking = true
    const button = getPressedButton(form)
    for (const said of [...form.querySelectorAll('[data-not-sent]')]) said.remove()
    void isServerReachable().then((isThere) => {
      isAsking = false
      if (!isThere) return showMessage(form)
      goingOut = form
      if (button) form.requestSubmit(button)
      else form.requestSubmit()
      goingOut = null // the browser itself found something to correct first
    })
  })
}
