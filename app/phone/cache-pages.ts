// Asks the service worker to keep pages of this account for when there is no network.

/** Registers the worker and hands it the pages to keep; `renew` where something just happened that they should know. Browsers without workers simply go without. */
export function cacheForOffline(account: string, pages: readonly string[], { renew = false } = {}) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .register('/worker.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      const resources = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname + new URL(name).search)
      active?.postMessage({ account, renew, pages: [...pages, ...resources.filter((path) => /^\/(assets|islands|pictures)\//.test(path))] })
    })
    .catch(() => undefined)
}
