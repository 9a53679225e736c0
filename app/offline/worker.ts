// The service worker: pages that were read are there without a network, each account's in a store of its own.
/// <reference lib="webworker" />
import { ownAnswerHeader } from './own-answer.ts'

const worker = self as unknown as ServiceWorkerGlobalScope

const assetStore = 'assets-1'
const pageStorePrefix = 'pages-'
/** Pages that may be kept: a trainee's and a shop owner's own. Desk pages never are. */
const keptPage = /^\/($|class$|exams$|shop($|\/)|pairings\/|certificates($|\/)|courses\/|attempts\/[^/]+$)/
/** Pages with scripts of their own: they say themselves what waits, and must come exactly as they were drawn. */
const saysItself = /^\/attempts\//
/** Somebody leaves, or somebody else may be coming. */
const changesThePerson = /^\/(sign-out$|sign-in$|s\/|set-up\/)/
/** Lessons of a version do not change; what was kept once is not fetched again on people's data plans. A visit renews it. */
const keptOnce = /^\/courses\/[^/]+\/[^/]+$/
const keptAsset = /^\/(assets|islands|pictures)\//
/** How long it may take when nothing is kept: a half-dead network can be silent for minutes. */
const longestPatience = 25_000
/** How long the network may take before the kept copy is shown, in milliseconds. Lessons do not change; other pages may. */
const patienceFor = (path: string) => (path.startsWith('/courses/') ? 1000 : 4000)

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim().then(() => inTurn(dropAssets))))

/** The store of the account that last read on this phone. There is at most one: another account's replaces it. */
async function pageStore(): Promise<Cache | null> {
  const name = (await caches.keys()).find((one) => one.startsWith(pageStorePrefix))
  return name ? caches.open(name) : null
}

async function forgetPages(except?: string) {
  for (const name of await caches.keys()) if (name.startsWith(pageStorePrefix) && name !== except) await caches.delete(name)
}

worker.addEventListener('message', (event) => {
  const { account, pages } = event.data as { account: string; pages: string[] }
  event.waitUntil(inTurn(() => keep(account, pages)))
})

/** One after the other: what one page needs must not be dropped while another is being kept. */
let turn: Promise<unknown> = Promise.resolve()
const inTurn = (work: () => Promise<void>) => (turn = turn.then(work, work))

async function keep(account: string, pages: readonly string[]) {
  const name = pageStorePrefix + account
  await forgetPages(name)
  const [store, assets] = await Promise.all([caches.open(name), caches.open(assetStore)])
  for (const path of pages) {
    const isAsset = keptAsset.test(path)
    if (!isAsset && keptOnce.test(path) && (await store.match(path))) continue
    if (isAsset) await keepAsset(path, assets)
    else await fetch(path, { mode: 'same-origin' }).then((answer) => keepPage(path, answer, store), () => undefined)
  }
  await dropAssets()
}

/** Where a page, a script or a style names what it needs: whole addresses, or beside itself as scripts built together do. */
const named = /["'(]((?:\.\/|\/?(?:assets|islands|pictures)\/)[^"'()\s]+)/g

/** Drops what no kept page needs any more, itself or through what it needs: styles and scripts of earlier versions, pictures of earlier courses. */
async function dropAssets() {
  const [store, assets] = await Promise.all([pageStore(), caches.open(assetStore)])
  const had = await assets.keys() // before looking: what comes meanwhile, for a page that is being opened, stays
  const needed = new Set<string>()
  const look = async (text: string, base: string) => {
    for (const [, name] of text.matchAll(named)) {
      const { href } = new URL(name!.replaceAll('&amp;', '&').replace(/^(?=assets|islands|pictures)/, '/'), base)
      if (needed.has(href)) continue
      needed.add(href)
      const asset = /\.(js|css)(\?|$)/.test(href) ? await assets.match(href) : undefined
      if (asset) await look(await asset.text(), href)
    }
  }
  for (const page of (await store?.keys()) ?? []) await look((await (await store!.match(page))?.text()) ?? '', page.url)
  for (const asset of had) if (!needed.has(asset.url)) await assets.delete(asset)
}

/** Keeps a page together with what it will ask for. Without its styles it is not kept: the copy before it, or none, is better than a page in pieces. */
async function keepPage(path: string, answer: Response, store: Cache) {
  if (!isWorthKeeping(answer)) return
  const [page, html, assets] = [answer.clone(), await answer.text(), await caches.open(assetStore)]
  for (const [link, wanted] of html.matchAll(/<\w+[^>]*?\s(?:src|href)="(\/(?:assets|islands|pictures)\/[^"]+)"/g)) {
    const isThere = await keepAsset(wanted!.replaceAll('&amp;', '&'), assets)
    if (!isThere && link.includes('rel="stylesheet"')) return
  }
  await store.put(path, page)
}

/** Keeps a picture, a script or a style, once. Gives whether it is there. */
async function keepAsset(path: string, assets: Cache): Promise<boolean> {
  if (await assets.match(path)) return true
  const answer = await fetch(path, { mode: 'same-origin' }).catch(() => null)
  if (!answer || !isWorthKeeping(answer)) return false
  await assets.put(path, answer)
  return true
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'POST' && changesThePerson.test(url.pathname)) event.waitUntil(forgetPages()) // the phone may be shared
  if (request.method !== 'GET') return
  if (keptAsset.test(url.pathname)) event.respondWith(assetFirst(request))
  else if (request.mode === 'navigate' && keptPage.test(url.pathname)) event.respondWith(networkFirst(event, url.pathname))
})

async function assetFirst(request: Request) {
  const store = await caches.open(assetStore)
  const kept = await store.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (isWorthKeeping(answer)) await store.put(request, answer.clone())
  return answer
}

async function networkFirst(event: FetchEvent, path: string): Promise<Response> {
  const store = await pageStore()
  const kept = await store?.match(path)
  const fromNetwork = fetch(event.request).then(async (answer) => {
    if (store) {
      const copy = answer.clone()
      event.waitUntil(inTurn(() => keepPage(path, copy, store)))
    }
    const isOurs = isOwn(answer) || (kept !== undefined && answer.type === 'opaqueredirect' && (await leadsToOwn(event.request.url)))
    return kept && (!isOurs || answer.status >= 500) ? null : answer // nothing kept: then people may sign in to the hotel's network
  })
  event.waitUntil(fromNetwork.catch(() => undefined)) // an answer that comes too late to be shown is still kept
  const answer = await Promise.race([fromNetwork.catch(() => null), after(kept ? patienceFor(path) : longestPatience)])
  if (answer) return answer
  if (!kept) return noCopy(store)
  return saysItself.test(path) ? kept : asKept(kept)
}

/** Whether the server itself has spoken: hotels and telephone companies answer in its place, with 200 or by leading elsewhere. */
const isOwn = (answer: Response) => answer.headers.has(ownAnswerHeader)
const isWorthKeeping = (answer: Response) => answer.ok && !answer.redirected && isOwn(answer)
/** The worker is not told where a page leads; asking once more shows whether it is to one of ours, such as signing in. */
const leadsToOwn = (url: string) => fetch(url, { mode: 'same-origin' }).then(isOwn, () => false)

const after = (milliseconds: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds))

/** The kept copy, with a line that says so. */
async function asKept(kept: Response) {
  const html = (await kept.text()).replace(/<main[^>]*>/, '$&<p class="notice warn" role="status" data-kept-copy>没有网，您看的是存下的页面。</p>')
  return new Response(html, { status: 200, headers: kept.headers })
}

/** Nothing is kept of this page: what is kept of others is offered instead. */
async function noCopy(store: Cache | null) {
  const lessons = await Promise.all(((await store?.keys()) ?? []).map(({ url }) => new URL(url).pathname).filter((path) => keptOnce.test(path)).map(async (path) => ({ path, title: titleOf((await (await store!.match(path))?.text()) ?? '') })))
  const list = lessons.filter(({ title }) => title).map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`).join('')
  const html = `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有网</title><style>body{font:20px/1.7 sans-serif;margin:0;padding:1.2em;background:#fbf8f1;color:#1f2a24}a{display:block;padding:.8em 1em;margin:.6em 0;min-height:60px;box-sizing:border-box;background:#fff;border:2px solid #1d6147;border-radius:12px;color:#1d6147;font-weight:700;text-decoration:none}ul{list-style:none;padding:0}</style><body><main><h1>没有网</h1><p>这一页还没存到手机里。有网的时候打开一次，以后没网也能看。</p>${list ? `<h2>存下的课，现在就能看</h2><ul>${list}</ul>` : ''}<p><a href="">再试一次</a></p><p><a href="/">回首页</a></p></main></body></html>`
  return new Response(html, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** A kept page's own heading, as it stands in its HTML. */
const titleOf = (html: string) => html.match(/<h1[^>]*>([^<]*)<\/h1>/)?.[1] ?? ''
