// The one write path on a real file: a record that cannot be changed unseen, other processes, a full disk. What every
// engine must do is in engine.test.ts.
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { newId } from '#db/id.ts'
import { formatHead } from '#db/ledger/verify.ts'
import { openDatabase, type Tx } from '#db/database.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { aSite } from '#tests/support/site.ts'

const aTry = (key: string) => ({ key, count: 1, since: new Date(0) })

test('SQL itself refuses to change the past, and a change made behind its back is found', async () => {
  const site = await aSite()
  for (const why of ['one', 'two', 'three']) await site.write('operator', why, async () => undefined)
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  expect(() => raw.exec("UPDATE audit_entries SET why = 'else'")).toThrow('append only')
  expect(() => raw.exec('DELETE FROM audit_entries')).toThrow('append only')
  raw.exec("DROP TRIGGER audit_entries_no_update; UPDATE audit_entries SET why = 'else' WHERE sequence = 2")
  raw.close()
  expect(site.verify()).toMatchObject({ entries: 1, fault: { kind: 'entry', sequence: 2 } })
})

test('entries that were cut off at the end are missed', async () => {
  const site = await aSite()
  for (const why of ['one', 'two', 'three']) await site.write('operator', why, async () => undefined)
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  raw.exec('DROP TRIGGER audit_entries_no_delete; DELETE FROM audit_entries WHERE sequence > 1')
  raw.close()
  expect(site.verify()).toMatchObject({ entries: 1, fault: { kind: 'cutOff', after: 1, missing: 2 } })
})

test('a chain that was written anew from end to end lacks the head that was noted before', async () => {
  const site = await aSite()
  await site.write('operator', 'one', async () => undefined)
  const notedHead = formatHead(site.verify().head)
  await site.write('operator', 'two', async () => undefined)
  expect(site.verify({ notedHead })).toMatchObject({ fault: null })
  const other = await aSite()
  for (const why of ['uno', 'due']) await other.write('operator', why, async () => undefined)
  expect(other.verify({ notedHead })).toMatchObject({ fault: { kind: 'headLost' } })
})

test.each([true, false])('a long write that fails is undone, with what undoes it in memory: %s', async (undoInMemory) => {
  const site = await aSite()
  const database = openDatabase(join(site.dataFolder, 'tidui.db'), { now: site.now, ledgerKey: () => site.keys.ledger, undoInMemory })
  onTestFinished(() => database.close())
  const keys = Array.from({ length: 2000 }, (_, nth) => `${nth} ${'x'.repeat(500)}`)
  await database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(keys.map(aTry))))
  const countAll = (tx: Pick<Tx, 'update'>) => tx.update(wrongTries).set({ count: 2 })
  const outcomes = await Promise.allSettled([
    database.writeUnaudited(async (tx) => void (await tx.delete(wrongTries).where(eq(wrongTries.key, keys[0]!)))),
    database.writeUnaudited(async (tx) => (await countAll(tx), Promise.reject(new Error('no')))),
    database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(aTry('after')))),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await database.read.$count(wrongTries)).toBe(2000)
  expect(await database.read.$count(wrongTries, eq(wrongTries.count, 2))).toBe(0)
  await database.write('operator', 'recorded', async () => undefined)
  expect(database.verify()).toMatchObject({ fault: null })
})

test('while another process writes, a write waits its turn and readers are served', async () => {
  const site = await aSite()
  const other = new Sqlite(join(site.dataFolder, 'tidui.db'))
  onTestFinished(() => void other.close())
  other.exec("BEGIN IMMEDIATE; INSERT INTO wrong_tries (key, count, since) VALUES ('other', 1, 0)")
  let done = false
  const waiting = site
    .write('operator', 'patient', async (tx) => void (await tx.insert(wrongTries).values(aTry('ours'))))
    .then(() => (done = true))
  await vi.waitFor(() => expect(site.condition().longestWait).toBeGreaterThan(50), { timeout: 10_000 })
  expect([done, await site.read.$count(wrongTries)]).toEqual([false, 0])
  other.exec('COMMIT')
  await waiting
  expect((await site.read.select().from(wrongTries)).map(({ key }) => key).sort()).toEqual(['other', 'ours'])
})

test('when the disk is full, all who shared the commit hear of it, nothing is half there, and later writes go on', async () => {
  const site = await aSite()
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  const pages = raw.pragma('page_count', { simple: true }) as number
  raw.close()
  const limited = openDatabase(join(site.dataFolder, 'tidui.db'), {
    now: site.now,
    ledgerKey: () => site.keys.ledger,
    maxPages: pages + 2,
  })
  onTestFinished(() => limited.close())
  const outcomes = await Promise.allSettled([
    limited.write('operator', 'small', async (tx) => void (await tx.insert(wrongTries).values(aTry('small')))),
    limited.write('operator', 'large', async (tx) => void (await tx.insert(wrongTries).values(aTry('x'.repeat(200_000))))),
  ])
  expect(outcomes.map((outcome) => outcome.status)).toContain('rejected')
  expect(
    outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [String((outcome.reason as Error & { cause?: unknown }).cause ?? outcome.reason)] : [],
    ),
  ).toSatisfy((said: string[]) => said.every((one) => one.includes('full')))
  await limited.write('operator', 'again', async (tx) => void (await tx.insert(wrongTries).values(aTry('again'))))
  expect(limited.verify()).toMatchObject({ fault: null })
})

test('when the commit itself fails, nobody who shared it hears of success, nothing is there, and later writes go on', async () => {
  const site = await aSite()
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  // What only a commit finds wrong: a reference that may be made good until then.
  raw.exec(`
    CREATE TABLE owed (key TEXT REFERENCES wrong_tries (key) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER owes AFTER INSERT ON wrong_tries WHEN NEW.key = 'owes' BEGIN INSERT INTO owed VALUES ('nobody'); END`)
  onTestFinished(() => void raw.close())
  const write = (key: string) => site.write('operator', key, async (tx) => void (await tx.insert(wrongTries).values(aTry(key))))
  const heard: string[] = []
  await Promise.all(
    ['before', 'owes', 'after'].map((key) =>
      write(key).then(
        () => heard.push(key),
        () => undefined,
      ),
    ),
  )
  expect([heard, await site.read.$count(wrongTries), await site.read.$count(auditEntries)]).toEqual([[], 0, 0])
  await write('again')
  raw.exec('DROP TRIGGER owes; DROP TABLE owed')
  expect(site.verify()).toMatchObject({ entries: 1, fault: null })
})

test('a database that a newer version has been at is not touched', async () => {
  const site = await aSite()
  const file = join(site.dataFolder, 'tidui.db')
  const raw = new Sqlite(file)
  raw.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of the future', 99999999999999)")
  raw.close()
  expect(() => openDatabase(file, { now: site.now, ledgerKey: () => site.keys.ledger })).toThrow(
    expect.objectContaining({ code: 'DATABASE_NEWER' }),
  )
})

test('ids made later sort later', () => {
  expect(newId(1_000_000) < newId(1_000_001)).toBe(true)
  expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000)
})
