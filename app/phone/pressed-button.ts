// The button that submitted a form: browsers before Chromium 81 do not tell which one it was.

let pressed: HTMLButtonElement | null = null

/** Starts to record which button was pressed last. */
export const trackPressedButton = () =>
  document.addEventListener('click', ({ target }) => (pressed = (target as Element).closest('button')), true)

/** Returns the button of this form that was pressed last. */
export const getPressedButton = (form: HTMLFormElement) => (pressed?.form === form ? pressed : null)
