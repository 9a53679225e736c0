// Heads of the audit chain, noted outside of the database.
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { appendHead, formatRestoredLine, recordHead, readRecordedHeads } from '#app/workflow/heads.server.ts'
import { aSite } from '#tests/support/site.ts'

test('a noted head is expected in the chain, until a backup of before it was put back', async () => {
  const site = await aSite()
  await recordHead(site) // of an empty chain there is nothing to note
  expect(await readRecordedHeads(site)).toEqual([])
  await site.write('operator', 'one', async () => undefined)
  const backup = join(site.dataFolder, 'backup.db')
  await site.backup(backup)
  await site.write('operator', 'two', async () => undefined)
  await recordHead(site)
  const notedHeads = await readRecordedHeads(site)
  expect(notedHeads).toEqual([site.head()])
  expect(verifyAudit(site, { notedHeads }).broken).toBeNull()
  await site.adoptState(backup)
  expect(verifyAudit(site, { notedHeads }).broken).toContain('早先记下的链头 2-')
  await appendHead(site.dataFolder, formatRestoredLine(site)!)
  expect(verifyAudit(site, { notedHeads: await readRecordedHeads(site) }).broken).toBeNull()
})

test('a line that nobody with the key wrote is refused', async () => {
  const site = await aSite()
  await site.write('operator', 'one', async () => undefined)
  await recordHead(site)
  const file = join(site.dataFolder, 'audit-heads.log')
  appendFileSync(file, readFileSync(file, 'utf8').replace(' noted ', ' restored '))
  await expect(readRecordedHeads(site)).rejects.toThrow('第 2 行不是系统写下的')
})

test('after an older backup, a newer one is put back: heads of neither past are expected of the other', async () => {
  const site = await aSite()
  const backups = [join(site.dataFolder, 'older.db'), join(site.dataFolder, 'newer.db')] as const
  for (const backup of backups) {
    await site.write('operator', `before ${backup}`, async () => undefined)
    await site.backup(backup)
    await recordHead(site)
  }
  for (const backup of backups) {
    await site.adoptState(backup)
    await site.write('operator', 'restore a backup', async () => undefined)
    await appendHead(site.dataFolder, formatRestoredLine(site)!)
    expect(verifyAudit(site, { notedHeads: await readRecordedHeads(site) }).broken).toBeNull()
    await recordHead(site)
  }
  await site.adoptState(backups[1]) // behind the system's back
  expect(verifyAudit(site, { notedHeads: await readRecordedHeads(site) }).broken).toContain('早先记下的链头')
})
