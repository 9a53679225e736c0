// How secrets are kept: a stolen database does not give them, and what was hashed before goes on to hold.
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { hash, verify } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { deriveKeys } from '#app/keys.server.ts'
import { hashSecret, verifySecret } from '#app/modules/accounts/secrets/hashes.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTrainee } from './makers.ts'

const phone = '13800000001'
const signIn = (site: TestSite, secret: string) => signInByPhone(site, { phone, secret, address: '10.0.0.1' })
const hashOf = async (site: TestSite, accountId: string) =>
  (await site.read.select().from(accounts).where(eq(accounts.id, accountId)))[0]!.secretHash!

test('without the key, the right PIN does not fit the hash', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  const phc = (await hashOf(site, accountId)).replace(/^[0-9a-f]+:/, '')
  expect(await verify(phc, pin)).toBe(false)
  expect(await verify(phc, pin, { secret: deriveKeys(Buffer.alloc(32, 8)).peppers[0].secret })).toBe(false)
  expect(await verify(phc, pin, { secret: site.keys.peppers[0].secret })).toBe(true)
})

test('a secret hashed before there was a pepper still lets in, and is hashed anew then', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  const before = await hash(pin)
  await site.write(
    'operator',
    'as it was',
    async (tx) => void (await tx.update(accounts).set({ secretHash: before }).where(eq(accounts.id, accountId))),
  )
  await expect(signIn(site, '000001')).rejects.toMatchObject({ status: 422 })
  expect(await hashOf(site, accountId)).toBe(before)
  expect(await signIn(site, pin)).toBe(accountId)
  expect(await hashOf(site, accountId)).toMatch(/^[0-9a-f]{8}:\$argon2id\$/)
  expect(await signIn(site, pin)).toBe(accountId)
})

test('while very many secrets are hashed, pages are packed and files read as always', async () => {
  const keys = deriveKeys(Buffer.alloc(32, 7))
  let done = 0
  const all = Promise.all(Array.from({ length: 40 }, async () => (await hashSecret({ keys }, '204060'), done++)))
  await promisify(deflate)('a page') // in the same few threads of Node
  expect(done).toBeLessThan(5)
  await all
  expect(done).toBe(40)
})

test('where too many wait to be let in, the next is told to come back', async () => {
  const keys = deriveKeys(Buffer.alloc(32, 7))
  const all = await Promise.allSettled(
    Array.from({ length: 520 }, () =>
      verifySecret({ keys }, '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '1'),
    ),
  )
  const refused = all.filter((one) => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused) expect(reason).toMatchObject({ status: 503 })
})
