// A browser around the service worker: its scope, its stores and a network, as far as app/phone/worker.ts asks for them.
// The phone's database is fake-indexeddb, which keeps to the standard.
import * as fakes from 'fake-indexeddb'
import { vi } from 'vitest'
import { ownResponseHeader } from '#app/phone/own-response.ts'

const origin = 'https://tidui.example'

/** A database as a phone has it when it is new, for as long as globals are stubbed. */
export function aPhonesDatabase() {
  for (const [name, fake] of Object.entries(fakes)) if (/^IDB/.test(name)) vi.stubGlobal(name, fake)
  vi.stubGlobal('indexedDB', new fakes.IDBFactory())
}

/** Waits turn by turn until a check passes, while timers stand still: `vi.waitFor` would move them on. */
export async function untilHolds(check: () => unknown) {
  for (let turns = 0; ; turns++) {
    try {
      return await check()
    } catch (fault) {
      if (turns > 500) throw fault
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

/** Whether the phone's stores have room, and answer at all. */
type StoreHealth = 'works' | 'full' | 'hangs'

function someStores() {
  const stores = new Map<string, Map<string, Response>>()
  const state: { health: StoreHealth } = { health: 'works' }
  const addressOf = (asked: string | { url: string }) => new URL(typeof asked === 'string' ? asked : asked.url, origin).href
  const whenHealthy = <T>(work: () => T): Promise<T> =>
    state.health === 'hangs' ? new Promise<T>(() => undefined) : Promise.resolve().then(work)
  const whenRoom = <T>(work: () => T) =>
    whenHealthy(() => {
      if (state.health === 'full') throw new DOMException('full', 'QuotaExceededError')
      return work()
    })
  const open = (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, store)
    return {
      match: (asked: string | { url: string }) => whenHealthy(() => store.get(addressOf(asked))?.clone()),
      put: (asked: string | { url: string }, answer: Response) => whenRoom(() => void store.set(addressOf(asked), answer)),
      delete: (asked: string | { url: string }) => whenHealthy(() => store.delete(addressOf(asked))),
      keys: () => whenHealthy(() => [...store.keys()].map((url) => ({ url }))),
    }
  }
  return {
    state,
    caches: {
      // A store that is there can be opened on a full phone; a new one cannot.
      open: (name: string) => (stores.has(name) ? whenHealthy : whenRoom)(() => open(name)),
      has: (name: string) => whenHealthy(() => stores.has(name)),
      keys: () => whenHealthy(() => [...stores.keys()]),
      delete: (name: string) => whenHealthy(() => stores.delete(name)),
    },
    /** The paths in a store, or null if there is no such store. */
    pathsIn: (name: string) => {
      const store = stores.get(name)
      return store ? [...store.keys()].map((url) => url.slice(origin.length)).sort() : null
    },
    names: () => [...stores.keys()].sort(),
  }
}

/** What the network does with a request: an answer, `cut`, or `silent` for ever. */
type Reply = Response | 'cut' | 'silent'

/** An answer of our own server. */
export const ours = (body: string, { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}) =>
  new Response(body, { status, headers: { [ownResponseHeader]: '1', Date: new Date().toUTCString(), ...headers } })

/** What a hotel or a telephone company says in its place. */
export const portal = () => new Response('<html>请登录</html>', { status: 200 })

/** Ours that leads elsewhere, as a worker is shown it when somebody navigates: without status or headers. */
export const leadingElsewhere = (): Response =>
  Object.defineProperties(new Response(null), {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
    clone: { value: leadingElsewhere },
  })

interface SentRequest {
  path: string
  method: string
}

/** A phone with a worker that has just begun. `network` answers by path; whatever is not in it is cut off. */
export async function aWorker(network: Record<string, Reply | (() => Reply)> = {}) {
  const stores = someStores()
  const listeners = new Map<string, (event: object) => void>()
  const asked: SentRequest[] = []
  const told: unknown[] = []
  const claim = vi.fn(async () => undefined)
  const skipWaiting = vi.fn(async () => undefined)
  vi.stubGlobal('self', {
    addEventListener: (kind: string, listener: (event: object) => void) => void listeners.set(kind, listener),
    skipWaiting,
    clients: { claim, matchAll: async () => [{ postMessage: (data: unknown) => void told.push(data) }] },
  })
  vi.stubGlobal('caches', stores.caches)
  vi.stubGlobal('location', { origin })
  vi.stubGlobal(
    'Response',
    class extends Response {
      // In a browser the address is relative to the worker's; Node wants a whole one.
      static override redirect = (address: string) => new Response(null, { status: 302, headers: { Location: address } })
    },
  )
  vi.stubGlobal('fetch', async (to: string | { url: string; method?: string }, init: { method?: string } = {}) => {
    const path = new URL(typeof to === 'string' ? to : to.url, origin).href.slice(origin.length)
    asked.push({ path, method: init.method ?? (typeof to === 'string' ? 'GET' : (to.method ?? 'GET')) })
    const given = network[path] ?? 'cut'
    const reply = typeof given === 'function' ? given() : given
    if (reply === 'cut') throw new TypeError('no network')
    return reply === 'silent' ? new Promise<Response>(() => undefined) : reply.clone()
  })
  aPhonesDatabase()
  vi.resetModules()
  await import('#app/phone/worker.ts')

  /** Something happens to the worker. Resolves with its answer, if it gives one, and with all that it does beside answering. */
  const happen = (kind: string, event: object) => {
    const waits: Promise<unknown>[] = []
    let answered: Promise<Response> | null = null
    listeners.get(kind)!({
      ...event,
      waitUntil: (work: Promise<unknown>) => void waits.push(work),
      respondWith: (answer: Promise<Response>) => void (answered = answer),
    })
    const done = async () => {
      // What is waited for may wait for more.
      for (let at = 0; at < waits.length; at++) await waits[at]
    }
    return { answer: answered as Promise<Response> | null, done }
  }
  const request = (path: string, more: object) => ({
    url: origin + path,
    method: 'GET',
    referrer: '',
    mode: 'navigate',
    headers: new Headers(),
    ...more,
  })
  return {
    ...stores,
    network,
    asked,
    told,
    claim,
    skipWaiting,
    happen,
    /** A page of this account asks the worker to keep pages. */
    keep: (account: string, pages: string[], renew = false) => happen('message', { data: { account, pages, renew } }).done(),
    /** Somebody opens a page. Null where the worker leaves it to the browser. */
    open: (path: string) => happen('fetch', { request: request(path, {}) }),
    post: (path: string, { from = '' } = {}) =>
      happen('fetch', { request: request(path, { method: 'POST', referrer: from ? origin + from : '' }) }),
    /** A page asks for a style, a script or a picture; a player for a part of a sound. */
    load: (path: string, { range }: { range?: string } = {}) =>
      happen('fetch', { request: request(path, { mode: 'no-cors', headers: new Headers(range ? { Range: range } : {}) }) }),
  }
}
