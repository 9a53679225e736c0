// A page that was drawn before something of it was delivered: it is drawn anew, or offers to be where that would cost what was typed.

/** A phone that cannot note what was acknowledged would send it for ever: a page is not drawn anew twice. */
export const isReload = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'reload'

/** Says above this place, once, that the page can be seen as it is now. */
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
