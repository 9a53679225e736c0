// A data folder that has lost its database, and disks that take nothing: what can still be done, and what must not.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { deriveKeys } from '#app/keys.server.ts'
import { backUpTo, openDatabaseCopy } from '#app/modules/operations/operations.server.ts'
import { openSite, openSiteReadOnly } from '#app/site.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aDisk, anInstallationOnADisk, mayMount } from './disks.ts'
import { aFolder, anInstallation, peopleIn } from './makers.ts'

test('a data folder that was in use does not become an empty site: with its key but no database, it is refused', async () => {
  for (const lose of [(file: string) => rmSync(file), (file: string) => truncateSync(file)]) {
    const dataFolder = await anInstallation()
    const file = join(dataFolder, 'tidui.db')
    lose(file)
    expect(() => openSite({ dataFolder, hold: 'serve' })).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }))
    expect(existsSync(file) && statSync(file).size > 0).toBe(false) // and none was made
    expect(() => openSiteReadOnly({ dataFolder })).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }))
  }
})

test.skipIf(!mayMount)('from a disk that became read-only everything can be read and backed up, and nothing is written', async () => {
  const disk = await anInstallationOnADisk(16)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const site = openSiteReadOnly({ dataFolder: disk })
  expect(site.schemaAge).toBe('same')
  expect(await site.read.$count(auditEntries)).toBe(1)
  expect(site.keys.sign('x')).toHaveLength(22)
  await expect(site.write('operator', 'no', async () => 1)).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY' })
  const target = join(aFolder(), 'b.db')
  await site.backup(target)
  await backUpTo(site, join(aFolder(), 'c.age'), 'a passphrase of the office')
  await site.close()
  expect(new Sqlite(target, { readonly: true }).prepare('SELECT count(*) FROM persons').pluck().get()).toBe(3)
  expect(readdirSync(disk).sort()).toEqual(['secret.key', 'tidui.db'])
})

test.skipIf(!mayMount)('from a full disk too, also where the server left its log behind', async () => {
  const disk = await anInstallationOnADisk(8)
  const raw = new Sqlite(join(disk, 'tidui.db'))
  raw.exec("INSERT INTO wrong_tries (key, count, since) VALUES ('in the log', 1, 0)")
  const [file, wal] = [readFileSync(join(disk, 'tidui.db')), readFileSync(join(disk, 'tidui.db-wal'))]
  raw.close()
  writeFileSync(join(disk, 'tidui.db'), file)
  writeFileSync(join(disk, 'tidui.db-wal'), wal)
  expect(() => writeFileSync(join(disk, 'filling'), Buffer.alloc(16 * 1024 * 1024))).toThrow(/ENOSPC/)
  const site = openSiteReadOnly({ dataFolder: disk })
  expect(await site.read.select({ key: wrongTries.key }).from(wrongTries)).toEqual([{ key: 'in the log' }])
  const target = join(aFolder(), 'b.db')
  await backUpTo(site, target, null)
  await backUpTo(site, join(aFolder(), 'c.age'), 'a passphrase of the office')
  await site.close()
  expect(new Sqlite(target, { readonly: true }).prepare('SELECT count(*) FROM wrong_tries').pluck().get()).toBe(1)
  rmSync(join(disk, 'filling'))
  expect(await peopleIn(disk)).toBe(3)
})

test.skipIf(!mayMount)(
  'where only the place of the encrypted backup is full, nothing lies in clear elsewhere, and no second copy is made',
  async () => {
    const dataFolder = await anInstallation({ people: 3 })
    const full = aDisk(1)
    expect(() => writeFileSync(join(full, 'filling'), Buffer.alloc(4 * 1024 * 1024))).toThrow(/ENOSPC/)
    const database = openDatabaseCopy(join(dataFolder, 'tidui.db'))
    const copies: string[] = []
    const backup = (target: string) => {
      copies.push(dirname(target))
      return database.backup(target)
    }
    await expect(backUpTo({ ...database, backup }, join(full, 'b.age'), 'a passphrase of the office')).rejects.toMatchObject({
      code: 'ENOSPC',
    })
    expect(copies).toEqual([dataFolder])
    expect(readdirSync(full)).toEqual(['filling'])
    expect(readdirSync(dataFolder).filter((name) => name.includes('backup'))).toEqual([])
  },
)

test('an installation whose keys come from elsewhere is opened without a key file', async () => {
  const dataFolder = join(aFolder(), 'data')
  const site = openSite({ dataFolder, keys: deriveKeys(Buffer.alloc(32, 3)) })
  await site.close()
  const again = openSite({ dataFolder, keys: deriveKeys(Buffer.alloc(32, 3)) })
  await again.close()
  expect(existsSync(join(dataFolder, 'secret.key'))).toBe(false)
})
