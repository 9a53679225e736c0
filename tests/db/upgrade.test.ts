// A database of the release before the ledger and the rules comes up to date, or is told what stands in the way.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableName } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#db/database.ts'
import { type Connection, Sqlite } from '#db/dialect/sqlite/driver.ts'
import { migrationsFolder } from '#db/schema-version.ts'
import { formatEventLine } from '#db/ledger/event-line.ts'
import { deriveLedgerKeys } from '#db/ledger/keyed.ts'
import { rebase, computeSums } from '#db/ledger/rebase.ts'
import { createRecorder } from '#db/ledger/recorder.ts'
import { verifyLedger } from '#db/ledger/verify.ts'
import { findAlteredTriggers, dropTriggers } from '#db/dialect/sqlite/triggers.ts'
import { allTables } from '#db/violations.ts'
import { anyRow, insertRaw } from '#tests/support/any-row.ts'
import { aPerson } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const now = () => new Date('2026-12-01T09:00:00+08:00')
const secret = Buffer.alloc(32, 7)
const keys = deriveLedgerKeys(secret)
/** The migrations of the release before. */
const released = readMigrationFiles({ migrationsFolder }).slice(0, 6)

const event = { workflowId: 'x1', version: 0, type: 'begin', to: 'x1', event: '{"type":"begin"}' }

/** Tables of the last release: those that have rows before the upgrade. */
const filled = new Set<string>()

/** A database as that release left it: a row in every table, and two audit entries by its rule. */
function ofLastRelease(change: (raw: Connection) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-upgrade-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'tidui.db')
  const raw = new Sqlite(file)
  raw.pragma('foreign_keys = OFF')
  raw.exec('CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)')
  for (const { sql, hash, folderMillis } of released) {
    for (const statement of sql) raw.exec(statement)
    raw.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(hash, folderMillis)
  }
  const there = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
  for (const table of allTables) {
    const name = getTableName(table)
    if (name === 'audit_entries' || !there.includes(name)) continue
    const row = anyRow(table)
    if ('superseded_at' in row) row.superseded_at = null
    filled.add(name)
    insertRaw(
      raw,
      table,
      name === 'workflow_events'
        ? { ...row, version: 0, type: event.type, event: event.event, from: '', to: event.to, actor: 'system', why: 'old', at: 1 }
        : name === 'workflows'
          ? { ...row, version: 0 }
          : row,
    )
  }
  let previous = '0'.repeat(64)
  for (const lines of [[formatEventLine(event)], []]) {
    const hash = createHash('sha256')
      .update(JSON.stringify([previous, 1, 'system', 'old', lines]))
      .digest('hex')
    raw
      .prepare('INSERT INTO audit_entries (at, actor, why, lines, previous, hash) VALUES (1, ?, ?, ?, ?, ?)')
      .run('system', 'old', JSON.stringify(lines), previous, hash)
    previous = hash
  }
  raw.pragma('user_version = 2')
  change(raw)
  raw.close()
  return file
}

const open = (file: string) => openDatabase(file, { now, ledgerKey: () => secret })
const migrationsRun = (file: string) => {
  const raw = new Sqlite(file, { readonly: true })
  const run = raw.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()
  raw.close()
  return run
}

test('all rows are there after it, taken as they were found, and what is done to them later is noticed', async () => {
  const file = ofLastRelease()
  const database = open(file)
  await database.write('operator', 'after the upgrade', async () => undefined)
  const found = database.verify()
  expect(found).toMatchObject({ fault: null, events: 1, keyedSince: { sequence: 3 } })
  await database.close()
  const raw = new Sqlite(file)
  expect(raw.pragma('foreign_key_check')).toEqual([])
  expect(findAlteredTriggers(raw)).toEqual([])
  for (const table of allTables)
    if (filled.has(getTableName(table)) || getTableName(table) === 'search_backlog')
      expect(
        raw
          .prepare(`SELECT count(*) FROM "${getTableName(table)}"`)
          .pluck()
          .get(),
        getTableName(table),
      ).toBeGreaterThan(0)
  dropTriggers(raw)
  raw.exec("UPDATE grants SET role = 'official'")
  raw.close()
  expect(verifyLedger(file, keys).fault).toMatchObject({ kind: 'rows', tables: [{ table: 'grants', strange: ['["x1"]'] }] })
})

test('files that were handed in stay what they were, under the id of their import', async () => {
  const file = ofLastRelease((raw) =>
    raw.exec(
      "DELETE FROM shop_imports; DELETE FROM roster_files; INSERT INTO roster_files (import_id, place, sealed) VALUES ('x1', 0, 'one'), ('x1', 1, 'two')",
    ),
  )
  await open(file).close()
  const raw = new Sqlite(file, { readonly: true })
  expect(raw.prepare('SELECT file_id, place, sealed FROM kept_file_pieces ORDER BY place').raw().all()).toEqual([
    ['x1', 0, 'one'],
    ['x1', 1, 'two'],
  ])
  expect(raw.prepare('SELECT id, pieces FROM kept_files').raw().all()).toEqual([['x1', 2]])
  raw.close()
})

test('an entry from before it that was changed is noticed by the old rule', async () => {
  const file = ofLastRelease((raw) => raw.exec("UPDATE audit_entries SET why = 'else' WHERE sequence = 1"))
  await open(file).close()
  expect(verifyLedger(file, keys).fault).toEqual({ kind: 'entry', sequence: 1 })
})

test.each([
  [
    'a spell that ends before it begins',
    "UPDATE memberships SET to_day = '2019-02-01'",
    'memberships 有 1 行不合规定 memberships_ends_after_it_begins：x1',
  ],
  ['a role that is none', "UPDATE grants SET role = 'king'", 'grants 有 1 行不合规定 grants_role_one_of：x1'],
  ['somebody who is not there', "UPDATE looks SET person_id = 'nobody'", 'looks 有 1 行不合规定 person_id → persons：x1'],
  [
    'two statuses at once',
    "INSERT INTO registrations SELECT 'x2', from_day, to_day, known_at, NULL, household_id, 'lifted' FROM registrations; UPDATE registrations SET to_day = NULL",
    'registrations 有 2 行不合规定 registrations_one_current：x1、x2',
  ],
])('%s: nothing is changed, and it is said which rows', (_, sql, said) => {
  const file = ofLastRelease((raw) => raw.exec(sql))
  expect(() => open(file)).toThrow(expect.objectContaining({ code: 'DATABASE_VIOLATED', message: expect.stringContaining(said) }))
  expect(migrationsRun(file)).toBe(released.length)
})

test('without its key the upgrade is refused and nothing is changed', () => {
  const file = ofLastRelease()
  expect(() =>
    openDatabase(file, {
      now,
      ledgerKey: () => {
        throw new Error('no key')
      },
    }),
  ).toThrow('no key')
  expect(migrationsRun(file)).toBe(released.length)
})

test('a change of the schema is an entry: all holds after it, and what was tampered with before stays noticed', async () => {
  for (const isTampered of [false, true]) {
    const site = await aSite()
    const own = deriveLedgerKeys(site.keys.ledger)
    await aPerson(site)
    const file = join(site.dataFolder, 'tidui.db')
    const raw = new Sqlite(file)
    if (isTampered) raw.exec("UPDATE persons SET name = '别人'")
    const before = computeSums(raw, () => own)
    raw.exec("ALTER TABLE persons ADD COLUMN nickname text; UPDATE persons SET nickname = '禾'")
    const recorder = createRecorder(raw, () => own)
    recorder.resume()
    rebase(raw, () => own, recorder, { before, at: now(), why: 'schema changed' })
    raw.close()
    expect(site.verify().fault).toEqual(isTampered ? { kind: 'rows', tables: [expect.objectContaining({ table: 'persons' })] } : null)
  }
})
