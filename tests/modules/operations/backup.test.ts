// Backups: of one moment, beside whoever writes, for the owner alone, proved, and made by the server itself.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { addDays } from '#app/calendar.ts'
import { isDue } from '#app/modules/operations/scheduled-backups.server.ts'
import { listBackups } from '#app/modules/operations/backup-files.server.ts'
import { type BackupName, formatBackupName, parseBackupName, selectExpired } from '#app/modules/operations/backup-names.ts'
import { runBackup, backUpTo, readBackupState, findSettingsFault, verifyBackup } from '#app/modules/operations/operations.server.ts'
import type { BackupSettings } from '#app/modules/operations/settings.server.ts'
import { readContents } from '#db/backup/check.ts'
import { copyDatabase } from '#db/backup/copy.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aDisk, mayMount } from './disks.ts'
import { aFolder, complaints } from './makers.ts'

const tries = (site: TestSite, key: string) =>
  site.write('operator', key, async (tx) => void (await tx.insert(wrongTries).values({ key, count: 1, since: tx.at })))
const none = () => null
const daily = (site: TestSite, more: Partial<BackupSettings> = {}): BackupSettings => ({
  minute: 150,
  folder: join(site.dataFolder, 'backups'),
  second: null,
  ...more,
})

/** Fills a table with so many megabytes. */
async function fill(site: TestSite, megabytes: number) {
  for (let nth = 0; nth < megabytes; nth++) await tries(site, `${nth} ${'x'.repeat(1024 ** 2)}`)
}

test('a backup is of one moment and ends, however much is written meanwhile', async () => {
  const site = await aSite()
  await fill(site, 30)
  const target = join(site.dataFolder, 'copy.db')
  let goesOn = true
  let written = 0
  const writing = (async () => {
    while (goesOn) {
      await tries(site, `during ${written++}`)
      await nextTurn()
    }
  })()
  const { entries } = await copyDatabase(site.file, target)
  goesOn = false
  await writing
  expect(written).toBeGreaterThan(3)
  const copy = new Sqlite(target, { readonly: true })
  onTestFinished(() => void copy.close())
  // What it holds is what was committed when it began: as many rows as entries, and nothing of later.
  expect(copy.prepare('SELECT count(*) FROM wrong_tries').pluck().get()).toBe(entries)
  expect(entries).toBeLessThan(30 + written)
})

test('a backup is for its owner alone from its first byte, whatever the umask', async () => {
  const site = await aSite()
  await fill(site, 5)
  const folder = join(site.dataFolder, 'open')
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  const modes = new Set<string>()
  const watcher = watch(folder, (_event, name) => {
    const about = name && statSync(join(folder, name), { throwIfNoEntry: false })
    if (about) modes.add((about.mode & 0o777).toString(8))
  })
  const before = process.umask(0)
  try {
    await backUpTo(site, join(folder, 'b.db'), null)
  } finally {
    process.umask(before)
    watcher.close()
  }
  expect([...modes]).toEqual(['600'])
  expect(readdirSync(folder)).toEqual(['b.db'])
})

test('a database with a bad page gives no backup, and leaves nothing behind', async () => {
  const site = await aSite()
  await fill(site, 1)
  const broken = join(aFolder(), 'tidui.db')
  await site.backup(broken)
  const content = readFileSync(broken)
  content.fill(0xa5, 40_960, 45_056)
  writeFileSync(broken, content)
  await expect(copyDatabase(broken, `${broken}.copy`)).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CORRUPT/) })
  expect(existsSync(`${broken}.copy`)).toBe(false)
})

test('the server makes, names by its audit head, proves and keeps one', async () => {
  const site = await aSite()
  await tries(site, 'one')
  const state = await runBackup(site, daily(site), none)
  expect(state).toMatchObject({ fault: null, entries: 1, isCopied: null, provedAt: site.now().getTime() })
  const { head } = readContents(site.file)
  expect(parseBackupName(basename(state.file!))).toMatchObject({ head, entries: 1, at: site.now(), day: '2019-03-04' })
  expect(readBackupState(site.dataFolder)).toEqual(state)
  expect(statSync(state.file!).mode & 0o777).toBe(0o600)
})

test('a passphrase encrypts it, and it is proved through that', async () => {
  const site = await aSite()
  const state = await runBackup(site, daily(site), () => 'twelve letters and more')
  expect(state).toMatchObject({ fault: null, file: expect.stringMatching(/\.db\.age$/) })
  expect(await verifyBackup({ file: state.file!, passphrase: 'something else entirely', workFolder: site.dataFolder })).toMatchObject({
    fault: 'passphraseWrong',
  })
  expect(readdirSync(site.dataFolder).filter((name) => /partial|proof/.test(name))).toEqual([])
})

test('a second folder has it too; where that is missing, the backup stands, it is told, and only the copying is tried again', async () => {
  const site = await aSite()
  const second = join(aFolder(), 'other-disk')
  const settings = daily(site, { second })
  site.clock.set('2019-03-04T02:31:00+08:00')
  const state = await runBackup(site, settings, none)
  expect(state).toMatchObject({ isCopied: false, fault: expect.stringContaining(second), provedAt: site.now().getTime() })
  expect(complaints()).toEqual([expect.stringContaining(second)])
  mkdirSync(second)
  site.clock.forward(3_600_000)
  expect(isDue(state, site.now(), 150)).toBe(true)
  expect(await runBackup(site, settings, none)).toMatchObject({ isCopied: true, fault: null, file: state.file })
  expect(readdirSync(second)).toEqual([basename(state.file!)])
})

test('what keeps a backup from being made is told in a sentence, and the one before stays the latest', async () => {
  const site = await aSite()
  const good = await runBackup(site, daily(site), none)
  const inTheWay = join(site.dataFolder, 'a-file')
  writeFileSync(inTheWay, '')
  const state = await runBackup(site, daily(site, { folder: join(inTheWay, 'backups') }), none)
  expect(state).toMatchObject({ fault: expect.stringContaining('不是文件夹'), file: good.file, provedAt: good.provedAt })
  expect(complaints()).toHaveLength(1)
})

test.skipIf(!mayMount)('a full disk fails the backup with that sentence, and is not filled with half of one', async () => {
  const site = await aSite()
  await fill(site, 4)
  const disk = aDisk(2)
  const state = await runBackup(site, daily(site, { folder: join(disk, 'backups') }), none)
  expect(state).toMatchObject({ fault: expect.stringContaining('磁盘满了'), provedAt: null })
  expect(complaints()).toHaveLength(1)
  expect(readdirSync(join(disk, 'backups'))).toEqual([])
})

test('it is due once a day from its time on, an hour after a try that failed, and whatever a wild clock has said', () => {
  const at = (moment: string) => new Date(`${moment}+08:00`)
  const file = join(aFolder(), 'b')
  writeFileSync(file, 'x')
  const made = (moment: string) => ({
    provedAt: at(moment).getTime(),
    triedAt: at(moment).getTime(),
    file,
    bytes: 1,
    entries: 0,
    head: null,
    isCopied: null,
    fault: null,
  })
  const half3 = 150
  expect(isDue(made('2019-03-04T02:30:10'), at('2019-03-05T02:29:00'), half3)).toBe(false)
  expect(isDue(made('2019-03-04T02:30:10'), at('2019-03-05T02:30:00'), half3)).toBe(true)
  expect(isDue(made('2019-03-03T02:30:10'), at('2019-03-04T12:00:00'), half3)).toBe(true) // the server was off at night
  expect(isDue({ ...made('2019-03-03T02:30:10'), triedAt: at('2019-03-04T11:30:00').getTime() }, at('2019-03-04T12:00:00'), half3)).toBe(
    false,
  )
  expect(isDue(made('2019-04-13T02:30:10'), at('2019-03-04T12:00:00'), half3)).toBe(true)
  expect(isDue({ ...made('2019-03-04T02:30:10'), file: `${file}-gone` }, at('2019-03-04T12:00:00'), half3)).toBe(true)
})

const ofDay = (day: string, hour = '02'): BackupName =>
  parseBackupName(formatBackupName({ at: new Date(`${day}T${hour}:30:00+08:00`), entries: 1, head: 'a'.repeat(64), isEncrypted: false }))!

test('after two years of days, 7 days, 5 weeks and 12 months are kept', () => {
  const all: BackupName[] = []
  let there: BackupName[] = []
  for (let nth = 0; nth < 730; nth++) {
    const one = ofDay(addDays('2019-01-01', nth))
    all.push(one)
    there.push(one)
    const gone = new Set(selectExpired(there))
    there = there.filter((backup) => !gone.has(backup))
  }
  const days = there.map(({ day }) => day)
  expect(days.slice(-7)).toEqual(Array.from({ length: 7 }, (_, nth) => addDays('2020-12-24', nth)))
  expect(new Set(days.map((day) => day.slice(0, 7))).size).toBe(12)
  expect(days.length).toBeLessThanOrEqual(24)
})

test('a backup with a date far ahead or back pushes out no other day than by the count, and the newest always stays', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((nth) => ofDay(addDays('2015-01-01', nth)))
  fc.assert(
    fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 60, selector: ({ name }) => name }), (backups) => {
      const gone = selectExpired(backups)
      const left = backups.filter((backup) => !gone.includes(backup))
      expect(left.length).toBeGreaterThanOrEqual(Math.min(backups.length, 7))
      expect(gone).not.toContain([...backups].sort((one, other) => other.at.getTime() - one.at.getTime())[0])
      expect(selectExpired(left)).toEqual([]) // clearing away twice is clearing away once
    }),
    { numRuns: 200 },
  )
})

test('foreign files in the folder are no backups, and are left alone', async () => {
  const site = await aSite()
  const { folder } = daily(site)
  mkdirSync(folder)
  writeFileSync(join(folder, 'tidui-of-my-own.db'), '')
  writeFileSync(join(folder, 'tidui-backup-1.partial'), 'broken off') // but this is ours
  await runBackup(site, daily(site), none)
  expect(listBackups(folder)).toHaveLength(1)
  expect(readdirSync(folder)).toContain('tidui-of-my-own.db')
  expect(readdirSync(folder)).toHaveLength(2)
})

test.each([
  [{ TIDUI_BACKUP_TIME: '25:00' }, /TIDUI_BACKUP_TIME/],
  [{ TIDUI_BACKUP_PASSPHRASE: 'short' }, /备份口令太短/],
  [{ TIDUI_BACKUP_PASSPHRASE_FILE: '/nowhere/at/all' }, /读不到备份口令的文件/],
  [{ TIDUI_BACKUP_TIME: 'off' }, null],
  [{}, null],
])('settings %j', (environment, sentence) => {
  expect(findSettingsFault(environment)).toEqual(sentence && expect.stringMatching(sentence))
})
