// The two handles: `read` sees the last committed state, `write` is the only way to change it.
import { AsyncLocalStorage } from 'node:async_hooks'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { type Copied, copyDatabase } from './backup/copy.ts'
import { trackWrites, type WriteCondition } from './write-condition.ts'
import { type Connection, Sqlite } from './dialect/sqlite/driver.ts'
import { isFromNewerVersion } from './schema-version.ts'
import { DatabaseFault } from './fault.ts'
import { type Lane, lanes, createWriteQueue } from './write-queue.ts'
import { type LedgerKeys, deriveLedgerKeys } from './ledger/keyed.ts'
import { watchRows } from './ledger/recorder.ts'
import { type Head, readDatabaseHead, type Verification, type VerifyChoices, verifyLedger } from './ledger/verify.ts'
import { applyMigrations } from './migrate.ts'
import { type FileFault, watchDatabaseFile } from './dialect/sqlite/opened-file.ts'
import { openReadConnection } from './dialect/sqlite/read-connection.ts'
import { writeProofs } from './schema/installation.ts'
import { withStatementCache } from './dialect/sqlite/statements.ts'

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
   * passed on. Await every query in `work`, await nothing slow, and never write from within a write. The answers of exams
   * have a lane of their own (db/write-queue.ts); where too many wait, nothing is taken and `DatabaseFault` says so.
   */
  write<T>(actor: Actor, why: string, work: (tx: Tx) => Promise<T>, choices?: { lane?: Lane }): Promise<T>
  /**
   * Runs `work` in a transaction like a write's, but leaves no audit entry. For counters that strangers can drive up,
   * such as wrong tries: entries cannot be deleted, so nobody may be able to add them by the million.
   */
  writeUnaudited<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls back after each commit. */
  onCommit(listener: () => void): void
  readonly file: string
  /** What is strange about the file under that name; null while it is the one that was opened, and looks like a database. */
  fileFault(): FileFault | null
  /** Whether what is written gets onto the disk. */
  condition(): WriteCondition
  /** Keeps what a check of the pages has found; null when it found them sound. */
  noteDamage(found: string | null): void
  /** Writes and flushes something small that leaves no audit entry. Rejects where nothing can be written. */
  probeWrite(): Promise<void>
  /** The last entry of the audit chain: whoever notes it elsewhere can tell later that nothing up to it was changed. */
  head(): Head
  /** A keyed mark of a text about a head, so that nobody else writes such. Needs the key. */
  markHead(text: string): string
  /** Whether the record still tells what happened. Takes seconds for a million entries, and the thread with it. Needs the key. */
  verify(choices?: VerifyChoices): Verification
  /** Copies the whole database, as of now, into a new file that only its owner may read, and checks the copy. */
  backup(file: string): Promise<Copied>
  /** Takes over all that another database of ours holds, in one transaction. For an empty database that gets its first content. */
  adoptState(file: string): Promise<void>
  /** Takes no more writes, lets those that wait get onto disk, and closes. */
  close(): Promise<void>
}

interface Job {
  actor: Actor
  why: string
  /** Whether it leaves an audit entry. */
  isAudited: boolean
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (fault: unknown) => void
}

/** How long a write waits, in milliseconds, while another process holds the database: an import from the command line takes its time. */
const maxTurnWait = 60_000
const insideWrite = new AsyncLocalStorage<true>()

/** What is kept of the key that personal data was sealed with. */
export interface KeyCheck {
  keyCheck(): string | null
  keepKeyCheck(check: string): void
  /** The ledger's secret, sealed, once the key was changed; until then it follows from the key. */
  ledgerSealed(): string | null
}

interface Choices {
  /** The clock of every write. */
  now: () => Date
  /** Refuses to make an empty database where one ought to be. */
  mustExist?: boolean
  /** The secret that the ledger's entries and digests are keyed with, 32 bytes. Asked for at the first write; may refuse. */
  ledgerKey: (kept: KeyCheck) => Buffer
  /** The largest that the file may grow, in SQLite's pages; as large as the disk unless told otherwise. */
  mostPages?: number
}

/** Null also in a database of before there was a ledger. */
export function readSealedLedgerSecret(connection: Connection): string | null {
  const has = connection.prepare("SELECT 1 FROM pragma_table_info('installation') WHERE name = 'ledger_sealed'").get()
  return has ? ((connection.prepare('SELECT ledger_sealed FROM installation').pluck().get() as string | null | undefined) ?? null) : null
}

/** Whether there is something in the file: to SQLite, one of no bytes is an empty database. */
const isThere = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Opens the database file, bringing its schema up to date. */
export function openDatabase(file: string, { now, mustExist = false, mostPages, ledgerKey }: Choices): Database {
  if (mustExist && !isThere(file)) throw new DatabaseFault('DATABASE_MISSING', `${file} is missing or empty`)
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
  writing.pragma('secure_delete = ON') // what is deleted or replaced is overwritten: ID numbers do not live on in free pages
  const writer = Object.assign(drizzle(withStatementCache(writing)), { connection: {} })
  if (isFromNewerVersion(writing)) {
    writing.close()
    throw new DatabaseFault('DATABASE_NEWER', `${file} was written by a newer edition`)
  }
  const kept: KeyCheck = {
    keyCheck: () => (writing.prepare('SELECT key_check FROM installation').pluck().get() as string | undefined) ?? null,
    keepKeyCheck: (check) => void writing.prepare('INSERT OR IGNORE INTO installation (id, key_check) VALUES (1, ?)').run(check),
    ledgerSealed: () => readSealedLedgerSecret(writing),
  }
  let keys: LedgerKeys | undefined
  const ledgerKeys = () => (keys ??= deriveLedgerKeys(ledgerKey(kept)))
  try {
    applyMigrations(writing, { now, keys: ledgerKeys })
  } catch (fault) {
    writing.close()
    throw fault
  }
  const recorder = watchRows(writing, ledgerKeys)
  if (mostPages) writing.pragma(`max_page_count = ${mostPages}`)
  writing.pragma('busy_timeout = 0') // from now on waiting is ours, so that readers are served meanwhile

  const reading = openReadConnection(file)
  const opened = watchDatabaseFile(file)

  const begin = writing.prepare('BEGIN IMMEDIATE')
  const commit = writing.prepare('COMMIT')
  const rollback = writing.prepare('ROLLBACK')
  const savepoint = writing.prepare('SAVEPOINT job')
  const release = writing.prepare('RELEASE job')
  const undo = writing.prepare('ROLLBACK TO job')

  const line = createWriteQueue<Job>(lanes)
  const writes = trackWrites()
  const listeners: (() => void)[] = []
  let busy = false
  let drained = Promise.resolve()
  let closed = false

  /** Begins a transaction; waits while another process is writing. */
  async function takeTurn() {
    for (const until = Date.now() + maxTurnWait; ;) {
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
    if (!job.isAudited) {
      if (lines.length > 0) throw new Error('A tally leaves no audit entry, so it takes no notes.')
      if (recorder.hasChanges()) throw new Error('A tally leaves no audit entry, so it may not change what the ledger watches.')
      return value
    }
    recorder.append({ at, actor: job.actor, why: job.why, lines })
    return value
  }

  /** One commit: whoever has shared it when its time is over, or when an answer of an exam comes. Gives them. */
  async function runBatch(): Promise<Job[]> {
    const batch = line.batch()
    const settled: (() => void)[] = []
    const taken: Job[] = []
    try {
      await takeTurn()
      recorder.resume()
      for (let job = batch.next(); job; job = batch.next()) {
        taken.push(job)
        savepoint.run()
        try {
          const value = await carryOut(job)
          const { resolve } = job
          settled.push(() => resolve(value))
        } catch (fault) {
          if (!writing.inTransaction) throw fault // a full disk undoes everything by itself
          undo.run()
          recorder.forget()
          writes.failed(fault)
          const { reject } = job
          settled.push(() => reject(fault))
        }
        release.run()
      }
      commit.run()
      writes.saved()
    } catch (fault) {
      if (writing.inTransaction) rollback.run()
      writes.failed(fault)
      if (taken.length === 0) taken.push(...line.takeAll())
      for (const job of taken) job.reject(fault)
      return taken
    }
    for (const settle of settled) settle()
    for (const listener of listeners) listener()
    return taken
  }

  async function drain() {
    busy = true
    while (line.length() > 0) {
      await nextTurn() // whoever arrives in this turn shares the commit
      for (const job of await runBatch()) writes.settled(job)
    }
    busy = false
  }

  function inTurn<T>(lane: Lane, job: Pick<Job, 'actor' | 'why' | 'isAudited'> & { work: (tx: Tx) => Promise<T> }) {
    if (insideWrite.getStore()) throw new Error('A write was asked for from within a write: pass the tx on instead.')
    if (closed) throw new Error('The database is closed.')
    return new Promise<T>((resolve, reject) => {
      const asked: Job = { ...job, resolve: resolve as (value: unknown) => void, reject }
      if (!line.add(lane, asked)) return reject(new DatabaseFault('DATABASE_CROWDED', `Too many wait to write: ${job.why}`))
      writes.asked(asked)
      if (!busy) drained = drain()
    })
  }

  return {
    read: Object.assign(drizzle(reading), { connection: {} }),
    write: (actor, why, work, { lane = 'others' } = {}) => inTurn(lane, { actor, why, isAudited: true, work }),
    writeUnaudited: (work) => inTurn('others', { actor: 'system', why: 'tally', isAudited: false, work }),
    file,
    fileFault: opened.fault,
    condition: writes.now,
    noteDamage: writes.noteDamage,
    probeWrite: () =>
      // It must not fail because many wait: that alone is no fault of the disk.
      inTurn('exams', {
        actor: 'system',
        why: 'prove that writing works',
        isAudited: false,
        work: async (tx) =>
          void (await tx
            .insert(writeProofs)
            .values({ id: 1, at: tx.at })
            .onConflictDoUpdate({ target: writeProofs.id, set: { at: tx.at } })),
      }),
    ...kept,
    head: () => readDatabaseHead(file),
    verify: (choices) => verifyLedger(file, ledgerKeys(), choices),
    markHead: (text) => ledgerKeys().head(text),
    onCommit: (listener) => void listeners.push(listener),
    backup: (target) => copyDatabase(file, target),
    async adoptState(source) {
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
      opened.close()
    },
  }
}
