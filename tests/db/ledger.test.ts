// The ledger: whatever is done to a row, an entry or the end of the chain with other tools, `verify` notices it.
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { openDatabase } from '#db/database.ts'
import { type Connection, Sqlite } from '#db/dialect/sqlite/driver.ts'
import { prepareHmac, deriveLedgerKeys } from '#db/ledger/keyed.ts'
import { totalsInterval, unkeyedLink, type StoredEntry } from '#db/ledger/link.ts'
import { watchRows } from '#db/ledger/recorder.ts'
import { Sum } from '#db/ledger/sum.ts'
import { unwatchedTables, listWatchedTables } from '#db/ledger/tables.ts'
import { formatHead, verifyLedger } from '#db/ledger/verify.ts'
import { applyMigrations } from '#db/migrate.ts'
import { dropTriggers } from '#db/dialect/sqlite/triggers.ts'
import { allTables } from '#db/violations.ts'
import { getTableName } from 'drizzle-orm'
import { wrongTries } from '#db/schema/lockout.ts'
import { persons } from '#db/schema/households.ts'
import { aCohort, aPerson } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const now = () => new Date('2019-03-04T09:00:00+08:00')
const keys = deriveLedgerKeys(Buffer.alloc(32, 7))

/** With other tools: no trigger and no constraint is in the way. */
function behindItsBack(site: TestSite, sql: string, ...values: unknown[]) {
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  try {
    raw.pragma('foreign_keys = OFF')
    raw.pragma('ignore_check_constraints = ON')
    dropTriggers(raw)
    return raw.prepare(sql).run(...values).changes
  } finally {
    raw.close()
  }
}

/** A row of a table with the same value in every column, watched or not. */
const rowOf = (database: Connection, table: string, value: number) =>
  Object.fromEntries(
    (database.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as { name: string; type: string }[]).map(
      ({ name, type }) => [name, /blob/i.test(type) ? Buffer.from([value]) : value],
    ),
  )

function insertInto(database: Connection, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row)
  const sql = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
  database.prepare(sql).run(row)
}

describe('every column of every watched table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-ledger-'))
  const file = join(folder, 'tidui.db')
  let raw: Connection
  const fault = () => verifyLedger(file, keys).fault
  const keptTables = () => listWatchedTables(raw).filter(({ name }) => name !== 'workflow_events')

  beforeAll(() => {
    const writing = new Sqlite(file)
    applyMigrations(writing, { now, keys: () => keys })
    dropTriggers(writing)
    writing.pragma('foreign_keys = OFF')
    writing.pragma('ignore_check_constraints = ON')
    const recorder = watchRows(writing, () => keys)
    recorder.resume()
    for (const { name } of listWatchedTables(writing)) {
      if (name === 'workflow_events' || name === 'workflows') continue // held against each other too: see the tests of audits
      for (const nth of [1, 2]) insertInto(writing, name, rowOf(writing, name, nth))
      recorder.append({ at: now(), actor: 'system', why: name, lines: [] })
    }
    writing.close()
    raw = new Sqlite(file)
    raw.pragma('foreign_keys = OFF')
    raw.pragma('ignore_check_constraints = ON')
  })
  afterAll(() => {
    raw.close()
    rmSync(folder, { recursive: true, force: true })
  })
  /** The triggers were taken away for this: that is noticed last, when all else holds. */
  const holds = { kind: 'triggers' }

  test('what was written holds', () => expect(fault()).toMatchObject(holds))

  test('a changed value is noticed, with its table and row', () => {
    for (const { name, columns } of keptTables()) {
      if (name === 'workflows') continue
      for (const column of columns) {
        const before = raw.prepare(`SELECT rowid AS row, "${column.name}" AS value FROM "${name}" LIMIT 1`).get() as {
          row: number
          value: unknown
        }
        const set = (value: unknown) =>
          raw
            .prepare(`UPDATE "${name}" SET "${column.name}" = ? WHERE "${column.name}" IS ?`)
            .run(value, value === before.value ? 7777 : before.value)
        set(7777)
        expect(fault(), `${name}.${column.name}`).toMatchObject({
          kind: 'rows',
          tables: [{ table: name, strange: [expect.anything()], lost: [expect.anything()] }],
        })
        set(before.value)
      }
    }
    expect(fault()).toMatchObject(holds)
  }, 60_000)

  test('a removed and an added row are noticed', () => {
    for (const { name, columns } of keptTables()) {
      if (name === 'workflows') continue
      const row = raw.prepare(`SELECT * FROM "${name}" LIMIT 1`).get() as Record<string, unknown>
      const where = columns.map((column) => `"${column.name}" IS @${column.name}`).join(' AND ')
      raw.prepare(`DELETE FROM "${name}" WHERE ${where}`).run(row)
      expect(fault(), name).toMatchObject({ kind: 'rows', tables: [{ table: name, strange: [], lost: [{ actor: 'system' }] }] })
      insertInto(raw, name, row)
      const another = rowOf(raw, name, 9)
      insertInto(raw, name, another)
      expect(fault(), name).toMatchObject({ kind: 'rows', tables: [{ table: name, strange: [expect.stringContaining('9')], lost: [] }] })
      raw.prepare(`DELETE FROM "${name}" WHERE ${where}`).run(another)
    }
    expect(fault()).toMatchObject(holds)
  }, 60_000)

  test('a table is watched unless there is a reason', () => {
    const names = allTables.map(getTableName)
    expect(
      listWatchedTables(raw)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.filter((name) => !(name in unwatchedTables)).sort())
    for (const table of [
      'persons',
      'memberships',
      'registrations',
      'residences',
      'attendance_marks',
      'answers',
      'attempts',
      'completions',
      'certificates',
      'grants',
      'accounts',
      'sessions',
      'workflows',
      'looks',
      'shop_results',
      'enrolments',
      'corrections',
      'person_corrections',
      'ratings',
      'pairings',
      'rating_facts',
      'counted_completions',
      'outbox',
      'deadlines',
    ])
      expect(names).toContain(table)
  })
})

test.each([
  ['context', `UPDATE workflows SET context = json_set(context, '$.mark', 100)`],
  ['value', `UPDATE workflows SET value = '"sitting"'`],
  ['moment', 'UPDATE workflows SET moved_at = moved_at - 1'],
])("a workflow's %s alone is noticed", async (_, tampering) => {
  const site = await aSite()
  const { id } = await aCohort(site)
  expect(site.verify().fault).toBeNull()
  behindItsBack(site, tampering)
  expect(site.verify().fault).toMatchObject({ kind: 'rows', tables: [{ table: 'workflows', strange: [expect.stringContaining(id)] }] })
})

function entriesIn(site: TestSite) {
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'), { readonly: true })
  try {
    return entriesOf(raw)
  } finally {
    raw.close()
  }
}

const entriesOf = (raw: Connection) => raw.prepare('SELECT * FROM audit_entries ORDER BY sequence').all() as StoredEntry[]

test('a chain that is written anew without the key is noticed, by the old rule and by a hash that needs none', async () => {
  for (const isOldRule of [true, false]) {
    const site = await aSite()
    for (let nth = 0; nth < 3; nth++) await aPerson(site)
    const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
    dropTriggers(raw)
    let previous = '0'.repeat(64)
    for (const entry of entriesOf(raw)) {
      const changed = { ...entry, why: 'made up', previous, digests: isOldRule ? null : entry.digests }
      const hash = unkeyedLink(changed)
      raw
        .prepare('UPDATE audit_entries SET why = @why, previous = @previous, digests = @digests, hash = @hash WHERE sequence = @sequence')
        .run({ ...changed, hash })
      previous = hash
    }
    raw.close()
    expect(site.verify().fault).toMatchObject({ kind: isOldRule ? 'unkeyed' : 'entry' })
  }
})

test('whatever is changed of an entry is noticed, its lines too; also by the old rule, which had no key', async () => {
  const site = await aSite()
  await site.write('operator', 'one', async (tx) => tx.note('account k2a'))
  for (const [column, value] of Object.entries({
    at: 0,
    actor: 'system',
    why: 'else',
    lines: '["account k2b"]',
    digests: Buffer.from([1]),
    totals: Buffer.from([1]),
    previous: 'f'.repeat(64),
    hash: 'f'.repeat(64),
  })) {
    const [before] = entriesIn(site)
    behindItsBack(site, `UPDATE audit_entries SET ${column} = ?`, value)
    expect(site.verify().fault, column).toEqual({ kind: 'entry', sequence: 1 })
    const [changed] = entriesIn(site)
    if (['at', 'actor', 'why', 'lines', 'previous'].includes(column)) expect(unkeyedLink(changed!), column).not.toBe(unkeyedLink(before!))
    behindItsBack(site, `UPDATE audit_entries SET ${column} = ?`, before![column as keyof StoredEntry])
  }
  expect(site.verify().fault).toMatchObject({ kind: 'triggers' }) // they were taken away for this
})

test('a chain cut off at its end is noticed, and by a noted head even where the database was made to forget how many there were', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 3; nth++) await site.write('operator', 'write', async () => undefined)
  const notedHeads = [site.head()]
  behindItsBack(site, 'DELETE FROM audit_entries WHERE sequence = 3')
  expect(site.verify().fault).toEqual({ kind: 'cutOff', after: 2, missing: 1 })
  behindItsBack(site, "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit_entries'")
  expect(site.verify().fault).toMatchObject({ kind: 'triggers' })
  expect(site.verify({ notedHeads }).fault).toMatchObject({ kind: 'headLost' })
  expect(site.verify({ notedHead: formatHead(notedHeads[0]!) }).fault).toMatchObject({ kind: 'headLost' })
})

test('a row put back to what it was before is noticed', async () => {
  const site = await aSite()
  const id = await aPerson(site)
  await site.write('operator', 'another name', async (tx) => void (await tx.update(persons).set({ name: '田小麦' })))
  behindItsBack(site, "UPDATE persons SET name = '田小禾'")
  expect(site.verify().fault).toMatchObject({
    kind: 'rows',
    tables: [{ table: 'persons', strange: [expect.stringContaining(id)], lost: [{ sequence: 2 }] }],
  })
})

test('a row of a kind of value that no write leaves is noticed', async () => {
  const site = await aSite()
  await aPerson(site)
  behindItsBack(site, 'UPDATE persons SET name = ?', Buffer.from('田'))
  expect(site.verify().fault).toMatchObject({ kind: 'rows', tables: [{ table: 'persons' }] })
})

test('a trigger that was taken away or says something else is noticed', async () => {
  const site = await aSite()
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  onTestFinished(() => void raw.close())
  raw.exec('DROP TRIGGER answers_no_update')
  expect(site.verify().fault).toEqual({ kind: 'triggers', names: ['answers_no_update'] })
  raw.exec('CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN SELECT 1; END')
  expect(site.verify().fault).toEqual({ kind: 'triggers', names: ['answers_no_update'] })
})

test('with another key nothing holds', async () => {
  const site = await aSite()
  await aPerson(site)
  expect(verifyLedger(join(site.dataFolder, 'tidui.db'), deriveLedgerKeys(Buffer.alloc(32, 8))).fault).toMatchObject({
    kind: 'entry',
    sequence: 1,
  })
})

test('from a noted head on only what came after is walked, and what lies before is found when all is', async () => {
  const site = await aSite()
  for (let from = 0; from < totalsInterval + 100; from += 500) {
    const numbers = Array.from({ length: Math.min(500, totalsInterval + 100 - from) }, (_, at) => from + at)
    await Promise.all(
      numbers.map((nth) =>
        site.write(
          'operator',
          `write ${nth}`,
          async (tx) => void (await tx.insert(wrongTries).values({ key: `k${nth}`, count: 1, since: tx.at })),
        ),
      ),
    )
  }
  const person = await aPerson(site)
  const notedHead = formatHead(site.head())
  await aPerson(site)
  expect(site.verify({ notedHead })).toMatchObject({ fault: null, from: totalsInterval + 1, entries: 102 })
  const again = await site.restart()
  for (let from = 0; from < totalsInterval; from += 512)
    await Promise.all(Array.from({ length: 512 }, () => again.write('operator', 'more', async () => undefined)))
  expect(again.verify()).toMatchObject({ fault: null, from: 1 })
  expect(again.verify({ notedHead: formatHead(again.head()) })).toMatchObject({ fault: null, from: 2 * totalsInterval + 1 })
  expect(again.verify({ notedHead: notedHead.replace(/^\d+-/, '') })).toMatchObject({ fault: null, from: 1 })
  behindItsBack(again, "UPDATE persons SET name = '别人' WHERE id = ?", person)
  expect(again.verify({ notedHead }).fault).toMatchObject({ kind: 'rows', tables: [{ table: 'persons' }] })
  behindItsBack(again, "UPDATE persons SET name = '田小禾' WHERE id = ?", person)
  behindItsBack(again, "UPDATE audit_entries SET why = 'else' WHERE sequence = 5")
  expect(again.verify({ notedHead }).fault).toMatchObject({ kind: 'triggers' })
  expect(again.verify().fault).toEqual({ kind: 'entry', sequence: 5 })
})

test('another process that writes between is no tampering', async () => {
  const site = await aSite()
  await aPerson(site)
  const other = openDatabase(join(site.dataFolder, 'tidui.db'), { now, ledgerKey: () => site.keys.ledger })
  for (const one of [other, site, other, site])
    await one.write('operator', 'rename', async (tx) => void (await tx.update(persons).set({ name: `田${Math.random()}` })))
  await other.close()
  expect(site.verify()).toMatchObject({ fault: null, entries: 5 })
})

test('a database that took over another whole goes on with its chain', async () => {
  const past = await aSite()
  await aPerson(past)
  const site = await aSite()
  await site.adoptState(join(past.dataFolder, 'tidui.db'))
  await aPerson(site)
  expect(site.verify()).toMatchObject({ fault: null, entries: 2 })
})

test('a write that is undone leaves nothing in the digests', async () => {
  const site = await aSite()
  await aPerson(site)
  await expect(
    site.write('operator', 'undone', async (tx) => {
      await tx.delete(persons)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await aPerson(site)
  expect(site.verify().fault).toBeNull()
})

test('the quick HMAC is the HMAC of the book', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('sha256' as const, 'sha512' as const),
      (bytes, text, algorithm) => {
        const key = Buffer.from(bytes)
        expect(prepareHmac(algorithm, key)(text, 'hex')).toBe(createHmac(algorithm, key.toString('hex')).update(text).digest('hex'))
      },
    ),
  )
})

test('a sum is one modulo 2²⁵⁶, in whatever order', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const numberOf = (some: Uint8Array) => BigInt(`0x${Buffer.from(some).reverse().toString('hex')}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(bytes, fc.constantFrom(1 as const, -1 as const))), (parts) => {
      const sum = new Sum()
      for (const [part, sign] of parts) sum.add(Buffer.from(part).toString('latin1'), sign)
      expect(numberOf(sum.toBytes())).toBe(
        BigInt.asUintN(
          256,
          parts.reduce((all, [part, sign]) => all + BigInt(sign) * numberOf(part), 0n),
        ),
      )
    }),
  )
})

test('the same change hides behind another mask in each entry, also where a chain goes on from a backup with the numbers of the one before', async () => {
  const site = await aSite()
  const entry = () =>
    site.write(
      'operator',
      'one',
      async (tx) =>
        void (await tx.insert(persons).values({
          id: 'the-same-person',
          name: '田小禾',
          sex: 'female',
          birthday: '1984-05-06',
          regionCode: '422826100201',
          knownAt: now(),
        })),
    )
  const hiddenAt = (sequence: number) => {
    const raw = new Sqlite(join(site.dataFolder, 'tidui.db'), { readonly: true })
    try {
      const digests = raw.prepare('SELECT digests FROM audit_entries WHERE sequence = ?').pluck().get(sequence) as Buffer
      return digests.subarray(13, 45).toString('hex')
    } finally {
      raw.close()
    }
  }
  await site.write('operator', 'before', async () => undefined)
  const backup = join(site.dataFolder, 'backup.db')
  await site.backup(backup)
  const masks: string[] = []
  for (const way of ['first', 'second']) {
    await site.adoptState(backup)
    await site.write('operator', `restored the ${way} time`, async () => undefined)
    await entry()
    masks.push(hiddenAt(3))
    expect(site.verify().fault).toBeNull()
  }
  expect(masks[0]).not.toBe(masks[1])
})
