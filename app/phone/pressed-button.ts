// The button by which a form was sent: browsers before Chromium 81 do not say which one it was.

let pressed: HTMLButtonElement | null = null

/** From now on it is known which button was pressed last. */
export const trackPressedButton = () =>
  document.addEventListener('click', ({ target }) => (pressed = (target as Element).closest('button')), true)

/** The button of this form that was pressed last. */
export const getPressedButton = (form: HTMLFormElement) => (pressed?.form === form ? pressed : null)
