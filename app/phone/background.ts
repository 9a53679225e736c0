// Asks the browser to let the worker send what waits once there is a network again, also when no page is open.

interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

const beginning = 'waiting/'

/** The account whose things are to be sent, as the tag of a sync tells it; null for any other tag. */
export const accountToSendFor = (tag: string) => (tag.slice(0, beginning.length) === beginning ? tag.slice(beginning.length) : null)

/** Asks for it. Browsers that cannot do so send when a page is opened again. */
export function sendLater(account: string) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => (registration as WithSync).sync?.register(beginning + account))
    .catch(() => undefined)
}
