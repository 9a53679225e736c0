// The worker and the pages on what waits: the browser is asked to let the worker send it once there is a network again,
// also when no page is open; pages that are open hear of it.

interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

const beginning = 'waiting/'

/** The account whose things are to be sent, as the tag of a sync tells it; null for any other tag. */
export const accountOfSyncTag = (tag: string) => (tag.slice(0, beginning.length) === beginning ? tag.slice(beginning.length) : null)

/** Asks for it. Browsers that cannot do so send when a page is opened again. */
export function registerSync(account: string) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.ready
    .then((registration) => (registration as WithSync).sync?.register(beginning + account))
    .catch(() => undefined)
}

const isDeliveryMessage = (data: unknown, account: string) => (data as { delivered?: unknown } | null)?.delivered === account

/** The open pages, as the worker knows them: what is needed of its `Clients`, which pages do not know. */
interface OpenPages {
  matchAll(which: { type: 'window'; includeUncontrolled: true }): Promise<readonly { postMessage(message: unknown): void }[]>
}

/** The worker tells the open pages that forms of this account have left the phone. */
export async function announceDeliveries(clients: OpenPages, account: string) {
  for (const client of await clients.matchAll({ type: 'window', includeUncontrolled: true })) client.postMessage({ delivered: account })
}

/** Does something whenever the worker has delivered forms of this account. */
export function onDeliveries(account: string, work: () => void) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => isDeliveryMessage(data, account) && work())
}
