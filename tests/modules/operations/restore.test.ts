// A backup can be put back exactly when it is needed, and is what it says it is.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backUpTo, openDatabaseCopy, restoreBackup } from '#app/modules/operations/operations.server.ts'
import { openSite } from '#app/site.server.ts'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { FolderInUse, lockFolder } from '#db/lock.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aFolder, anInstallation, driverFolder, peopleIn } from './makers.ts'

interface Options {
  passphrase?: string | null
  evenSo?: string | null
}

const restore = (backup: string, dataFolder: string, { passphrase = null, evenSo = null }: Options = {}) =>
  restoreBackup({ backup, dataFolder, passphrase, evenSo, now: () => new Date() })

/** An installation with one person, a backup of it, and a second person since. */
async function aBackedUpInstallation(passphrase: string | null = null) {
  const dataFolder = await anInstallation()
  const backup = join(aFolder(), 'backup.db')
  const database = join(dataFolder, 'tidui.db')
  await backUpTo(openDatabaseCopy(database), backup, passphrase)
  return { dataFolder, database, backup }
}

const overwrite = (file: string, from: number, bytes: number) => {
  const content = readFileSync(file)
  content.fill(0xa5, from, from + bytes)
  writeFileSync(file, content)
}

const damages: [string, (database: string) => void][] = [
  ['its first page is overwritten', (database) => overwrite(database, 0, 4096)],
  ['its schema is overwritten', (database) => overwrite(database, 100, 3000)],
  ['pages in the middle are overwritten', (database) => overwrite(database, 40_960, 40_960)],
  ['it is cut off', (database) => truncateSync(database, 10_000)],
  ['it is empty', (database) => writeFileSync(database, '')],
  ['it is gone', (database) => rmSync(database)],
  ['it is a text', (database) => writeFileSync(database, '这不是数据库。')],
  ['it is a folder', (database) => (rmSync(database), mkdirSync(database), writeFileSync(join(database, 'x'), ''))],
  ['it is read-only', (database) => chmodSync(database, 0o400)],
  ['a foreign log lies beside it', (database) => writeFileSync(`${database}-wal`, 'x'.repeat(8192))],
  [
    'the file that says who has the folder is damaged too',
    (database) => (overwrite(database, 0, 4096), writeFileSync(join(dirname(database), 'tidui.lock'), 'x'.repeat(512))),
  ],
  [
    'its log is left without it',
    (database) => (rmSync(database), writeFileSync(`${database}-wal`, 'x'.repeat(8192)), writeFileSync(`${database}-shm`, '')),
  ],
]

test.each(damages)('a backup is put back where the database is such that %s', async (_, damage) => {
  const { dataFolder, database, backup } = await aBackedUpInstallation()
  damage(database)
  expect(await restore(backup, dataFolder)).toMatchObject({ keyFits: true, broken: null })
  expect(await peopleIn(dataFolder)).toBe(1)
  const raw = new Sqlite(database, { readonly: true })
  onTestFinished(() => void raw.close())
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(readdirSync(dataFolder).filter((name) => name.includes('arriving'))).toEqual([])
})

test('what was there is kept, with what its log holds beyond it', async () => {
  const { dataFolder, database, backup } = await aBackedUpInstallation()
  const raw = new Sqlite(database)
  raw.pragma('wal_autocheckpoint = 0')
  raw.exec("INSERT INTO wrong_tries (key, count, since) VALUES ('the latest', 1, 0)")
  // As a power cut leaves it: the log was never played into the file.
  const [file, log] = [readFileSync(database), readFileSync(`${database}-wal`)]
  raw.close()
  writeFileSync(database, file)
  writeFileSync(`${database}-wal`, log)
  const { kept } = await restore(backup, dataFolder)
  const before = new Sqlite(kept!)
  onTestFinished(() => void before.close())
  expect(before.prepare('SELECT key FROM wrong_tries').pluck().all()).toEqual(['the latest'])
  // What was put aside can itself be put back, log and all.
  before.close()
  renameSync(database, `${database}.again`)
  await restore(kept!, dataFolder)
  const again = new Sqlite(database, { readonly: true })
  expect(again.prepare('SELECT key FROM wrong_tries').pluck().all()).toEqual(['the latest'])
  again.close()
})

test('while a server, or a command, has the folder, nothing is put back; whoever was killed has it no longer', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation()
  const other = await holdElsewhere(dataFolder, 'serve')
  await expect(restore(backup, dataFolder)).rejects.toThrow('服务正在使用')
  expect(() => openSite({ dataFolder, hold: 'serve' })).toThrow(FolderInUse) // there is one server a folder
  const beside = openSite({ dataFolder }) // but commands beside it
  other.kill('SIGKILL')
  await once(other, 'exit')
  await expect(restore(backup, dataFolder)).rejects.toThrow('另一个命令正在使用')
  await beside.close()
  expect(await restore(backup, dataFolder)).toMatchObject({ keyFits: true })
})

test('a database that an older program or a tool has open is in use too, though it holds no lock of ours', async () => {
  const { dataFolder, database, backup } = await aBackedUpInstallation()
  const child = spawn(
    process.execPath,
    [
      '-e',
      `const S = require(${JSON.stringify(driverFolder())}); const d = new S(${JSON.stringify(database)}); d.pragma('journal_mode = WAL'); d.prepare('SELECT count(*) FROM persons').get(); console.log('open'); setInterval(() => d, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout!, 'data')
  await expect(restore(backup, dataFolder)).rejects.toThrow('正被另一个程序打开')
})

test.each([
  ['is missing', () => {}, /没有这个备份文件/],
  ['is empty', (file: string) => writeFileSync(file, ''), /已经损坏/],
  ['is a text', (file: string) => writeFileSync(file, 'x'.repeat(5000)), /不是数据库备份/],
  ['is another database', (file: string) => new Sqlite(file).exec('CREATE TABLE t (a)').close(), /别的数据库/],
])('a backup that %s is refused, and the database stays', async (_, make, sentence) => {
  const dataFolder = await anInstallation()
  const file = join(aFolder(), 'b.db')
  make(file)
  await expect(restore(file, dataFolder)).rejects.toThrow(sentence)
  expect(await peopleIn(dataFolder)).toBe(1)
})

test('a backup with a bad page is refused', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation()
  overwrite(backup, 40_960, 40_960)
  await expect(restore(backup, dataFolder)).rejects.toThrow('已经损坏')
  expect(await peopleIn(dataFolder)).toBe(1)
})

/** Changes an audit entry behind the program's back. */
function tamper(backup: string) {
  const raw = new Sqlite(backup)
  raw.exec("DROP TRIGGER audit_entries_no_update; UPDATE audit_entries SET actor = 'somebody else' WHERE sequence = 1")
  raw.close()
}

test('an altered audit entry in a backup is noticed, and nothing is put back', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation()
  tamper(backup)
  await expect(restore(backup, dataFolder)).rejects.toThrow(/备份的记录被改过.*--even-so/)
  expect(await peopleIn(dataFolder)).toBe(1)
  await expect(restore(backup, dataFolder, { evenSo: '嗯' })).rejects.toThrow('写明为什么')
})

test('a reason overrules that, and goes on record in what was put back', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation()
  tamper(backup)
  expect(await restore(backup, dataFolder, { evenSo: '只有这一份备份了' })).toMatchObject({ broken: expect.stringContaining('第 1 条') })
  const site = openSite({ dataFolder })
  const entries = await site.read.select().from(auditEntries)
  await site.close()
  expect(entries.at(-1)).toMatchObject({
    actor: 'operator',
    why: expect.stringContaining('does not hold'),
    lines: expect.arrayContaining(['even so: 只有这一份备份了']),
  })
})

test('a sound restore is on record too, and the chain goes on from the backup', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation()
  const { head } = await restore(backup, dataFolder)
  const site = openSite({ dataFolder })
  expect(verifyAudit(site, { notedHead: head })).toMatchObject({ broken: null })
  await site.close()
})

const passphrase = '茶叶 土豆 快递 直播'

test('an encrypted backup shows nothing, and comes back by its passphrase alone', async () => {
  const { dataFolder, backup } = await aBackedUpInstallation(passphrase)
  expect(readFileSync(backup).includes('SQLite format')).toBe(false)
  expect(readFileSync(backup).includes('田小禾')).toBe(false)
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataFolder).filter((name) => name.startsWith('tidui-backup'))).toEqual([]) // nothing in clear is left
  await expect(restore(backup, dataFolder)).rejects.toThrow('TIDUI_BACKUP_PASSPHRASE_FILE')
  await expect(restore(backup, dataFolder, { passphrase: 'something else' })).rejects.toThrow('口令不对')
  expect(await restore(backup, dataFolder, { passphrase })).toMatchObject({ keyFits: true })
  expect(await peopleIn(dataFolder)).toBe(1)
})

test.each([
  ['changed', (file: string) => overwrite(file, 100_000, 1)],
  ['cut off', (file: string) => truncateSync(file, statSync(file).size - 70_000)],
])('an encrypted backup that was %s is refused', async (_, change) => {
  const { dataFolder, backup } = await aBackedUpInstallation(passphrase)
  change(backup)
  await expect(restore(backup, dataFolder, { passphrase })).rejects.toThrow('被改过，或者不完整')
  expect(await peopleIn(dataFolder)).toBe(1)
  expect(existsSync(join(dataFolder, 'tidui.db.arriving'))).toBe(false)
})

/** Another process that holds the folder until it is killed. */
async function holdElsewhere(folder: string, hold: 'serve' | 'use'): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-e',
      `import('#db/lock.ts').then(({ lockFolder }) => { globalThis.held = lockFolder(${JSON.stringify(folder)}, '${hold}'); console.log('held'); setInterval(() => globalThis.held, 1000) })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout!, 'data')
  return child
}

test('many may use a folder, and none may while one has it alone', () => {
  const folder = aFolder()
  const [one, other] = [lockFolder(folder, 'use'), lockFolder(folder, 'use')]
  expect(() => lockFolder(folder, 'replace')).toThrow(expect.objectContaining({ by: 'command' }))
  one.release()
  other.release()
  const alone = lockFolder(folder, 'replace')
  expect(() => lockFolder(folder, 'use')).toThrow(FolderInUse)
  alone.release()
  expect(statSync(join(folder, 'tidui.lock')).mode & 0o777).toBe(0o600)
})

test('a damaged lock keeps nobody out, and is kept by whoever has it', async () => {
  const folder = aFolder()
  const lock = join(folder, 'tidui.lock')
  writeFileSync(lock, 'x'.repeat(512))
  lockFolder(folder, 'replace').release()
  const child = await holdElsewhere(folder, 'serve')
  writeFileSync(lock, 'y'.repeat(512))
  expect(() => lockFolder(folder, 'replace')).toThrow(FolderInUse)
  child.kill()
})
