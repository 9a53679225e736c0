// Reloads a page that was rendered before something on it was delivered; offers a reload if typed text would be lost.

/** A phone that cannot store acknowledgements would send for ever: a page is not reloaded twice. */
export const isReload = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'reload'

/** Shows above this place, once, a link to the current state of the page. */
export function offerReload(place: HTMLElement | null, address = location.pathname + location.search) {
  if (!place || place.previousElementSibling?.matches('[data-newest]')) return
  const line = document.createElement('p')
  line.className = 'notice good'
  line.dataset.newest = ''
  line.setAttribute('role', 'status')
  const link = document.createElement('a')
  link.href = address
  link.textContent = '已发出，点这里看最新的'
  line.append(link)
  place.before(line)
}
