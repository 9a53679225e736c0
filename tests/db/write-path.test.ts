// The one write path: together on disk, alone in failure, never nested, always on record.
import Sqlite from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAuditChain } from '#db/audit.ts'
import { newId } from '#db/id.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { wrongTries } from '#db/schema/accounts.ts'
import { aSite } from '#tests/support/site.ts'

const aTry = (key: string) => ({ key, count: 1, since: new Date(0) })

test('writes that wait together are all there after one commit, each with who, when and why', async () => {
  const site = await aSite()
  await Promise.all(Array.from({ length: 300 }, (_, i) => site.write('operator', `write ${i}`, (tx) => Promise.resolve(tx.insert(wrongTries).values(aTry(`k${i}`)).then(() => undefined)))))
  expect(await site.read.$count(wrongTries)).toBe(300)
  const [entry] = await site.read.select().from(auditEntries).where(eq(auditEntries.why, 'write 7'))
  expect(entry).toMatchObject({ actor: 'operator', at: site.now() })
})

test('a write that throws is undone alone, and its neighbours stay', async () => {
  const site = await aSite()
  const outcomes = await Promise.allSettled([
    site.write('operator', 'before', async (tx) => void (await tx.insert(wrongTries).values(aTry('before')))),
    site.write('operator', 'fails', async (tx) => {
      await tx.insert(wrongTries).values(aTry('half'))
      throw new Error('no')
    }),
    site.write('operator', 'after', async (tx) => void (await tx.insert(wrongTries).values(aTry('after')))),
  ])
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect((await site.read.select().from(wrongTries)).map((row) => row.key).sort()).toEqual(['after', 'before'])
  expect(await verifyAuditChain(site.read)).toEqual({ entries: 2, broken: null })
})

test('a write from within a write is a fault at once, not a deadlock', async () => {
  const site = await aSite()
  await expect(site.write('operator', 'outer', () => site.write('operator', 'inner', async () => 1))).rejects.toThrow('within a write')
})

test('what was written is there after the server is gone', async () => {
  const site = await aSite()
  await site.write('operator', 'keep', async (tx) => void (await tx.insert(wrongTries).values(aTry('kept'))))
  const again = await site.restart()
  expect(await again.read.$count(wrongTries)).toBe(1)
})

test('SQL itself refuses to change the past, and a change made behind its back is found', async () => {
  const site = await aSite()
  for (const why of ['one', 'two', 'three']) await site.write('operator', why, async () => undefined)
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  expect(() => raw.exec("UPDATE audit_entries SET why = 'else'")).toThrow('append only')
  expect(() => raw.exec('DELETE FROM audit_entries')).toThrow('append only')
  raw.exec("DROP TRIGGER audit_entries_no_update; UPDATE audit_entries SET why = 'else' WHERE sequence = 2")
  raw.close()
  expect(await verifyAuditChain(site.read)).toEqual({ entries: 1, broken: 2 })
})

test('ids made later sort later', () => {
  expect(newId(1_000_000) < newId(1_000_001)).toBe(true)
  expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000)
})
