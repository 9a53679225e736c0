// The service worker: pages that were read are there without a network, each account's in a store of its own; and what
// waits on the phone is sent when the network returns, also when no page is open.
/// <reference lib="webworker" />
import { accountOfSyncTag, announceDeliveries } from './background.ts'
import { isCachedPath, cachedSubstituteFor } from './cached-paths.ts'
import { renderNoCopyPage, renderNotSentPage, type CachedPages, addCachedNotice } from './own-pages.ts'
import { ownResponseHeader } from './own-response.ts'
import { withTimeout } from './timeout.ts'
import { sendEverything } from './send-everything.ts'

const worker = self as unknown as ServiceWorkerGlobalScope

const assetStore = 'assets-1'
const pageStorePrefix = 'pages-'
/** Is there while nobody knows whose the phone is: somebody may have signed in, or out. Kept pages are not shown meanwhile. */
const closedMark = 'closed'
/** Pages with scripts of their own: they say themselves what waits, and must come exactly as they were drawn. */
const saysItself = /^\/attempts\//
/** Somebody leaves, or somebody else may be coming. */
const changesThePerson = /^\/(sign-out$|sign-in$|s\/|set-up\/)/
/** Lessons of a version do not change; what was kept once is not fetched again on people's data plans. A visit renews it. */
const keptOnce = /^\/courses\/[^/]+\/[^/]+$/
const keptAsset = /^\/(assets|islands|pictures)\//
/** Desks work on computers, with large files and long lists: their requests are left alone, but for what is said without a network. */
const ofDesks = /^\/desk($|\/)/
const isFile = /\.\w+$/
/** How long it may take when nothing is kept: a half-dead network can be silent for minutes. */
const longestPatience = 25_000
/** How long the network may take before the kept copy is shown, in milliseconds. Lessons do not change; other pages may. */
const patienceFor = (path: string) => (path.slice(0, 9) === '/courses/' ? 1000 : 4000)
/** How long the phone's own store may take. */
const storePatience = 2000

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim().then(() => inTurn(dropAssets))))

/** What the store gives; null where it cannot be asked, or does not answer. A broken or full store must never stand before the network. */
const fromStore = <R>(work: () => Promise<R>) => withTimeout(storePatience, work, null)

const openStore = (name: string) => fromStore(() => caches.open(name))

/** The store of the account that last read on this phone. There is at most one: another account's replaces it. */
async function anybodysPages(): Promise<Cache | null> {
  const name = (await fromStore(() => caches.keys()))?.find((one) => one.slice(0, pageStorePrefix.length) === pageStorePrefix)
  return name ? openStore(name) : null
}

/** The same where it is sure that it belongs to whoever holds the phone. */
const ownPages = async () => ((await fromStore(() => caches.has(closedMark))) === false ? anybodysPages() : null)

async function forgetPages(except?: string) {
  for (const name of await caches.keys())
    if (name.slice(0, pageStorePrefix.length) === pageStorePrefix && name !== except) await caches.delete(name)
}

/** From now on no kept page is shown, until one of its account's own comes from the server. Where not even that can be noted, they go. */
const closePages = () =>
  caches.open(closedMark).then(
    () => undefined,
    () => forgetPages(),
  )

worker.addEventListener('message', (event) => {
  const { account, pages, renew } = event.data as { account: string; pages: string[]; renew?: boolean }
  event.waitUntil(inTurn(() => keep(account, pages, renew)))
})

// The browser tells that there is a network again. What fails is tried again by the browser itself.
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

/** One after the other: what one page needs must not be dropped while another is being kept. What goes wrong, for want of room above all, ends here. */
let turn: Promise<unknown> = Promise.resolve()
const inTurn = (work: () => Promise<void>) => (turn = turn.then(work).catch(() => undefined))

async function keep(account: string, pages: readonly string[], renew = false) {
  const name = pageStorePrefix + account
  await forgetPages(name)
  await caches.delete(closedMark)
  const [store, assets] = await Promise.all([caches.open(name), caches.open(assetStore)])
  try {
    for (const path of pages) {
      const isAsset = keptAsset.test(path)
      const kept = isAsset ? undefined : await store.match(path)
      if (kept && (keptOnce.test(path) || (!renew && isFresh(kept)))) continue
      if (isAsset) await keepAsset(path, assets)
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

/** How long a kept page is not asked for again by other pages, in milliseconds; a visit always renews it. Every page names the main ones. */
const freshFor = 10 * 60_000
/** Where the phone's clock is wrong it never is: then it costs a little data. */
const isFresh = (kept: Response) => Math.abs(Date.now() - Date.parse(kept.headers.get('Date') ?? '')) < freshFor

/** Where a page, a script or a style names what it needs: whole addresses, or beside itself as scripts built together do. */
const named = /["'(]((?:\.\/|\/?(?:assets|islands|pictures)\/)[^"'()\s]+)/g
/** An address as it stands in HTML. */
const unescaped = (address: string) => address.replace(/&amp;/g, '&')

/** Drops what no kept page needs any more, itself or through what it needs: styles and scripts of earlier versions, pictures of earlier courses. */
async function dropAssets() {
  const [store, assets] = await Promise.all([anybodysPages(), caches.open(assetStore)])
  const had = await assets.keys() // before looking: what comes meanwhile, for a page that is being opened, stays
  const needed = new Set<string>()
  const look = async (text: string, base: string) => {
    for (const [, name = ''] of text.matchAll(named)) {
      const { href } = new URL(unescaped(name).replace(/^(?=assets|islands|pictures)/, '/'), base)
      if (needed.has(href)) continue
      needed.add(href)
      const asset = /\.(js|css)(\?|$)/.test(href) ? await assets.match(href) : undefined
      if (asset) await look(await asset.text(), href)
    }
  }
  for (const page of (await store?.keys()) ?? []) await look((await (await store?.match(page))?.text()) ?? '', page.url)
  for (const asset of had) if (!needed.has(asset.url)) await assets.delete(asset)
}

/** Keeps a page together with what it will ask for. Without its styles it is not kept: the copy before it, or none, is better than a page in pieces. */
async function keepPage(path: string, answer: Response, store: Cache) {
  if (!isWorthKeeping(answer)) return
  const [page, html, assets] = [answer.clone(), await answer.text(), await caches.open(assetStore)]
  for (const [link, wanted] of html.matchAll(/<\w+[^>]*?\s(?:src|href)="(\/(?:assets|islands|pictures)\/[^"]+)"/g)) {
    const isThere = await keepAsset(unescaped(wanted!), assets)
    if (!isThere && link.includes('rel="stylesheet"')) return
  }
  await store.put(path, page)
}

/** Keeps a picture, a script or a style, once. Gives whether it is there. */
async function keepAsset(path: string, assets: Cache): Promise<boolean> {
  if (await assets.match(path)) return true
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
  if (request.method === 'GET' && keptAsset.test(url.pathname)) event.respondWith(assetFirst(event))
})

/** What is kept, or what the network gives. It is kept beside answering, never before it. */
async function assetFirst(event: FetchEvent): Promise<Response> {
  const { request } = event
  const store = await openStore(assetStore)
  const kept = store && (await fromStore(() => store.match(request)))
  if (kept) return kept
  const answer = await fetch(request)
  if (store && isWorthKeeping(answer)) {
    const copy = answer.clone()
    event.waitUntil(store.put(request, copy).catch(() => undefined))
  }
  return answer
}

async function networkFirst(event: FetchEvent, path: string): Promise<Response> {
  const store = await ownPages()
  const kept = (store && (await fromStore(() => store.match(path)))) ?? undefined
  const fromNetwork = fetch(event.request).then(async (answer) => {
    if (store) {
      const copy = answer.clone()
      event.waitUntil(inTurn(() => keepPage(path, copy, store)))
    }
    const isOurs = isOwn(answer) || (kept !== undefined && answer.type === 'opaqueredirect' && (await leadsToOwn(event.request.url)))
    return kept && (!isOurs || answer.status >= 500) ? null : answer // nothing kept: then people may sign in to the hotel's network
  })
  event.waitUntil(fromNetwork.catch(() => undefined)) // an answer that comes too late to be shown is still kept
  const instead = kept ? null : cachedSubstituteFor(path, await pathsIn(store))
  const answer = await Promise.race([fromNetwork.catch(() => null), after(kept || instead ? patienceFor(path) : longestPatience)])
  if (answer) return answer
  if (instead) return Response.redirect(instead)
  if (!kept) return renderNoCopyPage(path, await onPhone(store))
  return saysItself.test(path) ? kept : addCachedNotice(kept)
}

/** A page that is never kept. */
async function networkOnly(event: FetchEvent, { pathname, search }: URL): Promise<Response> {
  const isDesk = ofDesks.test(pathname)
  const fromNetwork = fetch(event.request).catch(() => null)
  const answer = await (isDesk ? fromNetwork : Promise.race([fromNetwork, after(longestPatience)]))
  if (!answer) return renderNoCopyPage(pathname, await onPhone(isDesk ? null : await ownPages()))
  // The page that the server shows after signing out: the phone may be shared.
  if (pathname === '/sign-in' && /[?&]out\b/.test(search) && answer.ok && isOwn(answer)) event.waitUntil(inTurn(() => forgetPages()))
  return answer
}

/**
 * A form that is posted. Where it may change who holds the phone, the kept pages are closed once it has led elsewhere:
 * a refusal stays on its page, and without a network nothing has changed.
 */
async function posted(event: FetchEvent, path: string): Promise<Response> {
  const answer = await fetch(event.request).catch(() => null)
  if (!answer) return renderNotSentPage({ to: path, from: pathOf(event.request.referrer) ?? path }, await onPhone(await ownPages()))
  if (changesThePerson.test(path) && answer.type === 'opaqueredirect') await closePages()
  return answer
}

/** Whether the server itself has spoken: hotels and telephone companies answer in its place, with 200 or by leading elsewhere. */
const isOwn = (answer: Response) => answer.headers.has(ownResponseHeader)
const isWorthKeeping = (answer: Response) => answer.ok && !answer.redirected && isOwn(answer)
/** The worker is not told where a page leads; asking once more shows whether it is to one of ours, such as signing in. */
const leadsToOwn = (url: string) => fetch(url, { mode: 'same-origin' }).then(isOwn, () => false)

const after = (milliseconds: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds))

/** The page on which a form was filled in, if the browser tells. */
const pathOf = (address: string) => (address ? new URL(address).pathname : null)

const pathsIn = async (store: Cache | null) =>
  store ? ((await fromStore(() => store.keys())) ?? []).map(({ url }) => new URL(url).pathname) : []

/** What there is to go on with: all kept pages by their paths, and the lessons by their headings. */
async function onPhone(store: Cache | null): Promise<CachedPages> {
  const kept = await pathsIn(store)
  const lessons = await Promise.all(
    kept
      .filter((path) => keptOnce.test(path))
      .map(async (path) => ({ path, title: titleOf((await (await store?.match(path))?.text()) ?? '') })),
  )
  return { kept, lessons: lessons.filter(({ title }) => title) }
}

/** A kept page's own heading, as it stands in its HTML. */
const titleOf = (html: string) => html.match(/<h1[^>]*>([^<]*)<\/h1>/)?.[1] ?? ''
