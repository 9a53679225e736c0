// Recordings and photographs of questions and tasks are on the phone only if they were heard or looked at before: without a network the page
// says so of the others, in the place of a player that would not play.

const players = 'audio[src^="/attachments/"], img[src^="/attachments/"]'
const isThere = (one: Element) =>
  one instanceof HTMLMediaElement ? one.readyState > 0 : one instanceof HTMLImageElement && one.naturalWidth > 0

/** Says of everything on the page that comes over the network that it does, as long as there is none. */
export function tellWhatNeedsNetwork() {
  const all = () => [...document.querySelectorAll<HTMLAudioElement | HTMLImageElement>(players)]
  const showAll = () => all().forEach((one) => (navigator.onLine ? restore(one) : isThere(one) || void replaceUnlessKept(one)))
  // Errors of media do not bubble.
  const onError = ({ target }: Event) => target instanceof Element && target.matches(players) && replace(target as HTMLElement)
  document.addEventListener('error', onError, true)
  addEventListener('online', showAll)
  addEventListener('offline', showAll)
  if (!navigator.onLine) showAll()
}

/** Whether the phone has a copy (app/phone/worker.ts). */
const isKept = async (one: HTMLAudioElement | HTMLImageElement) =>
  'caches' in window && (await caches.match(one.getAttribute('src') ?? '').catch(() => undefined)) !== undefined

async function replaceUnlessKept(one: HTMLAudioElement | HTMLImageElement) {
  if (!(await isKept(one)) && !navigator.onLine && !isThere(one)) replace(one)
}

const noteOf = (one: Element) => (one.nextElementSibling?.classList.contains('needs-network') ? one.nextElementSibling : null)

function replace(one: HTMLElement) {
  if (noteOf(one)) return
  const note = document.createElement('span')
  note.className = 'needs-network soft'
  const [what, does] = one instanceof HTMLImageElement ? ['照片', '看'] : ['录音', '听']
  note.textContent = navigator.onLine ? `${what}现在打不开，过一会儿再${does}。` : `${what}没有存在手机里，有网才能${does}。`
  one.hidden = true
  one.after(note)
}

function restore(one: HTMLAudioElement | HTMLImageElement) {
  const note = noteOf(one)
  if (!note) return
  note.remove()
  one.hidden = false
  // Not by load(), which fetches every recording of the page, pressed or not.
  one.src = one.getAttribute('src') ?? ''
}
