// What waits on the phone: held by the page at once, and written into the phone's own database where there is one with
// room. Each box belongs to one account, so that people who share a phone never see or send each other's things.
import { type IDBPDatabase, openDB } from 'idb'
import { withTimeout } from './timeout.ts'

/** Whether the phone has written something down: `full` where there was no room, `none` where there is no database that answers. */
export type StorageStatus = 'kept' | 'full' | 'none'

export interface Outbox<T> {
  /** Takes an item under its key, at once: `all` gives it from now on, whatever the phone can write down. The same key again replaces it. */
  put(key: string, item: T): Promise<StorageStatus>
  /** All items, by their keys. */
  all(): Promise<T[]>
  remove(keys: readonly string[]): Promise<void>
  /** Why something of it lives only as long as this page; null if the phone has it all. */
  unkept(): Exclude<StorageStatus, 'kept'> | null
}

interface Row<T> {
  box: string
  key: string
  item: T
}

/** How long the database may be silent, in milliseconds. */
const patience = 2000

/** Opens the box of an account; `purpose` tells its boxes apart. Nothing that it gives ever rejects, or waits longer than two seconds. */
export function openOutbox<T>(accountId: string, purpose: string): Outbox<T> {
  const box = `${accountId}/${purpose}`
  /** What the database does not hold, or not yet. `why` is null while that is not known. */
  const held = new Map<string, { item: T; why: Exclude<StorageStatus, 'kept'> | null }>()
  /** What was removed, but perhaps not from the database. */
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
      // There is room again: what had none before is written too.
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

/** The purposes that begin so for which this phone keeps something of the account. */
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

/** What to say of things that only the open page holds. */
export const formatUnsaved = (why: Exclude<StorageStatus, 'kept'>) =>
  why === 'full' ? '手机存满了，请不要关这一页' : '手机存不了东西，请不要关这一页'

let opening: Promise<IDBPDatabase | null> | null = null

/** The phone's database; null where there is none, where it cannot be opened, or where it does not answer. */
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
