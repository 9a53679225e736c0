// The outbox on the phone: held by the page at once, and written to the phone's database if there is one with space.
// Each outbox belongs to one account, so that people who share a phone never see or send each other's items.
import { type IDBPDatabase, openDB } from 'idb'
import { withTimeout } from './timeout.ts'

/** Whether the phone has stored an item: `full` if there was no space, `none` if no database responds. */
export type StorageStatus = 'kept' | 'full' | 'none'

export interface Outbox<T> {
  /** Adds an item under its key at once: `all` returns it from now on, whatever the phone can store. The same key again replaces it. */
  put(key: string, item: T): Promise<StorageStatus>
  /** Returns all items, ordered by key. */
  all(): Promise<T[]>
  remove(keys: readonly string[]): Promise<void>
  /** Why some items exist only as long as this page; null if the phone has stored all. */
  unkept(): Exclude<StorageStatus, 'kept'> | null
}

interface Row<T> {
  box: string
  key: string
  item: T
}

/** Milliseconds after which a silent database is given up. */
const patience = 2000

/** Opens an outbox of an account; `purpose` distinguishes its outboxes. Its promises never reject, and take two seconds at most. */
export function openOutbox<T>(accountId: string, purpose: string): Outbox<T> {
  const box = `${accountId}/${purpose}`
  /** Items that the database does not have, or not yet. `why` is null while the reason is unknown. */
  const held = new Map<string, { item: T; why: Exclude<StorageStatus, 'kept'> | null }>()
  /** Keys that were removed, but perhaps not from the database. */
  const gone = new Set<string>()

  async function write(key: string): Promise<StorageStatus> {
    const entry = held.get(key)
    if (!entry) return 'kept'
    const opened = await database()
    const result = opened
      ? await withTimeout(
          patience,
          () => opened.put('boxes', { box, key, item: entry.item } satisfies Row<T>).then((): StorageStatus => 'kept'),
          'full' as const,
        )
      : 'none'
    if (held.get(key) !== entry) return result // replaced or removed meanwhile
    if (result === 'kept') held.delete(key)
    else entry.why = result
    return result
  }

  return {
    async put(key, item) {
      gone.delete(key)
      held.set(key, { item, why: null })
      const result = await write(key)
      // There is space again: store also what did not fit before.
      if (result === 'kept') for (const [other, { why }] of [...held]) if (why) void write(other)
      return result
    },
    async all() {
      const opened = await database()
      const rows: Row<T>[] = opened
        ? await withTimeout(patience, () => opened.getAll('boxes', IDBKeyRange.bound([box, ''], [box, '\uffff'])) as Promise<Row<T>[]>, [])
        : []
      const items = new Map(rows.filter(({ key }) => !gone.has(key)).map(({ key, item }) => [key, item]))
      for (const [key, { item }] of held) items.set(key, item)
      return [...items].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item)
    },
    async remove(keys) {
      for (const key of keys) {
        held.delete(key)
        gone.add(key)
      }
      const opened = await database()
      if (opened) await withTimeout(patience, () => Promise.all(keys.map((key) => opened.delete('boxes', [box, key]))), null)
    },
    unkept: () => [...held.values()].reduce<Exclude<StorageStatus, 'kept'> | null>((found, { why }) => found ?? why, null),
  }
}

/** Lists the purposes with this beginning for which the phone keeps items of the account. */
export async function listPurposes(accountId: string, beginning: string): Promise<string[]> {
  const opened = await database()
  if (!opened) return []
  const from = `${accountId}/${beginning}`
  const keys = await withTimeout(
    patience,
    () => opened.getAllKeys('boxes', IDBKeyRange.bound([from, ''], [`${from}\uffff`, '\uffff'])) as Promise<[string, string][]>,
    [],
  )
  return [...new Set(keys.map(([box]) => box.slice(accountId.length + 1)))]
}

/** The message about items that exist only in the open page. */
export const formatUnsaved = (why: Exclude<StorageStatus, 'kept'>) =>
  why === 'full' ? '手机存满了，请不要关这一页' : '手机存不了东西，请不要关这一页'

let opening: Promise<IDBPDatabase | null> | null = null

/** Opens the phone's database; null if there is none, if it cannot be opened, or if it does not respond. */
function database(): Promise<IDBPDatabase | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null)
  return (opening ??= withTimeout(
    patience,
    () =>
      openDB('tidui', 1, {
        upgrade: (opened) => void opened.createObjectStore('boxes', { keyPath: ['box', 'key'] }),
        terminated: () => (opening = null),
      }),
    null,
  ))
}
