// What waits on the phone, in the phone's own database. Each box belongs to one account, so that people who share a
// phone never see or send each other's things.
import { type IDBPDatabase, openDB } from 'idb'

export interface Outbox<T> {
  /** Keeps an item under its key; the same key again replaces it. */
  put(key: string, item: T): Promise<void>
  all(): Promise<T[]>
  remove(keys: readonly string[]): Promise<void>
}

/** Opens the box of an account; `purpose` tells its boxes apart. Without a database (a private window) it keeps things as long as the page lives. */
export function openOutbox<T>(accountId: string, purpose: string): Outbox<T> {
  const box = `${accountId}/${purpose}`
  const inMemory = new Map<string, T>()
  const database = open()
  const withDatabase = async <R>(work: (database: IDBPDatabase) => Promise<R>, otherwise: () => R): Promise<R> => {
    const opened = await database
    if (!opened) return otherwise()
    return work(opened)
  }
  return {
    put: (key, item) =>
      withDatabase(
        async (opened) => void (await opened.put('boxes', { box, key, item })),
        () => void inMemory.set(key, item),
      ),
    all: () =>
      withDatabase(
        async (opened) => ((await opened.getAll('boxes', IDBKeyRange.bound([box, ''], [box, '\uffff']))) as { item: T }[]).map(({ item }) => item),
        () => [...inMemory.values()],
      ),
    remove: (keys) =>
      withDatabase(
        async (opened) => void (await Promise.all(keys.map((key) => opened.delete('boxes', [box, key])))),
        () => keys.forEach((key) => inMemory.delete(key)),
      ),
  }
}

function open(): Promise<IDBPDatabase | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null)
  return openDB('tidui', 1, { upgrade: (database) => void database.createObjectStore('boxes', { keyPath: ['box', 'key'] }) }).catch(() => null)
}
