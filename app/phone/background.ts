// Background sync: the worker asks the browser to let it send waiting items once there is a network again, even if no
// page is open; open pages are notified.

interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

const beginning = 'waiting/'

/** Returns the account named in the tag of a sync; null for any other tag. */
export const accountOfSyncTag = (tag: string) => (tag.slice(0, beginning.length) === beginning ? tag.slice(beginning.length) : null)

/** Registers a background sync. Browsers that do not support it send when a page is opened again. */
export function registerSync(account: string) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => (registration as WithSync).sync?.register(beginning + account))
    .catch(() => undefined)
}

const isDeliveryMessage = (data: unknown, account: string) => (data as { delivered?: unknown } | null)?.delivered === account

/** The part of the worker's `Clients` that is needed; the type does not exist in pages. */
interface OpenPages {
  matchAll(which: { type: 'window'; includeUncontrolled: true }): Promise<readonly { postMessage(message: unknown): void }[]>
}

/** Tells the open pages that the worker has delivered forms of this account. */
export async function announceDeliveries(clients: OpenPages, account: string) {
  for (const client of await clients.matchAll({ type: 'window', includeUncontrolled: true })) client.postMessage({ delivered: account })
}

/** Calls `work` whenever the worker has delivered forms of this account. */
export function onDeliveries(account: string, work: () => void) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => isDeliveryMessage(data, account) && work())
}
