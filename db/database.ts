// The two handles: `read` sees the last committed state, `write` is the only way to change it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { desc, sql } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { appendOnlyTriggers } from './append-only.ts'
import { keepCounted } from './counted.ts'
import { firstLink, linkHash } from './audit.ts'
import { prepared } from './prepared.ts'
import { auditEntries } from './schema/audit.ts'

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

export interface Database {
  read: Reader
  /**
   * Runs `work` in a transaction with an audit entry, and resolves once it is safely on disk. Writes that wait at the
   * same time share one commit, each in a savepoint of its own: one that throws is undone alone, and its error is
   * passed on. Await every query in `work`, await nothing slow, and never write from within a write.
   */
  write<T>(actor: Actor, why: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls back after each commit. */
  onCommit(listener: () => void): void
  /** Copies the whole database, as of now, into a file. */
  backup(file: string): Promise<void>
  close(): void
}

interface Job {
  actor: Actor
  why: string
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (fault: unknown) => void
}

const lastAuditEntry = prepared((writer: Pick<Tx, 'select' | 'connection'>) => writer.select({ hash: auditEntries.hash }).from(auditEntries).orderBy(desc(auditEntries.sequence)).limit(1).prepare())
const addAuditEntry = prepared((writer: Pick<Tx, 'insert' | 'connection'>) => {
  const [at, actor, why, lines, previous, hash] = ['at', 'actor', 'why', 'lines', 'previous', 'hash'].map((name) => sql.placeholder(name))
  return writer.insert(auditEntries).values({ at: at!, actor: actor!, why: why!, lines: lines!, previous: previous!, hash: hash! }).prepare()
})

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
const mostInOneCommit = 256
const insideWrite = new AsyncLocalStorage<true>()

/** Opens the database file, bringing its schema up to date. `now` is the clock of every write. */
export function openDatabase(file: string, { now }: { now: () => Date }): Database {
  mkdirSync(dirname(file), { recursive: true })
  const writing = new Sqlite(file)
  writing.pragma('journal_mode = WAL')
  writing.pragma('synchronous = FULL') // an acknowledged answer survives a power cut
  writing.pragma('foreign_keys = ON')
  writing.pragma('busy_timeout = 5000')
  writing.pragma('wal_autocheckpoint = 8000') // rarer pauses while hundreds answer; the log stays below 32 MB
  writing.pragma('cache_size = -65536')
  const writer = Object.assign(drizzle(writing), { connection: {} })
  writing.pragma('foreign_keys = OFF') // migrations rebuild tables
  migrate(writer, { migrationsFolder })
  writing.pragma('foreign_keys = ON')
  for (const statement of appendOnlyTriggers) writing.exec(statement)
  keepCounted(writing)

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
  let closed = false
  let lastLink = ''

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
    const entry = { at, actor: job.actor, why: job.why, lines }
    const hash = linkHash(lastLink, entry)
    await addAuditEntry(writer).execute({ ...entry, previous: lastLink, hash })
    lastLink = hash
    return value
  }

  async function runBatch(batch: Job[]) {
    const settled: (() => void)[] = []
    begin.run()
    try {
      const [last] = await lastAuditEntry(writer).execute()
      lastLink = last?.hash ?? firstLink
      for (const job of batch) {
        savepoint.run()
        const linkBefore = lastLink
        try {
          const value = await carryOut(job)
          settled.push(() => job.resolve(value))
        } catch (fault) {
          undo.run()
          lastLink = linkBefore
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
        if (!busy) void drain()
      })
    },
    onCommit: (listener) => void listeners.push(listener),
    async backup(target) {
      if (existsSync(target)) throw new Error(`${target} is there already`)
      await reading.backup(target)
    },
    close() {
      closed = true
      reading.close()
      writing.close()
    },
  }
}
