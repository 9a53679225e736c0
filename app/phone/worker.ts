// The service worker: visited pages are available offline, in a separate store for each account, and waiting items are
// sent when the network returns, even if no page is open.
/// <reference lib="webworker" />
import { accountOfSyncTag, announceDeliveries } from './background.ts'
import { isCachedPath, cachedSubstituteFor } from './cached-paths.ts'
import { renderNoCopyPage, renderNotSentPage, type CachedPages, addCachedNotice } from './own-pages.ts'
import { ownResponseHeader } from './own-response.ts'
import { findKeptPhotograph, isAttachment, isLarge, isMedia, isSound, partOf, photographOf, wholeOf } from './kept-media.ts'
import { parseKept } from './keep-list.ts'
import { withTimeout } from './timeout.ts'
import { sendEverything } from './send-everything.ts'

const worker = self as unknown as ServiceWorkerGlobalScope

const assetStore = 'assets-1'
const pageStorePrefix = 'pages-'
/**
 * Exists while it is unknown whose phone this is: somebody may have signed in or out. Cached pages are not shown
 * meanwhile.
 */
const closedMark = 'closed'
/** Pages with scripts of their own: they show themselves what waits, and must arrive exactly as rendered. */
const saysItself = /^\/attempts\//
/** Addresses at which one person leaves or another may sign in. */
const changesThePerson = /^\/(sign-out$|sign-in$|s\/|set-up\/)/
/** Lessons of a version do not change; a cached one is not fetched again, to save mobile data. A visit renews it. */
const keptOnce = /^\/courses\/[^/]+\/[^/]+$/
const keptAsset = /^\/(assets|islands|pictures|media)\//
/** Desks run on computers, with large files and long lists: their requests are not intercepted, except for the offline page. */
const ofDesks = /^\/desk($|\/)/
const isFile = /\.\w+$/
/** Maximum wait when nothing is cached, in milliseconds: a half-dead network can be silent for minutes. */
const maxWait = 25_000
/** Milliseconds to wait for the network before the cached copy is shown. Lessons do not change; other pages may. */
const patienceFor = (path: string) => (path.slice(0, 9) === '/courses/' ? 1000 : 4000)
/** Maximum wait for the phone's own store, in milliseconds. */
const storePatience = 2000

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim().then(() => inTurn(dropAssets))))

/** Returns the store's result; null if it cannot be asked, or does not respond. A broken or full store must never delay the network. */
const fromStore = <R>(work: () => Promise<R>) => withTimeout(storePatience, work, null)

const openStore = (name: string) => fromStore(() => caches.open(name))

/** Opens the store of the account that last read on this phone. There is at most one: another account's replaces it. */
async function anybodysPages(): Promise<Cache | null> {
  const name = (await fromStore(() => caches.keys()))?.find((one) => one.slice(0, pageStorePrefix.length) === pageStorePrefix)
  return name ? openStore(name) : null
}

/** Does the same if it is certain that the store belongs to whoever holds the phone. */
const ownPages = async () => ((await fromStore(() => caches.has(closedMark))) === false ? anybodysPages() : null)

async function forgetPages(except?: string) {
  for (const name of await caches.keys())
    if (name.slice(0, pageStorePrefix.length) === pageStorePrefix && name !== except) {
      await caches.delete(name)
      await forgetAttachments()
    }
}

/** What was sent along goes with the pages that show it. */
async function forgetAttachments() {
  const assets = await caches.open(assetStore)
  for (const { url } of await assets.keys()) if (isAttachment(new URL(url).pathname)) await assets.delete(url)
}

/**
 * Hides all cached pages until a page of the same account comes from the server. If not even that can be stored, the
 * pages are deleted.
 */
const closePages = () =>
  caches.open(closedMark).then(
    () => undefined,
    () => forgetPages(),
  )

worker.addEventListener('message', (event) => {
  const { account, pages, renew } = event.data as { account: string; pages: string[]; renew?: boolean }
  // A page that was on its way while the worker was activated belongs to nobody yet.
  event.waitUntil(worker.clients.claim())
  event.waitUntil(inTurn(() => keep(account, pages, renew)))
})

// The browser reports that there is a network again. It retries failed syncs itself.
worker.addEventListener('sync', ((event: ExtendableEvent & { tag: string }) => {
  const account = accountOfSyncTag(event.tag)
  if (account === null) return
  event.waitUntil(
    sendEverything(account).then(async ({ waiting, delivered }) => {
      if (delivered > 0) await announceDeliveries(worker.clients, account)
      if (waiting > 0) throw new Error('something waits still')
    }),
  )
}) as EventListener)

/** One after the other: what one page needs must not be dropped while another is being cached. Errors, above all lack of space, end here. */
let turn: Promise<unknown> = Promise.resolve()
const inTurn = (work: () => Promise<void>) => (turn = turn.then(work).catch(() => undefined))

async function keep(account: string, pages: readonly string[], renew = false) {
  const name = pageStorePrefix + account
  await forgetPages(name)
  await caches.delete(closedMark)
  const [store, assets] = await Promise.all([caches.open(name), caches.open(assetStore)])
  try {
    for (const entry of pages) {
      const { path, since } = parseKept(entry)
      const isAsset = keptAsset.test(path)
      const kept = isAsset ? undefined : await store.match(path)
      // By the server's own clock: the copy's date and the moment of the change are both from there.
      if (kept && since !== null && Date.parse(kept.headers.get('Date') ?? '') > since) continue
      if (kept && since === null && (keptOnce.test(path) || (!renew && isFresh(kept)))) continue
      if (!kept && since !== null) continue // only a copy that is there can be too old
      if (isAsset) await (isLarge(path) || keepAsset(path, assets))
      else
        await fetch(path, { mode: 'same-origin' }).then(
          (answer) => keepPage(path, answer, store),
          () => undefined,
        )
    }
  } finally {
    await dropAssets()
  }
}

/** Milliseconds for which other pages do not renew a cached page; a visit always does. Every page lists the main ones. */
const freshFor = 10 * 60_000
/** If the phone's clock is wrong, nothing is fresh: that only costs a little data. */
const isFresh = (kept: Response) => Math.abs(Date.now() - Date.parse(kept.headers.get('Date') ?? '')) < freshFor

/** References of a page, script or style to its assets: absolute URLs, or relative ones as in bundled scripts. */
const named = /["'(\s]((?:\.\/|\/?(?:assets|islands|pictures|media|attachments)\/)[^"'()\s,]+)/g
/** A URL as written in HTML. */
const unescaped = (address: string) => address.replace(/&amp;/g, '&')

/** Drops assets that no cached page needs any more, directly or indirectly: styles and scripts of earlier versions, pictures of earlier courses. */
async function dropAssets() {
  const [store, assets] = await Promise.all([anybodysPages(), caches.open(assetStore)])
  const had = await assets.keys() // taken first: what is added meanwhile, for a page that is being opened, stays
  const needed = new Set<string>()
  const look = async (text: string, base: string) => {
    for (const [, name = ''] of text.matchAll(named)) {
      const { href } = new URL(unescaped(name).replace(/^(?=assets|islands|pictures|media|attachments)/, '/'), base)
      if (needed.has(href)) continue
      needed.add(href)
      const asset = /\.(js|css)(\?|$)/.test(href) ? await assets.match(href) : undefined
      if (asset) await look(await asset.text(), href)
    }
  }
  for (const page of (await store?.keys()) ?? []) await look((await (await store?.match(page))?.text()) ?? '', page.url)
  for (const asset of had) if (!needed.has(asset.url)) await assets.delete(asset)
}

/**
 * Caches a page together with its assets. Without its styles it is not cached: the copy before it, or none, is better than an unstyled
 * page. Photographs come after the page, and sounds only if somebody opened it herself: they are large.
 */
async function keepPage(path: string, answer: Response, store: Cache, { isOpened = false } = {}) {
  if (!isWorthKeeping(answer)) return
  const [page, html, assets] = [answer.clone(), await answer.text(), await caches.open(assetStore)]
  const links = [...html.matchAll(/<\w+[^>]*?\s(?:src|href)="(\/(?:assets|islands|pictures|media)\/[^"]+)"/g)]
  const media: string[] = []
  for (const [link, wanted = ''] of links) {
    const asset = unescaped(wanted)
    if (isMedia(asset)) {
      if (!isLarge(asset) && (isOpened || !isSound(asset))) media.push(asset)
      continue
    }
    const isThere = await keepAsset(asset, assets)
    if (!isThere && link.includes('rel="stylesheet"')) return
  }
  await store.put(path, page)
  for (const one of media) await keepAsset(one, assets)
}

/** Photographs that a page is loading now. */
const loading = new Set<string>()

/** Caches a picture, a sound, a script or a style, once; of a photograph any variant. Returns whether it is there. */
async function keepAsset(path: string, assets: Cache): Promise<boolean> {
  const photograph = photographOf(path)
  const isThere = photograph ? loading.has(photograph) || (await findKeptPhotograph(assets, photograph)) : await assets.match(path)
  if (isThere) return true
  const answer = await fetch(path, { mode: 'same-origin' }).catch(() => null)
  if (!answer || !isWorthKeeping(answer)) return false
  return assets.put(path, answer).then(
    () => true,
    () => false,
  )
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (request.method === 'POST') return ofDesks.test(url.pathname) ? undefined : event.respondWith(posted(event, url.pathname))
    if (request.method !== 'GET' || isFile.test(url.pathname)) return
    return event.respondWith(isCachedPath(url.pathname) ? networkFirst(event, url.pathname) : networkOnly(event, url))
  }
  if (request.method === 'GET' && isAttachment(url.pathname)) return event.respondWith(attachment(event, url.pathname))
  if (request.method !== 'GET' || !keptAsset.test(url.pathname) || isLarge(url.pathname)) return
  event.respondWith(assetFirst(event, url.pathname))
})

/** Answers from the cache, or else from the network. Caching runs beside the response, never before it. */
async function assetFirst(event: FetchEvent, path: string): Promise<Response> {
  const { request } = event
  const assets = Promise.resolve().then(() => caches.open(assetStore)) // some browsers throw where they should reject
  const kept = await fromStore(() => assets.then((store) => store.match(request)))
  const range = request.headers.get('Range')
  if (kept) return partOf(kept, range)
  const photograph = photographOf(path)
  if (photograph) loading.add(photograph)
  try {
    const answer = await fetch(request)
    if (isWorthKeeping(answer) && !range) {
      const copy = answer.clone()
      event.waitUntil(assets.then((opened) => opened.put(request, copy)).catch(() => undefined))
    }
    return answer
  } catch (fault) {
    // Nothing is delayed any more: a slow store has as long as a slow network.
    const findAny = () => assets.then((opened) => (photograph ? findKeptPhotograph(opened, photograph) : opened.match(request)))
    const found = await withTimeout(maxWait, findAny, undefined)
    if (found) return await partOf(found, range)
    throw fault
  } finally {
    if (photograph) loading.delete(photograph)
  }
}

/**
 * Answers with what was sent along in a class. The server says every time whether the viewer may see it; what she has looked at or heard is
 * there without a network too, as long as a kept page of hers shows it.
 */
async function attachment(event: FetchEvent, path: string): Promise<Response> {
  const isHers = (await ownPages()) !== null
  const assets = isHers ? await openStore(assetStore) : null
  try {
    const answer = await fetch(event.request)
    if (assets) {
      const copy = answer.clone()
      event.waitUntil(keepAttachment(path, copy, assets).catch(() => undefined)) // a full phone keeps none
    }
    return answer
  } catch (fault) {
    const kept = assets && (await fromStore(() => assets.match(path)))
    if (kept) return partOf(kept, event.request.headers.get('Range'))
    throw fault
  }
}

async function keepAttachment(path: string, answer: Response, assets: Cache) {
  if (answer.status === 404 && isOwn(answer)) return void (await assets.delete(path))
  const whole = isWorthKeeping(answer) ? await wholeOf(answer) : null
  if (whole) await assets.put(path, whole)
}

async function networkFirst(event: FetchEvent, path: string): Promise<Response> {
  const store = await ownPages()
  const kept = (store && (await fromStore(() => store.match(path)))) ?? undefined
  const fromNetwork = fetch(event.request).then(async (answer) => {
    if (store) {
      const copy = answer.clone()
      event.waitUntil(inTurn(() => keepPage(path, copy, store, { isOpened: true })))
    }
    const isOurs = isOwn(answer) || (kept !== undefined && answer.type === 'opaqueredirect' && (await leadsToOwn(event.request.url)))
    return kept && (!isOurs || answer.status >= 500) ? null : answer // nothing cached: then people may sign in to the hotel's network
  })
  event.waitUntil(fromNetwork.catch(() => undefined)) // a response that comes too late to be shown is still cached
  const instead = kept ? null : cachedSubstituteFor(path, await pathsIn(store))
  const answer = await Promise.race([fromNetwork.catch(() => null), after(kept || instead ? patienceFor(path) : maxWait)])
  if (answer) return answer
  if (instead) return Response.redirect(instead)
  if (!kept) return renderNoCopyPage(path, await onPhone(store))
  return saysItself.test(path) ? kept : addCachedNotice(kept)
}

/** Answers a page that is never cached. */
async function networkOnly(event: FetchEvent, { pathname, search }: URL): Promise<Response> {
  const isDesk = ofDesks.test(pathname)
  const fromNetwork = fetch(event.request).catch(() => null)
  const answer = await (isDesk ? fromNetwork : Promise.race([fromNetwork, after(maxWait)]))
  if (!answer) return renderNoCopyPage(pathname, await onPhone(isDesk ? null : await ownPages()))
  // The page that the server shows after signing out: the phone may be shared.
  if (pathname === '/sign-in' && /[?&]out\b/.test(search) && answer.ok && isOwn(answer)) event.waitUntil(inTurn(() => forgetPages()))
  return answer
}

/**
 * Handles a posted form. If it may change who holds the phone, the cached pages are hidden once the server has
 * redirected: a refusal stays on its page, and offline nothing has changed.
 */
async function posted(event: FetchEvent, path: string): Promise<Response> {
  const answer = await fetch(event.request).catch(() => null)
  if (!answer) return renderNotSentPage({ to: path, from: pathOf(event.request.referrer) ?? path }, await onPhone(await ownPages()))
  if (changesThePerson.test(path) && answer.type === 'opaqueredirect') await closePages()
  return answer
}

/** Whether the response is our server's: hotels and telephone companies answer in its place, with 200 or a redirect. */
const isOwn = (answer: Response) => answer.headers.has(ownResponseHeader)
const isWorthKeeping = (answer: Response) => answer.ok && !answer.redirected && isOwn(answer)
/**
 * The worker does not learn where a page redirects; another request shows whether it leads to one of our pages, such as
 * signing in.
 */
const leadsToOwn = (url: string) => fetch(url, { mode: 'same-origin' }).then(isOwn, () => false)

const after = (milliseconds: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds))

/** Returns the page on which a form was filled in, if the browser tells. */
const pathOf = (address: string) => (address ? new URL(address).pathname : null)

const pathsIn = async (store: Cache | null) =>
  store ? ((await fromStore(() => store.keys())) ?? []).map(({ url }) => new URL(url).pathname) : []

/** Lists what can be opened: all cached pages by their paths, and the lessons by their headings. */
async function onPhone(store: Cache | null): Promise<CachedPages> {
  const kept = await pathsIn(store)
  const lessons = await Promise.all(
    kept
      .filter((path) => keptOnce.test(path))
      .map(async (path) => ({ path, title: titleOf((await (await store?.match(path))?.text()) ?? '') })),
  )
  return { kept, lessons: lessons.filter(({ title }) => title) }
}

/** Returns the heading of a cached page from its HTML. */
const titleOf = (html: string) => html.match(/<h1[^>]*>([^<]*)<\/h1>/)?.[1] ?? ''
