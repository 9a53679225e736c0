// What an engine has to pass before the rest of db/ and of the program can stand on it (db/dialect/README.md). One more
// engine is one more line.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, desc, eq, gt, max, sql } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inRegion } from '#app/access/within.server.ts'
import { inValues } from '#db/in-values.ts'
import { getStorageFaultCode } from '#db/write-condition.ts'
import { type Database, openDatabase, type Tx } from '#db/database.ts'
import { arrival, beginsWith, contains, greatest, inOrderOfArrival, isFalse, joinedLines, least, yearOfDay } from '#db/dialect/dialect.ts'
import { groupToJson, parseGroup } from '#db/json-group.ts'
import { prepared } from '#db/prepared.ts'
import { accounts } from '#db/schema/accounts.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { persons } from '#db/schema/households.ts'
import { personCounts } from '#db/schema/search.ts'

const now = new Date('2019-03-04T09:00:00+08:00')

/** An engine: how a database of it is opened, new or known by what it was opened with before. */
interface Engine {
  open(where: string): Database
}

const engines: Record<string, Engine> = {
  SQLite: { open: (where) => openDatabase(where, { now: () => now, ledgerKey: () => Buffer.alloc(32, 7) }) },
}

const aTry = (key: string, count = 1) => ({ key, count, since: new Date(0) })
const anAccount = (id: string, name = id, isDemo = false) => ({ id, name, isDemo, secretKind: 'pin' as const, createdAt: now })

describe.each(Object.entries(engines))('%s', (_, engine) => {
  /** A new database, and how it is opened once more. */
  function aDatabase() {
    const folder = mkdtempSync(join(tmpdir(), 'tidui-engine-'))
    const file = join(folder, 'tidui.db')
    let database = engine.open(file)
    onTestFinished(async () => {
      await database.close()
      rmSync(folder, { recursive: true })
    })
    const reopen = async () => {
      await database.close()
      return (database = engine.open(file))
    }
    return { database, reopen, beside: join(folder, 'copy.db') }
  }

  /** A database with these tries in it. */
  async function withTries(...keys: string[]) {
    const made = aDatabase()
    await made.database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(keys.map((key) => aTry(key)))))
    return made
  }

  test('writes that wait together are all there after one commit, each with who, when and why', async () => {
    const { database } = aDatabase()
    let commits = 0
    database.onCommit(() => commits++)
    await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        database.write('operator', `write ${i}`, async (tx) => void (await tx.insert(wrongTries).values(aTry(`k${i}`)))),
      ),
    )
    expect(await database.read.$count(wrongTries)).toBe(300)
    expect(commits).toBeLessThan(100)
    const [entry] = await database.read.select().from(auditEntries).where(eq(auditEntries.why, 'write 7'))
    expect(entry).toMatchObject({ actor: 'operator', at: now })
  })

  test('a prepared query gives rows, rejects where the engine refuses, and runs again after that', async () => {
    const { database } = await withTries('kept')
    const addTry = prepared((tx: Pick<Tx, 'insert' | 'connection'>) =>
      tx
        .insert(wrongTries)
        .values({ key: sql.placeholder('key'), count: 1, since: new Date(0) })
        .returning({ key: wrongTries.key }),
    )
    await database.writeUnaudited(async (tx) => {
      await expect(addTry(tx).execute({ key: 'kept' })).rejects.toThrow(/unique/i)
      expect(await addTry(tx).execute({ key: 'new' })).toEqual([{ key: 'new' }])
    })
    expect(await database.read.$count(wrongTries)).toBe(2)
  })

  test('a write that throws is undone alone, and its neighbours stay', async () => {
    const { database } = aDatabase()
    const outcomes = await Promise.allSettled([
      database.write('operator', 'before', async (tx) => void (await tx.insert(wrongTries).values(aTry('before')))),
      database.write('operator', 'fails', async (tx) => {
        await tx.insert(wrongTries).values(aTry('half'))
        throw new Error('no')
      }),
      database.write('operator', 'after', async (tx) => void (await tx.insert(wrongTries).values(aTry('after')))),
    ])
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await database.read.select().from(wrongTries)).map((row) => row.key).sort()).toEqual(['after', 'before'])
    expect(database.verify()).toMatchObject({ entries: 2, fault: null })
  })

  test('a write from within a write is a fault at once, not a deadlock', async () => {
    const { database } = aDatabase()
    await expect(database.write('operator', 'outer', () => database.write('operator', 'inner', async () => 1))).rejects.toThrow(
      'within a write',
    )
  })

  test('a write reads what it wrote, and others do not before it is committed', async () => {
    const { database } = aDatabase()
    await database.write('operator', 'reads its own', async (tx) => {
      await tx.insert(wrongTries).values(aTry('mine'))
      expect([await tx.$count(wrongTries), await database.read.$count(wrongTries)]).toEqual([1, 0])
    })
    expect(await database.read.$count(wrongTries)).toBe(1)
  })

  test('what was written is there after the server is gone', async () => {
    const { database, reopen } = aDatabase()
    await database.write('operator', 'keep', async (tx) => void (await tx.insert(wrongTries).values(aTry('kept'))))
    const again = await reopen()
    expect(await again.read.$count(wrongTries)).toBe(1)
  })

  test('closing takes nothing more, and lets what waits get onto disk first', async () => {
    const { database, reopen } = aDatabase()
    const asked = Array.from({ length: 20 }, (_, i) =>
      database.write('operator', `write ${i}`, async (tx) => void (await tx.insert(wrongTries).values(aTry(`k${i}`)))),
    )
    const again = await reopen()
    await Promise.all(asked)
    expect(await again.read.$count(wrongTries)).toBe(20)
    expect(() => database.write('operator', 'late', async () => 1)).toThrow('closed')
  })

  test('a copy holds what was committed, and is opened like any other', async () => {
    const { database, beside } = await withTries('kept')
    await database.write('operator', 'one entry', async () => undefined)
    const { entries, head } = await database.backup(beside)
    expect({ entries, head }).toEqual({ entries: 1, head: database.head().hash })
    const copy = engine.open(beside)
    expect((await copy.read.select({ key: wrongTries.key }).from(wrongTries)).map(({ key }) => key)).toEqual(['kept'])
    expect(copy.verify()).toMatchObject({ entries: 1, fault: null })
    await copy.close()
  })

  test('the past is not changed: a history takes rows, and refuses to change or delete them', async () => {
    const { database } = aDatabase()
    await database.write('operator', 'one', async () => undefined)
    const change = database.write('operator', 'change', async (tx) => void (await tx.update(auditEntries).set({ why: 'else' })))
    const removal = database.write('operator', 'remove', async (tx) => void (await tx.delete(auditEntries)))
    await expect(change).rejects.toThrow()
    await expect(removal).rejects.toThrow()
    expect((await database.read.select({ why: auditEntries.why }).from(auditEntries)).map(({ why }) => why)).toEqual(['one'])
  })

  test('rows that are numbered have numbers in the order in which they came, also where a write between was undone', async () => {
    const { database } = aDatabase()
    await database.write('operator', 'one', async () => undefined)
    await database.write('operator', 'no', () => Promise.reject(new Error('no'))).catch(() => undefined)
    await database.write('operator', 'two', async () => undefined)
    const rows = await database.read
      .select({ sequence: auditEntries.sequence, why: auditEntries.why })
      .from(auditEntries)
      .orderBy(asc(auditEntries.sequence))
    expect(rows).toEqual([
      { sequence: 1, why: 'one' },
      { sequence: 2, why: 'two' },
    ])
  })

  test('a second row of one key is refused, which is no fault of the disk', async () => {
    const { database } = await withTries('one')
    const again = database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(aTry('one'))))
    const fault: unknown = await again.then(
      () => null,
      (error: unknown) => error,
    )
    expect(fault).toBeInstanceOf(Error)
    expect([getStorageFaultCode(fault), database.condition().failing]).toEqual([null, null])
  })

  test('a row that refers to nothing, or whose value is none of the list, is refused', async () => {
    const { database } = aDatabase()
    const missing = database.write('operator', 'refers to nothing', async (tx) => {
      await tx.insert(accounts).values({ ...anAccount('one'), personId: 'nobody' })
    })
    const wrong = database.write('operator', 'none of them', async (tx) => {
      await tx.insert(accounts).values({ ...anAccount('two'), secretKind: 'key' as never })
    })
    await expect(missing).rejects.toThrow()
    await expect(wrong).rejects.toThrow()
    expect(await database.read.$count(accounts)).toBe(0)
  })

  test('where a row is there already, the new one is left out, or changes it by what it brings', async () => {
    const { database } = await withTries('one')
    const kept = async () => (await database.read.select({ count: wrongTries.count }).from(wrongTries))[0]!.count
    await database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(aTry('one', 7)).onConflictDoNothing()))
    expect(await kept()).toBe(1)
    const put = (count: number, set: (brought: ReturnType<typeof arrival>) => ReturnType<typeof greatest>) =>
      database.writeUnaudited(async (tx) => {
        await tx
          .insert(wrongTries)
          .values(aTry('one', count))
          .onConflictDoUpdate({ target: wrongTries.key, set: { count: set(arrival(wrongTries.count)) } })
      })
    await put(5, (brought) => greatest(wrongTries.count, brought))
    expect(await kept()).toBe(5)
    await put(3, (brought) => greatest(wrongTries.count, brought))
    expect(await kept()).toBe(5)
    await put(2, (brought) => least(wrongTries.count, brought))
    expect(await kept()).toBe(2)
  })

  test('texts are in the order of their code points, and capital letters are others', async () => {
    const inOrder = ['10', '9', 'Z', 'a', 'é', '一', '田', '\u{FF21}', '\u{20000}']
    const { database } = await withTries(...[...inOrder].reverse())
    const keys = (await database.read.select({ key: wrongTries.key }).from(wrongTries).orderBy(asc(wrongTries.key))).map(({ key }) => key)
    expect(keys).toEqual(inOrder)
    const back = (await database.read.select({ key: wrongTries.key }).from(wrongTries).orderBy(desc(wrongTries.key))).map(({ key }) => key)
    expect(back).toEqual([...inOrder].reverse())
    expect(await database.read.$count(wrongTries, eq(wrongTries.key, 'A'))).toBe(0)
    expect(await database.read.$count(wrongTries, gt(wrongTries.key, '田'))).toBe(2)
  })

  test('a region holds what lies in it, by the beginning of the codes', async () => {
    const { database } = aDatabase()
    const codes = ['42', '4228', '422826', '422826001', '422826001001', '422826999999', '422827', '4229', '43']
    await database.write('operator', 'counts', async (tx) => {
      await tx.insert(personCounts).values(codes.map((regionCode) => ({ regionCode, count: 1 })))
    })
    for (const prefix of ['42', '4228', '422826', '422826001', '422826001001', '5']) {
      const found = await database.read
        .select({ code: personCounts.regionCode })
        .from(personCounts)
        .where(inRegion(personCounts.regionCode, prefix))
        .orderBy(asc(personCounts.regionCode))
      expect(found.map(({ code }) => code)).toEqual(codes.filter((code) => code.startsWith(prefix)))
    }
  })

  test('texts that begin with another are found, whatever follows', async () => {
    const { database } = await withTries('XF2019-01-001', 'XF2019-01-~', 'XF2019-01-田', 'XF2019-02-001', 'XF2019-0')
    const found = await database.read.select({ key: wrongTries.key }).from(wrongTries).where(beginsWith(wrongTries.key, 'XF2019-01-'))
    expect(found.map(({ key }) => key).sort()).toEqual(['XF2019-01-001', 'XF2019-01-~', 'XF2019-01-田'])
  })

  test('texts that contain another are found, sign for sign', async () => {
    const { database } = await withTries('H-100%', 'H-1000', 'H_100', 'h-100')
    const found = (part: string) => database.read.$count(wrongTries, contains(wrongTries.key, part))
    expect(await Promise.all(['100', '0%', '_', 'H-1', '田'].map(found))).toEqual([4, 1, 1, 2, 0])
  })

  test('the year of a day is a number', async () => {
    const { database } = await withTries('2019-03-05')
    const [row] = await database.read.select({ year: yearOfDay(wrongTries.key) }).from(wrongTries)
    expect(row).toEqual({ year: 2019 })
  })

  test('structured values come back as they were given', async () => {
    const { database } = aDatabase()
    const content = { hours: 4.5, lessons: ['开网店', "with ' and \\"], none: null, nested: { yes: true } }
    await database.write('operator', 'publish', async (tx) => {
      await tx
        .insert(courseVersions)
        .values({ id: 'v', courseSlug: 'shop', title: '开网店', tier: 'entrepreneur', contentHash: 'h', content, publishedAt: now })
    })
    expect(await database.read.select().from(courseVersions)).toMatchObject([{ content, publishedAt: now }])
  })

  test('of many values those that are there are found', async () => {
    const { database } = await withTries('one', 'two', "with ' and 长")
    const many = [...Array.from({ length: 50_000 }, (_, at) => `made-up-${at}`), 'two', "with ' and 长"]
    const found = await database.read.select({ key: wrongTries.key }).from(wrongTries).where(inValues(wrongTries.key, many))
    expect(found.map(({ key }) => key).sort()).toEqual(['two', "with ' and 长"])
    expect(await database.read.$count(wrongTries, inValues(wrongTries.key, []))).toBe(0)
  })

  test('the values of a group are packed in one, and its lines are joined', async () => {
    const { database } = aDatabase()
    await database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values([aTry('a', 1), aTry('b', 2), aTry('c', 2)])))
    const [row] = await database.read
      .select({ counts: groupToJson(wrongTries.count), most: max(wrongTries.count) })
      .from(wrongTries)
      .groupBy(sql`1 = 1`)
    expect([parseGroup<number>(row!.counts).sort(), row!.most]).toEqual([[1, 2, 2], 2])
    const [lines] = await database.read
      .select({
        two: joinedLines(wrongTries.key, wrongTries, eq(wrongTries.count, 2)),
        none: joinedLines(wrongTries.key, wrongTries, eq(wrongTries.count, 9)),
      })
      .from(wrongTries)
      .limit(1)
    expect([lines!.two?.split('\n').sort(), lines!.none]).toEqual([['b', 'c'], null])
  })

  test('yes or no, moments and the order of arrival are kept', async () => {
    const { database } = aDatabase()
    await database.write('operator', 'accounts', async (tx) => {
      for (const [id, isDemo] of [
        ['z', true],
        ['a', false],
        ['m', false],
      ] as const)
        await tx.insert(accounts).values(anAccount(id, id, isDemo))
    })
    const rows = await database.read.select({ id: accounts.id, at: accounts.createdAt }).from(accounts).orderBy(inOrderOfArrival(accounts))
    expect(rows).toEqual(['z', 'a', 'm'].map((id) => ({ id, at: now })))
    const shown = await database.read.select({ id: accounts.id }).from(accounts).where(isFalse(accounts.isDemo)).orderBy(asc(accounts.id))
    expect(shown.map(({ id }) => id)).toEqual(['a', 'm'])
  })

  test('a prepared query answers for the values of each time, from what is committed', async () => {
    const byKey = prepared((read: Database['read']) =>
      read
        .select({ count: wrongTries.count })
        .from(wrongTries)
        .where(eq(wrongTries.key, sql.placeholder('key'))),
    )
    const { database } = await withTries('one')
    expect(await byKey(database.read).execute({ key: 'one' })).toEqual([{ count: 1 }])
    expect(await byKey(database.read).execute({ key: 'two' })).toEqual([])
    await database.writeUnaudited(async (tx) => void (await tx.insert(wrongTries).values(aTry('two', 4))))
    expect(await byKey(database.read).execute({ key: 'two' })).toEqual([{ count: 4 }])
  })

  test('what is derived follows in the same write: people are counted where they live', async () => {
    const { database } = aDatabase()
    const aPerson = (id: string, regionCode: string) => ({
      id,
      name: id,
      sex: 'female' as const,
      birthday: '1980-01-01',
      regionCode,
      knownAt: now,
    })
    const counts = async () =>
      Object.fromEntries((await database.read.select().from(personCounts)).map(({ regionCode, count }) => [regionCode, count]))
    await database.write(
      'operator',
      'come',
      async (tx) => void (await tx.insert(persons).values([aPerson('a', '422826001'), aPerson('b', '422826001')])),
    )
    expect(await counts()).toEqual({ 422826001: 2 })
    await database.write(
      'operator',
      'move',
      async (tx) => void (await tx.update(persons).set({ regionCode: '422826002' }).where(eq(persons.id, 'a'))),
    )
    expect(await counts()).toEqual({ 422826001: 1, 422826002: 1 })
  })
})
