// Tries to sign in are on record for whoever asks later, and nobody can flood the record.
import { expect, test } from 'vitest'
import { signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { listTries } from '#app/modules/lockout/lockout.server.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { signInTries, wrongTries } from '#db/schema/lockout.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTrainee } from '../accounts/makers.ts'

const phone = '13800000001'
const tries = (site: TestSite) => listTries(site, { since: new Date(0) })
const trying = (site: TestSite, number: string, secret: string, address = '198.51.100.77') =>
  signInByPhone(site, { phone: number, secret, address }).catch(() => null)

test('each hour says who was tried, from which network, what came of it, and how often', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  for (let nth = 0; nth < 4; nth++) await trying(site, phone, '000001')
  site.clock.forward(60_000)
  await trying(site, phone, pin)
  await trying(site, '13700000000', '000001', '203.0.113.9')
  const rows = await tries(site)
  const hers = { who: `account:${accountId}`, name: '王小兰', network: '198.51.100.0/24' }
  expect(rows).toContainEqual(expect.objectContaining({ ...hers, outcome: 'wrong', count: 3 }))
  expect(rows).toContainEqual(expect.objectContaining({ ...hers, outcome: 'waiting', count: 1 }))
  expect(rows).toContainEqual(expect.objectContaining({ ...hers, outcome: 'in', count: 1 }))
  expect(rows).toContainEqual(expect.objectContaining({ name: null, network: '203.0.113.0/24', outcome: 'wrong', count: 1 }))
  expect(rows).toHaveLength(4)
  expect(JSON.stringify(rows)).not.toContain('13700000000')
})

test('a right PIN takes back its own try of the address alone: who guesses at others does not begin anew with it', async () => {
  const site = await aSite()
  const { pin } = await aTrainee(site, { phone })
  for (let nth = 0; nth < 38; nth++) await trying(site, `137000000${10 + nth}`, '000001')
  expect(await trying(site, phone, pin)).not.toBeNull()
  await trying(site, '13700000090', '000001') // the 39th that is wrong: the next still may
  expect(await trying(site, phone, pin)).not.toBeNull()
  await trying(site, '13700000091', '000001')
  await expect(signInByPhone(site, { phone, secret: pin, address: '198.51.100.77' })).rejects.toThrow('请等 15 秒')
})

test('a stranger’s tries leave no audit entry, which nobody could delete', async () => {
  const site = await aSite()
  await aTrainee(site, { phone })
  const before = (await site.read.select().from(auditEntries)).length
  for (let nth = 0; nth < 10; nth++) await trying(site, `1370000000${nth}`, '000001')
  await trying(site, phone, '000001')
  expect((await site.read.select().from(auditEntries)).length).toBe(before)
})

test('who signs in over and over must wait: each leaves entries behind', async () => {
  const site = await aSite()
  const { pin } = await aTrainee(site, { phone })
  const before = (await site.read.select().from(auditEntries)).length
  let let_in = 0
  for (let nth = 0; nth < 45; nth++) if (await trying(site, phone, pin)) let_in++
  expect(let_in).toBe(30)
  expect((await site.read.select().from(auditEntries)).length).toBe(before)
})

test('an hour gets a thousand rows from strangers; the rest is counted together', async () => {
  const site = await aSite()
  const hour = Math.floor(site.now().getTime() / 3_600_000)
  await site.writeUnaudited(async (tx) => {
    for (let nth = 0; nth < 1000; nth += 100)
      await tx.insert(signInTries).values(
        Array.from({ length: 100 }, (_, more) => ({
          hour,
          who: `number:${nth + more}`,
          network: '',
          outcome: 'wrong' as const,
          count: 1,
        })),
      )
  })
  for (let nth = 0; nth < 3; nth++) await trying(site, `1370000000${nth}`, '000001')
  const rows = await tries(site)
  expect(rows).toHaveLength(1001)
  expect(rows.find(({ who }) => who === 'others')).toMatchObject({ count: 3 })
})

test('wrong tries of two days ago and records of half a year ago are cleared away by what comes after', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 5; nth++) await trying(site, `1370000000${nth}`, '000001')
  site.clock.forward(184 * 86_400_000)
  for (let nth = 5; nth < 9; nth++) await trying(site, `1370000000${nth}`, '000001')
  expect((await tries(site)).map(({ from }) => from.getTime()).every((from) => from > site.now().getTime() - 3_600_000)).toBe(true)
  expect(await site.read.$count(wrongTries)).toBe(5) // four numbers and one address
})
