// The health says what is true: whether something can be saved is tried, not believed.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync, copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { routeClassOf, mayReadMetrics, metricsOf } from '#app/http/metrics.server.ts'
import { log } from '#app/log.server.ts'
import { alertsOf, type Alert } from '#app/modules/operations/alerts.ts'
import { findDamage, type Health, installationHealth, readHealth } from '#app/modules/operations/operations.server.ts'
import { renderLesson } from '#app/modules/courses/courses.server.ts'
import { openSession, viewerOfRequest } from '#app/modules/accounts/accounts.server.ts'
import { keysFrom } from '#app/keys.server.ts'
import { openSite, openSiteToRead } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { openDatabase } from '#db/database.ts'
import { Sqlite } from '#db/driver.ts'
import { accounts, wrongTries } from '#db/schema/accounts.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aFolder, anInstallation, complaints, peopleIn } from './makers.ts'

test('an idle installation that can be written to is well, and the try leaves no audit entry', async () => {
  const site = await aSite()
  const health = await readHealth(site)
  expect(health).toMatchObject({ notSaving: null, damage: null, waitingWrites: 0, overdueDeadlines: 0, overdueEffects: 0, savedAgo: 0, clock: null })
  expect(health.freeBytes).toBeGreaterThan(0)
  expect(await site.read.$count(auditEntries)).toBe(0)
  expect(await installationHealth(site, anAdmin)).toEqual({ alerts: expect.any(Array), backup: '还没有备份。' })
  await expect(installationHealth(site, anOfficer)).rejects.toMatchObject({ status: 403 })
})

/** The same database with no room for a page more. */
function withoutRoom(site: TestSite): Site {
  const raw = new Sqlite(site.file)
  const pages = raw.pragma('page_count', { simple: true }) as number
  raw.close()
  const database = openDatabase(site.file, { now: site.now, mostPages: pages })
  onTestFinished(() => database.close())
  return { ...site, ...database }
}

test('a disk without room is told at once, and a lesson not yet compiled is served all the same', async () => {
  const site = await aSite()
  const full = withoutRoom(site)
  await expect(full.write('operator', 'large', async (tx) => void (await tx.insert(wrongTries).values({ key: 'x'.repeat(100_000), count: 1, since: tx.at })))).rejects.toThrow()
  expect(full.condition().failing).toBe('SQLITE_FULL')
  const lesson = await renderLesson(full, `---\ntitle: 课\nsummary: 简介\nminutes: 5\nobjectives:\n  - 会说一句话\n---\n\n## 一节\n\n${'字'.repeat(900)}\n`)
  expect(lesson.html).toContain('一节')
})

test('somebody whose session is due to be prolonged reads on where nothing can be written', async () => {
  const site = await aSite({ now: new Date().toISOString() })
  await site.write('operator', 'an account', async (tx) => void (await tx.insert(accounts).values({ id: 'a', name: '田小禾', secretKind: 'pin', createdAt: tx.at })))
  const cookie = (await openSession(site, 'a')).split(';')[0]!
  const raw = new Sqlite(site.file)
  raw.exec(`UPDATE sessions SET expires_at = ${Math.floor(Date.now() / 1000) + 3600}`)
  raw.close()
  const failing: Site = { ...site, write: () => Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' })) }
  expect(await viewerOfRequest(failing, { headers: { get: (name) => (name === 'cookie' ? cookie : null) } })).toMatchObject({ viewer: { accountId: 'a' } })
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
  await pause(100)
  expect(await readHealth(site)).toMatchObject({ notSaving: null, waitingWrites: 0 })
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
  expect(alertsOf(health)[0]).toMatchObject({ level: 'fault', todo: expect.stringMatching(/restore|腾出空间|磁盘/) })
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

test('bad pages are found by the check at the start, and the health says so from then on', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 20; nth++) await site.write('operator', 'fill', async (tx) => void (await tx.insert(wrongTries).values({ key: `${nth} ${'x'.repeat(20_000)}`, count: 1, since: tx.at })))
  const copy = join(aFolder(), 'tidui.db')
  await site.backup(copy)
  expect(await site.threads.run('operations.findDamage', { file: copy }, { lane: 'upkeep', seconds: 20, megabytes: 64 })).toBeNull()
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
    await tx.insert(workflows).values({ id: 'w', kind: 'cohort', value: 'planned', state: 'planned', context: {}, version: 1, begunAt: tx.at, movedAt: tx.at })
    await tx.insert(deadlines).values({ workflowId: 'w', name: 'cohort/close', dueAt: new Date(tx.at.getTime() - 61_000), event: { type: 'CLOSE' } })
  })
  expect(await readHealth(site)).toMatchObject({ overdueDeadlines: 1 })
})

const well: Health = {
  notSaving: null, savedAgo: 1, waitingWrites: 0, longestWait: 0, damage: null, freeBytes: 100e9, databaseBytes: 1e6, overdueDeadlines: 0, overdueEffects: 0,
  backup: { isOn: true, age: 3600, bytes: 1e6, isCopied: null, fault: null }, clock: null,
}

test.each<[string, Partial<Health>, Partial<Alert>[]]>([
  ['all is well', {}, []],
  ['the disk is full', { notSaving: 'SQLITE_FULL' }, [{ level: 'fault', says: expect.stringContaining('磁盘满了') as string }]],
  ['it is read-only', { notSaving: 'SQLITE_READONLY_DBMOVED' }, [{ level: 'fault', says: expect.stringContaining('只读') as string }]],
  ['flushing fails', { notSaving: 'SQLITE_IOERR_FSYNC' }, [{ level: 'fault', says: expect.stringContaining('读写出错') as string }]],
  ['nobody knows why', { notSaving: 'failed' }, [{ level: 'fault', says: '现在什么也存不上。' }]],
  ['little is free', { freeBytes: 500e6 }, [{ level: 'warning', says: expect.stringContaining('476 MB') as string }]],
  ['the backup is old', { backup: { ...well.backup, age: 60 * 3600 } }, [{ level: 'fault', says: '最近的备份是 2 天前的。' }]],
  ['the backup failed', { backup: { ...well.backup, fault: '磁盘满了。' } }, [{ level: 'fault', says: expect.stringContaining('磁盘满了') as string }]],
  ['no backups are made', { backup: { ...well.backup, isOn: false } }, [{ level: 'warning' }]],
  ['deadlines hang', { overdueDeadlines: 3 }, [{ level: 'warning', says: expect.stringContaining('3 件') as string }]],
  ['the clock is wrong', { clock: '服务器的时间不对。' }, [{ level: 'fault', says: '服务器的时间不对。' }]],
])('the desk, when %s', (_, change, expected) => {
  const alerts = alertsOf({ ...well, ...change })
  expect(alerts).toEqual(expected.map((one) => expect.objectContaining(one)))
  for (const { todo } of alerts) expect(todo).toMatch(/。$/)
})

test('a data folder that was in use does not become an empty site: with its key but no database, it is refused', async () => {
  for (const lose of [(file: string) => rmSync(file), (file: string) => truncateSync(file)]) {
    const dataFolder = await anInstallation()
    const file = join(dataFolder, 'tidui.db')
    lose(file)
    expect(() => openSite({ dataFolder, hold: 'serve' })).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }))
    expect(existsSync(file) && statSync(file).size > 0).toBe(false) // and none was made
    expect(() => openSiteToRead({ dataFolder })).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }))
  }
})

const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

/** A data folder on a disk of its own, of so many megabytes. */
async function aDisk(megabytes: number) {
  const disk = aFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])
  onTestFinished(() => void execFileSync('umount', ['-l', disk]))
  const dataFolder = await anInstallation({ people: 3 })
  for (const name of ['tidui.db', 'secret.key']) copyFileSync(join(dataFolder, name), join(disk, name))
  return disk
}

test.skipIf(!mayMount)('from a disk that became read-only everything can be read and backed up, and nothing is written', async () => {
  const disk = await aDisk(16)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const site = openSiteToRead({ dataFolder: disk })
  expect(site.edition).toBe('same')
  expect(await site.read.$count(auditEntries)).toBe(1)
  expect(site.keys.sign('x')).toHaveLength(22)
  await expect(site.write('operator', 'no', async () => 1)).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY' })
  const target = join(aFolder(), 'b.db')
  await site.backup(target)
  await site.close()
  expect(new Sqlite(target, { readonly: true }).prepare('SELECT count(*) FROM persons').pluck().get()).toBe(3)
  expect(readdirSync(disk).sort()).toEqual(['secret.key', 'tidui.db'])
})

test.skipIf(!mayMount)('from a full disk too, also where the server left its log behind', async () => {
  const disk = await aDisk(8)
  const raw = new Sqlite(join(disk, 'tidui.db'))
  raw.exec("INSERT INTO wrong_tries (key, count, since) VALUES ('in the log', 1, 0)")
  const [file, wal] = [readFileSync(join(disk, 'tidui.db')), readFileSync(join(disk, 'tidui.db-wal'))]
  raw.close()
  writeFileSync(join(disk, 'tidui.db'), file)
  writeFileSync(join(disk, 'tidui.db-wal'), wal)
  expect(() => writeFileSync(join(disk, 'filling'), Buffer.alloc(16 * 1024 * 1024))).toThrow(/ENOSPC/)
  const site = openSiteToRead({ dataFolder: disk })
  expect(await site.read.select({ key: wrongTries.key }).from(wrongTries)).toEqual([{ key: 'in the log' }])
  await site.close()
  rmSync(join(disk, 'filling'))
  expect(await peopleIn(disk)).toBe(3)
})

test.skipIf(!mayMount)('a served disk that fills up is told, and well again once there is room', async () => {
  const disk = await aDisk(40)
  const site = openSite({ dataFolder: disk })
  onTestFinished(() => site.close())
  expect(await readHealth(site)).toMatchObject({ notSaving: null })
  expect(() => writeFileSync(join(disk, 'filling'), Buffer.alloc(64 * 1024 * 1024))).toThrow(/ENOSPC/)
  const health = await readHealth(site)
  expect(health.notSaving).toMatch(/FULL|ENOSPC/)
  expect(alertsOf(health)[0]!.says).toContain('磁盘满了')
  rmSync(join(disk, 'filling'))
  expect(await readHealth(site)).toMatchObject({ notSaving: null })
})

test('figures are for a token, or for this machine itself, and not through a proxy on it', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers, socket: { remoteAddress } })
  expect(mayReadMetrics(from('127.0.0.1'), undefined)).toBe(true)
  expect(mayReadMetrics(from('::ffff:127.0.0.1'), undefined)).toBe(true)
  expect(mayReadMetrics(from('127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }), undefined)).toBe(false)
  expect(mayReadMetrics(from('10.0.0.7'), undefined)).toBe(false)
  expect(mayReadMetrics(from('10.0.0.7', { authorization: 'Bearer right' }), 'right')).toBe(true)
  expect(mayReadMetrics(from('10.0.0.7', { authorization: 'Bearer wrong' }), 'right')).toBe(false)
  expect(mayReadMetrics(from('127.0.0.1'), 'right')).toBe(false)
})

test('requests are counted by a few classes, none of which has an id in it', async () => {
  expect(['/attempts/0abc/answers', '/desk/persons/0abc', '/desk.data?x=1', '/assets/a.js', '/courses/tea/one', '/', '/healthz', '/s/abc'].map(routeClassOf)).toEqual(['answers', 'desk', 'desk', 'files', 'learning', 'other', 'watching', 'signIn'])
  const site = await aSite()
  const text = await metricsOf(site).text()
  for (const name of ['tidui_saves 1', 'tidui_waiting_writes 0', 'tidui_backup_age_seconds -1', 'nodejs_eventloop_lag_seconds', 'tidui_database_bytes']) expect(text).toContain(name)
})

test('an event is one line, from its level on, with the fault and what caused it', () => {
  const before = process.env.TIDUI_LOG
  onTestFinished(() => void (process.env.TIDUI_LOG = before))
  process.env.TIDUI_LOG = 'error'
  log.warn('not said')
  log.error('went\nwrong', { fault: new Error('outer', { cause: new Error('inner') }) })
  const [said, ...more] = complaints()
  expect(more).toEqual([])
  expect(said).toMatch(/^\S+ ERROR went wrong \{.*outer.*caused by.*inner.*\}$/)
  expect(said).not.toContain('\n')
})

test('an installation whose keys come from elsewhere is opened without a key file', async () => {
  const dataFolder = join(aFolder(), 'data')
  const site = openSite({ dataFolder, keys: keysFrom(Buffer.alloc(32, 3)) })
  await site.close()
  const again = openSite({ dataFolder, keys: keysFrom(Buffer.alloc(32, 3)) })
  await again.close()
  expect(existsSync(join(dataFolder, 'secret.key'))).toBe(false)
})
