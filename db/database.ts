// The two handles: `read` sees the last committed state, `write` is the only way to change it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { Sqlite } from './driver.ts'
import { isFromNewerEdition } from './edition.ts'
import { DatabaseFault } from './fault.ts'
import { type LedgerKeys, ledgerKeysFrom } from './ledger/keyed.ts'
import { watchRows } from './ledger/recorder.ts'
import { type Head, headOf, type Verification, type VerifyChoices, verifyLedger } from './ledger/verify.ts'
import { bringUpToDate } from './migrate.ts'
import { keepingStatements } from './statements.ts'

export { DatabaseFault } from './fault.ts'

/** Who does it: an account's id, `system` for deadlines and follow-ups, `operator` for the command line. */
export type Actor = string

/** Reads, and nothing else. */
export type Reader = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$count' | '$with' | 'with'> & {
  /** Stands for the connection behind this handle: prepared queries are kept by it. */
  readonly connection: object
}

/** A handle inside a write. It also knows who writes, when and why, and takes notes for the audit entry. */
export type Tx = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count' | '$with' | 'with'> & {
  readonly connection: object
  readonly actor: Actor
  readonly at: Date
  readonly why: string
  /** Adds a line to this write's audit entry. No personal data in it: ids, not names or numbers. */
  note(line: string): void
}

export interface Database extends KeyCheck {
  read: Reader
  /**
   * Runs `work` in a transaction with an audit entry, and resolves once it is safely on disk. Writes that wait at the
   * same time share one commit, each in a savepoint of its own: one that throws is undone alone, and its error is
   * passed on. Await every query in `work`, await nothing slow, and never write from within a write.
   */
  write<T>(actor: Actor, why: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls back after each commit. */
  onCommit(listener: () => void): void
  /** The last entry of the audit chain: whoever notes it elsewhere can tell later that nothing up to it was changed. */
  head(): Head
  /** A keyed mark of a text about a head, so that nobody else writes such. Needs the key. */
  markHead(text: string): string
  /** Whether the record still tells what happened. Takes seconds for a million entries, and the thread with it. Needs the key. */
  verify(choices?: VerifyChoices): Verification
  /** Copies the whole database, as of now, into a file that only its owner may read. */
  backup(file: string): Promise<void>
  /** Takes over all that another database of ours holds, in one transaction. For an empty database that gets its first content. */
  takeOver(file: string): Promise<void>
  /** Takes no more writes, lets those that wait get onto disk, and closes. */
  close(): Promise<void>
}

interface Job {
  actor: Actor
  why: string
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (fault: unknown) => void
}

const mostInOneCommit = 256
/** How long a write waits, in milliseconds, while another process holds the database: an import from the command line takes its time. */
const longestWaitForTurn = 60_000
const insideWrite = new AsyncLocalStorage<true>()

/** What is kept of the key that personal data was sealed with. */
export interface KeyCheck {
  keyCheck(): string | null
  keepKeyCheck(check: string): void
}

interface Choices {
  /** The clock of every write. */
  now: () => Date
  /** The secret that the ledger's entries and digests are keyed with, 32 bytes. Asked for at the first write; may refuse. */
  ledgerKey: (kept: KeyCheck) => Buffer
  /** The largest that the file may grow, in SQLite's pages; as large as the disk unless told otherwise. */
  mostPages?: number
}

/** Opens the database file, bringing its schema up to date. */
export function openDatabase(file: string, { now, mostPages, ledgerKey }: Choices): Database {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  const writing = new Sqlite(file)
  if (isNew) chmodSync(file, 0o600) // SQLite gives the files beside it the same
  writing.pragma('journal_mode = WAL')
  writing.pragma('synchronous = FULL') // an acknowledged answer survives a power cut
  writing.pragma('foreign_keys = ON')
  writing.pragma('busy_timeout = 30000') // while opening there is nothing else to do than to wait
  writing.pragma('wal_autocheckpoint = 8000') // rarer pauses while hundreds answer; the log stays below 32 MB
  writing.pragma('cache_size = -24576')
  const writer = Object.assign(drizzle(keepingStatements(writing)), { connection: {} })
  if (isFromNewerEdition(writing)) {
    writing.close()
    throw new DatabaseFault('DATABASE_NEWER', `${file} was written by a newer edition`)
  }
  const kept: KeyCheck = {
    keyCheck: () => (writing.prepare('SELECT key_check FROM installation').pluck().get() as string | undefined) ?? null,
    keepKeyCheck: (check) => void writing.prepare('INSERT OR IGNORE INTO installation (id, key_check) VALUES (1, ?)').run(check),
  }
  let keys: LedgerKeys | undefined
  const ledgerKeys = () => (keys ??= ledgerKeysFrom(ledgerKey(kept)))
  try {
    bringUpToDate(writing, { now, keys: ledgerKeys })
  } catch (fault) {
    writing.close()
    throw fault
  }
  const recorder = watchRows(writing, ledgerKeys)
  if (mostPages) writing.pragma(`max_page_count = ${mostPages}`)
  writing.pragma('busy_timeout = 0') // from now on waiting is ours, so that readers are served meanwhile

  const reading = new Sqlite(file, { readonly: true })
  reading.pragma('busy_timeout = 5000')
  reading.pragma('cache_size = -65536')
  reading.pragma('mmap_size = 1073741824')

  const begin = writing.prepare('BEGIN IMMEDIATE')
  const commit = writing.prepare('COMMIT')
  const rollback = writing.prepare('ROLLBACK')
  const savepoint = writing.prepare('SAVEPOINT job')
  const release = writing.prepare('RELEASE job')
  const undo = writing.prepare('ROLLBACK TO job')

  const waiting: Job[] = []
  const listeners: (() => void)[] = []
  let busy = false
  let drained = Promise.resolve()
  let closed = false

  /** Begins a transaction; waits while another process is writing. */
  async function takeTurn() {
    for (const until = Date.now() + longestWaitForTurn; ; ) {
      try {
        return begin.run()
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'SQLITE_BUSY' || Date.now() > until) throw fault
        await pause(20)
      }
    }
  }

  async function carryOut(job: Job) {
    const at = now()
    const lines: string[] = []
    const tx: Tx = Object.assign(Object.create(writer) as typeof writer, {
      actor: job.actor,
      at,
      why: job.why,
      note: (line: string) => void lines.push(line),
    })
    const value = await insideWrite.run(true, () => job.work(tx))
    recorder.append({ at, actor: job.actor, why: job.why, lines })
    return value
  }

  async function runBatch(batch: Job[]) {
    const settled: (() => void)[] = []
    try {
      await takeTurn()
      recorder.resume()
      for (const job of batch) {
        savepoint.run()
        try {
          const value = await carryOut(job)
          settled.push(() => job.resolve(value))
        } catch (fault) {
          if (!writing.inTransaction) throw fault // a full disk undoes everything by itself
          undo.run()
          recorder.forget()
          settled.push(() => job.reject(fault))
        }
        release.run()
      }
      commit.run()
    } catch (fault) {
      if (writing.inTransaction) rollback.run()
      for (const job of batch) job.reject(fault)
      return
    }
    for (const settle of settled) settle()
    for (const listener of listeners) listener()
  }

  async function drain() {
    busy = true
    while (waiting.length > 0) {
      await nextTurn() // whoever arrives in this turn shares the commit
      await runBatch(waiting.splice(0, mostInOneCommit))
    }
    busy = false
  }

  return {
    read: Object.assign(drizzle(reading), { connection: {} }),
    write<T>(actor: Actor, why: string, work: (tx: Tx) => Promise<T>) {
      if (insideWrite.getStore()) throw new Error('A write was asked for from within a write: pass the tx on instead.')
      if (closed) throw new Error('The database is closed.')
      return new Promise<T>((resolve, reject) => {
        waiting.push({ actor, why, work, resolve: resolve as (value: unknown) => void, reject })
        if (!busy) drained = drain()
      })
    },
    ...kept,
    head: () => headOf(file),
    verify: (choices) => verifyLedger(file, ledgerKeys(), choices),
    markHead: (text) => ledgerKeys().head(text),
    onCommit: (listener) => void listeners.push(listener),
    async backup(target) {
      if (existsSync(target)) throw new Error(`${target} is there already`)
      await reading.backup(target)
      chmodSync(target, 0o600)
    },
    async takeOver(source) {
      const arriving = new Sqlite(source, { readonly: true })
      try {
        await arriving.backup(file)
      } finally {
        arriving.close()
      }
    },
    async close() {
      closed = true
      if (busy) await drained
      reading.close()
      writing.close()
    },
  }
}
