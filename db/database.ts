// The two database handles: `read` sees the last committed state, `write` is the only way to change it.
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

/** Who performs the write: an account's id, `system` for deadlines and follow-ups, `operator` for the command line. */
export type Actor = string

/** A handle that can only read. */
export type Reader = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$count' | '$with' | 'with'> & {
  /** Identifies the connection behind this handle: the key under which prepared queries are cached. */
  readonly connection: object
}

/** A handle inside a write. It also knows who writes, when and why, and collects notes for the audit entry. */
export type Tx = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count' | '$with' | 'with'> & {
  readonly connection: object
  readonly actor: Actor
  readonly at: Date
  readonly why: string
  /** Adds a line to this write's audit entry. It must not contain personal data: ids, not names or numbers. */
  note(line: string): void
}

export interface Database extends KeyCheck {
  read: Reader
  /**
   * Runs `work` in a transaction with an audit entry, and resolves once it is flushed to disk. Writes that wait at the
   * same time share one commit, each in its own savepoint: if one throws, only that one is rolled back and its error is
   * passed on. Await every query in `work`, await nothing slow, and never write from within a write. Exam answers have
   * their own lane (db/write-queue.ts). If too many writes wait, this one is not accepted and rejects with a
   * `DatabaseFault`.
   */
  write<T>(actor: Actor, why: string, work: (tx: Tx) => Promise<T>, choices?: { lane?: Lane }): Promise<T>
  /**
   * Runs `work` in a transaction like `write`, but leaves no audit entry. For counters that strangers can drive up,
   * such as failed sign-ins: entries cannot be deleted, so nobody may be able to add them by the million.
   */
  writeUnaudited<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls back after each commit. */
  onCommit(listener: () => void): void
  readonly file: string
  /**
   * What is wrong with the file at the database's path; null while it is the one that was opened and has a database
   * header.
   */
  fileFault(): FileFault | null
  /** Whether writes reach the disk. */
  condition(): WriteCondition
  /** Stores the result of a page check; null if the pages are sound. */
  noteDamage(found: string | null): void
  /** Writes and flushes one small row that leaves no audit entry. Rejects if nothing can be written. */
  probeWrite(): Promise<void>
  /** The last entry of the audit chain. If it is noted elsewhere, it proves later that nothing up to it was changed. */
  head(): Head
  /** Computes a keyed hash of a text about a head, so that nobody else can forge one. Needs the key. */
  markHead(text: string): string
  /** Verifies the audit trail. Takes seconds for a million entries and blocks the thread. Needs the key. */
  verify(choices?: VerifyChoices): Verification
  /** Copies the whole database, as of now, into a new file that only its owner may read, and checks the copy. */
  backup(file: string): Promise<Copied>
  /** Copies all content of another database of ours, in one transaction. For an empty database that gets its first content. */
  adoptState(file: string): Promise<void>
  /** Accepts no more writes, flushes the pending ones to disk, and closes. */
  close(): Promise<void>
}

interface Job {
  actor: Actor
  why: string
  /** Whether the write leaves an audit entry. */
  isAudited: boolean
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (fault: unknown) => void
}

/**
 * Maximum wait of a write, in milliseconds, while another process holds the database: an import from the command line
 * takes its time.
 */
const maxTurnWait = 60_000
/** For how many milliseconds writes are gathered before a commit, as long as each turn of the event loop brings more. */
const longestGathering = 5
const insideWrite = new AsyncLocalStorage<true>()

/** What the database stores about the key that personal data was sealed with. */
export interface KeyCheck {
  keyCheck(): string | null
  keepKeyCheck(check: string): void
  /** The ledger's secret, sealed, if the key was ever changed; until then the secret is derived from the key. */
  ledgerSealed(): string | null
}

interface Choices {
  /** The clock used by every write. */
  now: () => Date
  /** Refuses to create an empty database where one should exist. */
  mustExist?: boolean
  /** The 32-byte secret for the keyed hashes of the ledger's entries and digests. Called at the first write; may refuse. */
  ledgerKey: (kept: KeyCheck) => Buffer
  /**
   * Keeps in memory what undoes a single write, instead of in a temporary file: for a server, whose writes are short.
   * Work on the command line may rewrite the whole database in one write.
   */
  undoInMemory?: boolean
  /** Maximum size of the file, in SQLite pages; unlimited by default. */
  maxPages?: number
}

/** Also null in a database that is older than the ledger. */
export function readSealedLedgerSecret(connection: Connection): string | null {
  const has = connection.prepare("SELECT 1 FROM pragma_table_info('installation') WHERE name = 'ledger_sealed'").get()
  return has ? ((connection.prepare('SELECT ledger_sealed FROM installation').pluck().get() as string | null | undefined) ?? null) : null
}

/** Whether the file has content: SQLite opens a file of zero bytes as an empty database. */
const isThere = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Opens the database file and migrates its schema to the current version. */
export function openDatabase(file: string, { now, mustExist = false, undoInMemory = false, maxPages, ledgerKey }: Choices): Database {
  if (mustExist && !isThere(file)) throw new DatabaseFault('DATABASE_MISSING', `${file} is missing or empty`)
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  const writing = new Sqlite(file)
  if (isNew) chmodSync(file, 0o600) // SQLite gives the files beside it the same mode
  writing.pragma('journal_mode = WAL')
  writing.pragma('synchronous = FULL') // an acknowledged answer survives a power cut
  writing.pragma('foreign_keys = ON')
  writing.pragma('busy_timeout = 30000') // nothing else can run while the database is being opened
  writing.pragma('wal_autocheckpoint = 8000') // fewer pauses while hundreds answer; the log stays below 32 MB
  writing.pragma('cache_size = -24576')
  writing.pragma('secure_delete = ON') // deleted or replaced data is overwritten: no ID numbers remain in free pages
  const writer = Object.assign(drizzle(withStatementCache(writing)), { connection: {} })
  if (isFromNewerVersion(writing)) {
    writing.close()
    throw new DatabaseFault('DATABASE_NEWER', `${file} was written by a newer version`)
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
  if (undoInMemory) writing.pragma('temp_store = MEMORY') // not later: it would drop the recorder's triggers
  const recorder = watchRows(writing, ledgerKeys)
  if (maxPages) writing.pragma(`max_page_count = ${maxPages}`)
  writing.pragma('busy_timeout = 0') // from now on we do the waiting ourselves, so that reads are served meanwhile

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

  /** Runs one commit, with all jobs that share it until its time is up or an exam answer arrives. Returns these jobs. */
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
          if (!writing.inTransaction) throw fault // a full disk has already rolled everything back
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

  /** Waits for who shares the next commit: all that arrive in this turn of the event loop, and in further ones while each brings more. */
  async function gather() {
    const begun = performance.now()
    for (let known = 0; line.length() > known && performance.now() - begun < longestGathering;) {
      known = line.length()
      await nextTurn()
    }
  }

  async function drain() {
    busy = true
    while (line.length() > 0) {
      await gather()
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
      // The probe must not fail because many writes wait: a long queue is no fault of the disk.
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
