// The key that personal data is sealed with: made once, kept from others, and never quietly another.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadKeys } from '#app/keys.server.ts'
import { openSite } from '#app/site.server.ts'
import { accounts } from '#db/schema/accounts.ts'

function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An installation that has sealed something. */
async function sealedIn(dataFolder: string) {
  const site = openSite({ dataFolder })
  const sealed = site.keys.seal('422826198405060002', 'persons.id_number/p1')
  await site.close()
  return sealed
}

test('a key file is made at first need, for its owner alone', async () => {
  const dataFolder = join(aFolder(), 'data')
  const site = openSite({ dataFolder })
  expect(existsSync(join(dataFolder, 'secret.key'))).toBe(false)
  site.keys.sign('anything')
  expect(statSync(join(dataFolder, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(statSync(dataFolder).mode & 0o077).toBe(0)
  await site.close()
})

test('a key file that others could read is closed to them', () => {
  const keyFile = join(aFolder(), 'secret.key')
  writeFileSync(keyFile, 'ab'.repeat(32))
  chmodSync(keyFile, 0o644)
  loadKeys({ keyFile, keyCheck: null, environment: {} })
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
})

test('what was sealed is read again after a restart', async () => {
  const dataFolder = aFolder()
  const sealed = await sealedIn(dataFolder)
  const again = openSite({ dataFolder })
  expect(again.keys.open(sealed, 'persons.id_number/p1')).toBe('422826198405060002')
  await again.close()
})

test('where the key is missing, no other is made: it is asked for, nothing is written without it, and what needs no key goes on', async () => {
  const dataFolder = aFolder()
  await sealedIn(dataFolder)
  const keyFile = join(dataFolder, 'secret.key')
  const kept = readFileSync(keyFile)
  unlinkSync(keyFile)
  const site = openSite({ dataFolder })
  expect(() => site.keys).toThrow(/secret\.key 不见了/)
  expect(existsSync(keyFile)).toBe(false)
  await expect(site.write('operator', 'no personal data', async () => undefined)).rejects.toThrow(/secret\.key 不见了/) // its audit entry would lack the key
  expect(() => site.verify()).toThrow(/secret\.key 不见了/)
  expect(await site.read.$count(accounts)).toBe(0)
  writeFileSync(keyFile, kept)
  await site.write('operator', 'with the key again', async () => undefined)
  expect(site.keys.sign('x')).toHaveLength(22)
  await site.close()
})

test.each([
  ['another key', 'cd'.repeat(32), /不是这个数据库原来用的/],
  ['half a key', 'cd'.repeat(10), /已损坏/],
  ['no key at all', '', /已损坏/],
])('%s in the file is refused with what to do', async (_, content, sentence) => {
  const dataFolder = aFolder()
  await sealedIn(dataFolder)
  writeFileSync(join(dataFolder, 'secret.key'), content)
  const site = openSite({ dataFolder })
  expect(() => site.keys).toThrow(sentence)
  await site.close()
})

test('a secret from the environment comes first, and must be long enough', () => {
  const keyFile = join(aFolder(), 'secret.key')
  const given = (TIDUI_SECRET: string) => loadKeys({ keyFile, keyCheck: null, environment: { TIDUI_SECRET } })
  expect(given('ab'.repeat(32)).sign('x')).toBe(given(Buffer.alloc(32, 0xab).toString('base64')).sign('x'))
  expect(existsSync(keyFile)).toBe(false)
  expect(() => given('short')).toThrow(/TIDUI_SECRET 太短/)
})
