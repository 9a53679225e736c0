// Sealed values belong to their rows, and the key can be changed without losing any.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, getTableColumns, getTableName } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { issueSlips, openSlip } from '#app/modules/accounts/accounts.server.ts'
import { indexMissing, listPersons } from '#app/modules/households/households.server.ts'
import { backUpTo, openDatabaseCopy, forgetRetiredKeys, restoreBackup, rotateKeys } from '#app/modules/operations/operations.server.ts'
import { deriveKeys, loadKeys } from '#app/keys.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { recordHead, readRecordedHeads } from '#app/workflow/heads.server.ts'
import { isTable } from '#db/dialect/dialect.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { newId } from '#db/id.ts'
import { formatHead } from '#db/ledger/verify.ts'
import * as schema from '#db/schema.ts'
import { lastingFingerprints, sealPlace, sealedColumns } from '#db/sealed.ts'
import { aFolder, anInstallation, idNumber } from './makers.ts'
import { anAdmin } from '#tests/support/makers.ts'

const { accounts, installation, persons } = schema

/** Columns whose hash no key takes part in. */
const unkeyed = [
  'accounts.secret_hash',
  'attachments.hash',
  'audit_entries.hash',
  'camera_links.token_hash',
  'course_versions.content_hash',
  'file_revisions.media_hash',
  'lesson_renders.hash',
  'media.hash',
  'media_variants.hash',
  'studio_versions.files_hash',
]

test('every column that is sealed or fingerprinted is in the list that rotation goes by', () => {
  const listed = new Set([
    ...lastingFingerprints,
    ...unkeyed,
    ...sealedColumns.flatMap(({ table, column, fingerprint }) =>
      [column, fingerprint].flatMap((name) => (name ? [`${getTableName(table)}.${getTableColumns(table)[name]!.name}`] : [])),
    ),
  ])
  const keyed = (Object.values(schema) as unknown[])
    .filter(isTable)
    .flatMap((table) => Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`))
    .filter((name) => /sealed|fingerprint|hash/.test(name))
  expect(keyed.length).toBeGreaterThan(8)
  expect(keyed.filter((name) => !listed.has(name))).toEqual([])
})

test('a sealed value that is copied to another row or column is refused', () => {
  const keys = deriveKeys(Buffer.alloc(32, 1))
  const sealed = keys.seal('13800000001', sealPlace.phoneOfPerson('one'))
  expect(keys.open(sealed, sealPlace.phoneOfPerson('one'))).toBe('13800000001')
  for (const elsewhere of [sealPlace.phoneOfPerson('other'), sealPlace.idNumberOfPerson('one'), sealPlace.phoneOfAccount('one')])
    expect(() => keys.open(sealed, elsewhere)).toThrow()
})

/** What an earlier version sealed, bound to no place: `seal` without its name and its place. */
const unbound = (secret: Buffer, plain: string) => {
  const sealed = deriveKeys(secret).seal(plain, '')
  return sealed.slice(sealed.indexOf('.') + 1)
}

test('what an earlier version sealed still opens where its key check says so, and nowhere else', () => {
  const secret = Buffer.alloc(32, 1)
  const old = unbound(secret, '13800000001')
  const environment = { TIDUI_SECRET: secret.toString('hex') }
  const keyFile = join(aFolder(), 'secret.key')
  const loaded = loadKeys({ keyFile, keyCheck: deriveKeys(secret).sign('key check'), environment })
  expect(loaded.open(old, sealPlace.phoneOfPerson('one'))).toBe('13800000001')
  expect(() => deriveKeys(secret).open(old, sealPlace.phoneOfPerson('one'))).toThrow('bound to no place')
})

/** Opens an installation alone, as the command does. */
async function alone<T>(dataFolder: string, work: (site: Site) => Promise<T>): Promise<T> {
  const site = openSite({ dataFolder, hold: 'replace' })
  try {
    return await work(site)
  } finally {
    await site.close()
  }
}

const firstPerson = async (site: Site) => {
  const rows = await site.read.select().from(persons)
  const found = rows.find(({ idNumberFingerprint }) => idNumberFingerprint === site.keys.fingerprint(idNumber(0)))
  return (
    found && {
      id: site.keys.open(found.idNumberSealed!, sealPlace.idNumberOfPerson(found.id)),
      phone: site.keys.open(found.phoneSealed!, sealPlace.phoneOfPerson(found.id)),
    }
  )
}

test('a new key opens and finds everything, nothing of the old one is left in the database, and a slip lets in still', async () => {
  const dataFolder = await anInstallation({ people: 2_500 })
  const code = await alone(dataFolder, (site) =>
    site.write('operator', 'an account', async (tx) => {
      const id = newId()
      await tx.insert(accounts).values({
        id,
        name: '田小禾',
        phoneSealed: site.keys.seal('13900000001', sealPlace.phoneOfAccount(id)),
        phoneFingerprint: site.keys.fingerprint('13900000001'),
        secretKind: 'pin',
        createdAt: tx.at,
      })
      return (await issueSlips(tx, site, anAdmin, { accountIds: [id] })).slips[0]!.code
    }),
  )
  const before = await alone(dataFolder, async (site) => ({ keys: site.keys, check: site.keyCheck() }))
  const { sealed } = await alone(dataFolder, (site) => rotateKeys(site))
  expect(sealed).toMatchObject({
    'persons.id_number_sealed': 2_500,
    'persons.phone_sealed': 2_500,
    'accounts.phone_sealed': 1,
    'kept_file_pieces.sealed': 0,
  })
  await alone(dataFolder, async (site) => {
    expect(site.keyCheck()).not.toBe(before.check)
    expect(await firstPerson(site)).toEqual({ id: idNumber(0), phone: '13800000000' })
    for (const row of await site.read.select().from(persons)) {
      expect([row.idNumberSealed!, row.phoneSealed!].every((one) => site.keys.isCurrent(one) && !before.keys.isCurrent(one))).toBe(true)
    }
    expect(await openSlip(site, code)).toMatchObject({ state: 'choose' })
  })
})

test('values of an earlier version are bound to their rows by rotation, and unbound ones count for nothing afterwards', async () => {
  const dataFolder = await anInstallation()
  await alone(dataFolder, async (site) => {
    const secret = Buffer.from(readFileSync(join(dataFolder, 'secret.key'), 'utf8').trim(), 'hex')
    await site.write('operator', 'as an earlier version left it', async (tx) => {
      await tx.update(persons).set({ idNumberSealed: unbound(secret, idNumber(0)) })
      await tx.update(installation).set({ keyCheck: site.keys.sign('key check') })
    })
  })
  // It was sealed for the empty place; of an earlier version there was none at all. Either way it opens only once it is bound.
  await expect(alone(dataFolder, (site) => rotateKeys(site))).resolves.toMatchObject({ sealed: { 'persons.id_number_sealed': 1 } })
  await alone(dataFolder, async (site) => {
    expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) })
    const [person] = await site.read.select().from(persons)
    expect(person!.idNumberSealed).toContain('.')
  })
})

test('a rotation that is stopped half-way has changed nothing, and the next one ends it with the secret laid ready', async () => {
  const dataFolder = await anInstallation({ people: 10 })
  const keyFile = join(dataFolder, 'secret.key')
  await alone(dataFolder, async (site) => {
    const write = site.write
    const stopped = Object.assign(Object.create(site) as Site, { write: () => Promise.reject(new Error('power cut')) })
    await expect(rotateKeys(stopped)).rejects.toThrow('power cut')
    expect(write).toBe(site.write)
  })
  const [ready, present] = readFileSync(keyFile, 'utf8').trim().split('\n')
  expect(present).toBeDefined()
  await alone(dataFolder, async (site) => expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) })) // the old key is in force
  await alone(dataFolder, (site) => rotateKeys(site))
  expect(readFileSync(keyFile, 'utf8').trim().split('\n')).toEqual([ready, present])
  await alone(dataFolder, async (site) => expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) }))
})

test('a value that cannot be opened stops the rotation, and nothing is changed', async () => {
  const dataFolder = await anInstallation({ people: 5 })
  await alone(dataFolder, async (site) => {
    const [one, other] = await site.read.select().from(persons)
    await site.write(
      'operator',
      'moved behind its back',
      async (tx) => void (await tx.update(persons).set({ phoneSealed: one!.phoneSealed }).where(eq(persons.id, other!.id))),
    )
    const check = site.keyCheck()
    await expect(rotateKeys(site)).rejects.toThrow()
    expect(site.keyCheck()).toBe(check)
    expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) })
  })
})

test('a backup of before the rotation is read with the retired key, until that is forgotten', async () => {
  const dataFolder = await anInstallation()
  const backup = join(aFolder(), 'b.db')
  await backUpTo(openDatabaseCopy(join(dataFolder, 'tidui.db')), backup, null)
  await alone(dataFolder, (site) => rotateKeys(site))
  const restore = () => restoreBackup({ backup, dataFolder, passphrase: null, evenSo: null, now: () => new Date() })
  expect(await restore()).toMatchObject({ keyFits: true })
  await alone(dataFolder, async (site) => expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) }))
  await alone(dataFolder, (site) => rotateKeys(site))
  expect(await alone(dataFolder, (site) => forgetRetiredKeys(site))).toBe(1)
  expect(await alone(dataFolder, (site) => forgetRetiredKeys(site))).toBe(0)
  expect(await restore()).toMatchObject({ keyFits: false })
})

test('with the secret in the environment, the new one must stand there beside the old one', async () => {
  const dataFolder = await anInstallation()
  const [one, other] = [readFileSync(join(dataFolder, 'secret.key'), 'utf8').trim(), 'cd'.repeat(32)]
  await alone(dataFolder, async (site) => {
    await expect(rotateKeys(site, { TIDUI_SECRET: one })).rejects.toThrow('TIDUI_SECRET_RETIRED')
    await rotateKeys(site, { TIDUI_SECRET: other, TIDUI_SECRET_RETIRED: one })
    expect(loadKeys({ keyFile: '/nowhere', keyCheck: site.keyCheck(), environment: { TIDUI_SECRET: other } }).sign('x')).toBe(
      deriveKeys(Buffer.from(other, 'hex')).sign('x'),
    )
  })
})

/** What `audit verify` says is wrong, with every head that was ever noted expected in the chain. */
const brokenIn = async (site: Site) => verifyAudit(site, { notedHeads: await readRecordedHeads(site) }).broken

test('the audit trail holds through two rotations: heads that were noted before either are still expected and found', async () => {
  const dataFolder = await anInstallation({ people: 3 })
  const first = await alone(dataFolder, (site) => recordHead(site))
  await alone(dataFolder, (site) => rotateKeys(site))
  const second = await alone(dataFolder, async (site) => {
    expect(await brokenIn(site)).toBeNull()
    return recordHead(site)
  })
  await alone(dataFolder, (site) => rotateKeys(site))
  await alone(dataFolder, async (site) => {
    await site.write('operator', 'one more', async () => undefined)
    expect((await readRecordedHeads(site)).map(({ sequence }) => sequence)).toEqual([first.sequence, second.sequence])
    expect(await brokenIn(site)).toBeNull()
    for (const head of [first, second]) expect(verifyAudit(site, { notedHead: formatHead(head) }).broken).toBeNull()
  })
  expect(await alone(dataFolder, (site) => forgetRetiredKeys(site))).toBe(2) // the trail’s own secret is kept under the newest
  await alone(dataFolder, async (site) => {
    expect(await brokenIn(site)).toBeNull()
    await site.write('operator', 'behind its back', (tx) => tx.update(persons).set({ name: '改了的名字' }))
    expect(await brokenIn(site)).toBeNull()
  })
  const raw = new Sqlite(join(dataFolder, 'tidui.db'))
  raw.exec("UPDATE persons SET name = '谁也没写过的'")
  raw.close()
  await alone(dataFolder, async (site) => expect(await brokenIn(site)).toContain('persons'))
})

test('backups of before and between rotations are put back with the retired keys, and their trail goes on', async () => {
  const dataFolder = await anInstallation({ people: 2 })
  const backups = [join(aFolder(), 'before.db'), join(aFolder(), 'between.db')]
  for (const backup of backups) {
    await alone(dataFolder, (site) => recordHead(site))
    await backUpTo(openDatabaseCopy(join(dataFolder, 'tidui.db')), backup, null)
    await alone(dataFolder, (site) => rotateKeys(site))
  }
  for (const backup of backups) {
    expect(await restoreBackup({ backup, dataFolder, passphrase: null, evenSo: null, now: () => new Date() })).toMatchObject({
      keyFits: true,
      broken: null,
    })
    await alone(dataFolder, async (site) => {
      expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) })
      expect(await brokenIn(site)).toBeNull()
    })
    await alone(dataFolder, (site) => rotateKeys(site))
    await alone(dataFolder, async (site) => expect(await brokenIn(site)).toBeNull())
  }
})

test('whoever is stopped right after the key was changed finds everybody again: what is to be worked out anew was noted in the same write', async () => {
  const dataFolder = await anInstallation({ people: 5 })
  const found = (site: Site) => listPersons(site, anAdmin, { search: '0003' }).then(({ rows }) => rows.length)
  await alone(dataFolder, async (site) => {
    await indexMissing(site)
    expect(await found(site)).toBe(1)
    const cut = Object.assign(Object.create(site) as Site, {
      write: async (...asked: Parameters<Site['write']>) => {
        await site.write(...asked)
        throw new Error('power cut')
      },
    })
    await expect(rotateKeys(cut)).rejects.toThrow('power cut')
  })
  await alone(dataFolder, async (site) => {
    expect(await firstPerson(site)).toMatchObject({ id: idNumber(0) })
    expect(await indexMissing(site)).toBe(5) // as the server does when it starts
    expect(await found(site)).toBe(1)
    expect(await brokenIn(site)).toBeNull()
  })
})
