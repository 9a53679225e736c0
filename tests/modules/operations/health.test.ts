// The health says what is true: whether something can be saved is tried, not believed.
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createAlerts, type Alert } from '#app/modules/operations/alerts.ts'
import { findDamage, type Health, readInstallationHealth, toPublicHealth, readHealth } from '#app/modules/operations/operations.server.ts'
import { renderLesson } from '#app/modules/courses/courses.server.ts'
import { createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { withNotSavedRefusal } from '#app/writes.server.ts'
import { openDatabase } from '#db/database.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { accounts } from '#db/schema/accounts.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { anInstallationOnADisk, mayMount } from './disks.ts'
import { aFolder, anInstallation, driverFolder } from './makers.ts'

test('an idle installation that can be written to is well, and the try leaves no audit entry', async () => {
  const site = await aSite()
  const health = await readHealth(site)
  expect(health).toMatchObject({
    notSaving: null,
    damage: null,
    waitingWrites: 0,
    overdueDeadlines: 0,
    overdueEffects: 0,
    savedAgo: 0,
    clock: null,
  })
  expect(health.freeBytes).toBeGreaterThan(0)
  expect(await site.read.$count(auditEntries)).toBe(0)
  expect(await readInstallationHealth(site, anAdmin)).toEqual({
    alerts: expect.any(Array),
    backup: '还没有备份。',
    version: expect.stringMatching(/^\d/),
    freeBytes: expect.any(Number),
    databaseBytes: expect.any(Number),
    media: { count: 0, bytes: 0 },
    failedFollowUps: 0,
  })
  await expect(readInstallationHealth(site, anOfficer)).rejects.toMatchObject({ status: 403 })
})

/** The same database with no room for a page more. */
function withoutRoom(site: TestSite): Site {
  const raw = new Sqlite(site.file)
  const pages = raw.pragma('page_count', { simple: true }) as number
  raw.close()
  const database = openDatabase(site.file, { now: site.now, maxPages: pages, ledgerKey: () => site.keys.ledger })
  onTestFinished(() => database.close())
  return { ...site, ...database }
}

test('a disk without room is told at once, and a lesson not yet compiled is served all the same', async () => {
  const site = await aSite()
  const full = withoutRoom(site)
  await expect(
    full.write(
      'operator',
      'large',
      async (tx) => void (await tx.insert(wrongTries).values({ key: 'x'.repeat(100_000), count: 1, since: tx.at })),
    ),
  ).rejects.toThrow()
  expect(full.condition().failing).toBe('SQLITE_FULL')
  const lesson = await renderLesson(
    full,
    `---\ntitle: 课\nsummary: 简介\nminutes: 5\nobjectives:\n  - 会说一句话\n---\n\n## 一节\n\n${'字'.repeat(900)}\n`,
  )
  expect(lesson.html).toContain('一节')
})

test('the size of the database includes what is still in its log', async () => {
  const site = await aSite()
  const { databaseBytes } = await readHealth(site)
  expect(databaseBytes).toBe(statSync(site.file).size + statSync(`${site.file}-wal`).size)
})

test('somebody whose session is due to be prolonged reads on where nothing can be written', async () => {
  const site = await aSite({ now: new Date().toISOString() })
  await site.write(
    'operator',
    'an account',
    async (tx) => void (await tx.insert(accounts).values({ id: 'a', name: '田小禾', secretKind: 'pin', createdAt: tx.at })),
  )
  const cookie = (await createSession(site, 'a')).split(';')[0]!
  const raw = new Sqlite(site.file)
  raw.exec(`UPDATE sessions SET expires_at = ${Math.floor(Date.now() / 1000) + 3600}`)
  raw.close()
  const full: Site['write'] = () => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const write of [full, withNotSavedRefusal(full)])
    // as it fails, and as the screens are told
    expect(await identifyRequest({ ...site, write }, { headers: { get: (name) => (name === 'cookie' ? cookie : null) } })).toMatchObject({
      viewer: { accountId: 'a' },
    })
  complaint.mockRestore()
})

test('while another program holds the database, nothing is saved, and that is said within two seconds', async () => {
  const site = await aSite()
  const other = new Sqlite(site.file)
  other.exec('BEGIN IMMEDIATE')
  const begun = Date.now()
  expect(await readHealth(site)).toMatchObject({ notSaving: 'waiting', waitingWrites: 1 })
  expect(Date.now() - begun).toBeLessThan(3500)
  other.exec('ROLLBACK')
  other.close()
  await vi.waitFor(async () => expect(await readHealth(site)).toMatchObject({ notSaving: null, waitingWrites: 0 }))
})

test.each([
  ['moved away', 'gone', (file: string) => renameSync(file, `${file}.elsewhere`)],
  ['replaced by another', 'replaced', (file: string) => (copyFileSync(file, `${file}.new`), renameSync(`${file}.new`, file))],
  ['overwritten', 'overwritten', (file: string) => writeFileSync(file, Buffer.alloc(statSync(file).size), { flag: 'r+' })],
  ['cut off', 'cutShort', (file: string) => truncateSync(file, 8192)],
])('a database file that was %s while it is served counts as lost at once', async (_, found, change) => {
  const { site } = await aServedCopy()
  expect(await readHealth(site)).toMatchObject({ notSaving: null })
  change(site.file)
  const health = await readHealth(site)
  expect(health).toMatchObject({ damage: found })
  expect(health.notSaving).not.toBeNull()
  expect(createAlerts(health)[0]).toMatchObject({ level: 'fault', action: expect.stringMatching(/restore|腾出空间|磁盘/) })
})

/** An installation that may come to grief: whatever closing it says is of no matter. */
async function aServedCopy() {
  const dataFolder = await anInstallation()
  const site = openSite({ dataFolder })
  const raw = new Sqlite(site.file)
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.close()
  onTestFinished(() => site.close().catch(() => undefined))
  return { site, dataFolder }
}

test('looking at the health takes no lock from the database: another process still cannot have it alone', async () => {
  const { site } = await aServedCopy()
  await readHealth(site)
  const attempt = `const S = require(${JSON.stringify(driverFolder())}); const d = new S(${JSON.stringify(site.file)}, { timeout: 0 }); try { d.pragma('locking_mode = EXCLUSIVE'); d.exec('BEGIN EXCLUSIVE'); console.log('alone') } catch (fault) { console.log(fault.code) }`
  expect(execFileSync(process.execPath, ['-e', attempt], { encoding: 'utf8' }).trim()).toBe('SQLITE_BUSY')
})

test('a flush that fails is told as what it is', async () => {
  const site = await aSite()
  const failing: Site = {
    ...site,
    condition: () => ({ ...site.condition(), savedAgo: null }),
    probeWrite: () => Promise.reject(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })),
  }
  expect(toPublicHealth(await readHealth(failing))).toMatchObject({ ok: false, notSaving: 'SQLITE_IOERR_FSYNC' })
})

test('a stranger is told codes, and no names of folders or pages', async () => {
  const site = await aSite()
  site.noteDamage('*** in database main *** Tree 7 page 9')
  const told = toPublicHealth({
    ...(await readHealth(site)),
    backup: { isOn: true, age: 1, bytes: 1, isCopied: false, fault: '备份没有抄到 /mnt/secret' },
    clock: '钟不对',
  })
  expect(told).toMatchObject({ ok: false, notSaving: 'damaged', clockIsWrong: true, backup: { failed: true } })
  expect(JSON.stringify(told)).not.toMatch(/Tree|mnt/)
})

test('bad pages are found by the check at the start, and the health says so from then on', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 20; nth++)
    await site.write(
      'operator',
      'fill',
      async (tx) => void (await tx.insert(wrongTries).values({ key: `${nth} ${'x'.repeat(20_000)}`, count: 1, since: tx.at })),
    )
  const copy = join(aFolder(), 'tidui.db')
  await site.backup(copy)
  expect(await site.threads.run('operations.findDamage', { file: copy }, { pool: 'upkeep', seconds: 20, megabytes: 64 })).toBeNull()
  const content = readFileSync(copy)
  content.fill(0xa5, content.length - 200_000, content.length - 150_000)
  writeFileSync(copy, content)
  const found = await findDamage({ file: copy })
  expect(found).not.toBeNull()
  site.noteDamage(found)
  expect(await readHealth(site)).toMatchObject({ damage: found, notSaving: found })
})

test('deadlines that are overdue are counted', async () => {
  const site = await aSite()
  await site.write('operator', 'a workflow', async (tx) => {
    const { workflows, deadlines } = await import('#db/schema/workflow.ts')
    await tx
      .insert(workflows)
      .values({ id: 'w', kind: 'cohort', value: 'planned', state: 'planned', context: {}, version: 1, begunAt: tx.at, movedAt: tx.at })
    await tx
      .insert(deadlines)
      .values({ workflowId: 'w', name: 'cohort/close', dueAt: new Date(tx.at.getTime() - 61_000), event: { type: 'CLOSE' } })
  })
  expect(await readHealth(site)).toMatchObject({ overdueDeadlines: 1 })
})

const well: Health = {
  notSaving: null,
  savedAgo: 1,
  waitingWrites: 0,
  longestWait: 0,
  damage: null,
  freeBytes: 100e9,
  databaseBytes: 1e6,
  overdueDeadlines: 0,
  overdueEffects: 0,
  backup: { isOn: true, age: 3600, bytes: 1e6, isCopied: null, fault: null },
  clock: null,
}

test.each<[string, Partial<Health>, Partial<Alert>[]]>([
  ['all is well', {}, []],
  ['the disk is full', { notSaving: 'SQLITE_FULL' }, [{ level: 'fault', message: expect.stringContaining('磁盘满了') as string }]],
  ['it is read-only', { notSaving: 'SQLITE_READONLY_DBMOVED' }, [{ level: 'fault', message: expect.stringContaining('只读') as string }]],
  ['flushing fails', { notSaving: 'SQLITE_IOERR_FSYNC' }, [{ level: 'fault', message: expect.stringContaining('读写出错') as string }]],
  ['nobody knows why', { notSaving: 'failed' }, [{ level: 'fault', message: '现在什么也存不上。' }]],
  ['little is free', { freeBytes: 500e6 }, [{ level: 'warning', message: expect.stringContaining('476 MB') as string }]],
  ['the backup is old', { backup: { ...well.backup, age: 60 * 3600 } }, [{ level: 'fault', message: '最近的备份是 2 天前的。' }]],
  [
    'the backup failed',
    { backup: { ...well.backup, fault: '磁盘满了。' } },
    [{ level: 'fault', message: expect.stringContaining('磁盘满了') as string }],
  ],
  ['no backups are made', { backup: { ...well.backup, isOn: false } }, [{ level: 'warning' }]],
  ['deadlines hang', { overdueDeadlines: 3 }, [{ level: 'warning', message: expect.stringContaining('3 件') as string }]],
  ['the clock is wrong', { clock: '服务器的时间不对。' }, [{ level: 'fault', message: '服务器的时间不对。' }]],
])('the desk, when %s', (_, change, expected) => {
  const alerts = createAlerts({ ...well, ...change })
  expect(alerts).toEqual(expected.map((one) => expect.objectContaining(one)))
  for (const { action } of alerts) expect(action).toMatch(/。$/)
})

test.skipIf(!mayMount)('a served disk that fills up is told, and well again once there is room', async () => {
  const disk = await anInstallationOnADisk(40)
  const site = openSite({ dataFolder: disk })
  onTestFinished(() => site.close())
  expect(await readHealth(site)).toMatchObject({ notSaving: null })
  expect(() => writeFileSync(join(disk, 'filling'), Buffer.alloc(64 * 1024 * 1024))).toThrow(/ENOSPC/)
  const health = await readHealth(site)
  expect(health.notSaving).toMatch(/FULL|ENOSPC/)
  expect(createAlerts(health)[0]!.message).toContain('磁盘满了')
  rmSync(join(disk, 'filling'))
  expect(await readHealth(site)).toMatchObject({ notSaving: null })
})

test('a clock that is not believed is told to whoever watches over the server, and to the administrator', async () => {
  const site = await aSite()
  const guarded = (aheadBySeconds: number): Site =>
    Object.assign(Object.create(site) as Site, {
      clockGuard: { ...site.clockGuard, health: () => ({ ok: aheadBySeconds === 0, now: '', wall: '', aheadBySeconds, since: null }) },
    })
  expect(toPublicHealth(await readHealth(guarded(0)))).toMatchObject({ clockIsWrong: false })
  for (const [ahead, words] of [
    [5 * 3600, '快了约 5 小时'],
    [-40 * 86_400, '慢了约 40 天'],
    [61, '快了约 2 分钟'],
  ] as const) {
    const health = await readHealth(guarded(ahead))
    expect(toPublicHealth(health)).toMatchObject({ clockIsWrong: true })
    expect(
      createAlerts(health)
        .map(({ message }) => message)
        .join(''),
    ).toContain(words)
  }
})
