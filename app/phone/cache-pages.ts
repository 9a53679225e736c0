// Asks the service worker to cache pages of this account for offline use.

/** Registers the worker and gives it the pages to cache; `renew` if something just happened that changes them. Browsers without service workers do without. */
export function cacheForOffline(account: string, pages: readonly string[], { renew = false } = {}) {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .register('/worker.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      const resources = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname + new URL(name).search)
      const assets = resources.filter((path) => /^\/(assets|islands|pictures|media)\//.test(path))
      // Assets first: what the page has loaded already is not fetched again in another form.
      active?.postMessage({ account, renew, pages: [...assets, ...pages] })
    })
    .catch(() => undefined)
}
