// Who has a slip that can be used, since when and by whom; and what issuing again makes void.
import { expect, test } from 'vitest'
import {
  listWithoutSlip,
  ensureTraineeAccount,
  findVoidedSlips,
  issueSlips,
  listLiveSlips,
  openSlip,
  redeemSlip,
} from '#app/modules/accounts/accounts.server.ts'
import { aPerson } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { anAdministrator, aTrainee, aTraineeWithASlip, operator } from './makers.ts'

const days = 24 * 3600 * 1000

async function anAccountWithoutASlip(site: TestSite, name: string) {
  const personId = await aPerson(site, { name })
  const accountId = await site.write('operator', 'an account', (tx) => ensureTraineeAccount(tx, site, { personId, name }))
  return { personId, accountId }
}

test('a live slip says since when and by whom', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId, personId } = await anAccountWithoutASlip(site, '王小兰')
  await site.write(administrator.accountId, 'slips', (tx) => issueSlips(tx, site, administrator, { accountIds: [accountId] }))
  expect(await listLiveSlips(site.read, { personIds: [personId] }, site.now())).toEqual([
    {
      slipId: expect.any(String) as string,
      accountId,
      personId,
      name: '王小兰',
      by: '田管理',
      issuedAt: site.now(),
      expiresAt: expect.any(Date) as Date,
      usedAt: null,
    },
  ])
})

test('a slip that expired before it was used is not live, one that was used is', async () => {
  const site = await aSite()
  const lost = await aTraineeWithASlip(site)
  const used = await aTrainee(site, { name: '覃大姐' })
  site.clock.forward(60 * days)
  const live = await listLiveSlips(site.read, { accountIds: [lost.accountId, used.accountId] }, site.now())
  expect(live.map(({ name, usedAt }) => [name, usedAt !== null])).toEqual([['覃大姐', true]])
})

test('without a slip is who never signed in and holds none that can be used', async () => {
  const site = await aSite()
  const people = [
    await anAccountWithoutASlip(site, '田一'),
    await aTraineeWithASlip(site, { name: '田二' }),
    await aTrainee(site, { name: '田三' }),
  ]
  const who = { personIds: people.map(({ personId }) => personId) }
  expect(await listWithoutSlip(site, who)).toHaveLength(1)
  site.clock.forward(60 * days)
  expect(await listWithoutSlip(site, who)).toHaveLength(2)
})

test('what becomes void is told apart: unused, in use, and who has none', async () => {
  const site = await aSite()
  const fresh = await anAccountWithoutASlip(site, '田一')
  const unused = await aTraineeWithASlip(site, { name: '田二' })
  const used = await aTrainee(site, { name: '田三' })
  const voidedBy = (...accountIds: string[]) => findVoidedSlips(site, operator, { accountIds, reason: '本人当面要的' })
  expect(await voidedBy(fresh.accountId, unused.accountId, used.accountId)).toEqual({
    unused: { names: ['田二'], total: 1 },
    used: { names: ['田三'], total: 1 },
    others: 1,
    seen: expect.any(String) as string,
  })
  expect(await voidedBy(fresh.accountId)).toBeNull()
  await expect(findVoidedSlips(site, operator, { accountIds: [used.accountId] })).rejects.toMatchObject({ status: 422 })
})

test('no slip becomes void unless somebody was told so', async () => {
  const site = await aSite()
  const { accountId, code } = await aTraineeWithASlip(site)
  const issue = (voidsLive: boolean) =>
    site.write('operator', 'slips', (tx) => issueSlips(tx, site, operator, { accountIds: [accountId], voidsLive }))
  await expect(issue(false)).rejects.toMatchObject({ status: 409, message: expect.stringContaining('王小兰手里有能用的登录条') as string })
  expect(await redeemSlip(site, { code, secret: '739154' })).toBe(accountId)
  const other = await aTraineeWithASlip(site, { name: '覃大姐' })
  await site.write('operator', 'slips', (tx) => issueSlips(tx, site, operator, { accountIds: [other.accountId], voidsLive: true }))
  expect((await openSlip(site, other.code)).state).toBe('unknown')
})

test('of two who issue a slip again at once, the second makes void none that the page did not name', async () => {
  const site = await aSite()
  const { accountId, code } = await aTraineeWithASlip(site)
  const order = { accountIds: [accountId], reason: '本人当面要的' }
  const voidsLive = (await findVoidedSlips(site, operator, order))!.seen
  const issue = () => site.write('operator', 'slips', (tx) => issueSlips(tx, site, operator, { ...order, voidsLive }))
  site.clock.set('2019-03-04T10:00:00+08:00')
  const [printed] = (await issue()).slips
  expect((await openSlip(site, code)).state).toBe('unknown')
  await expect(issue()).rejects.toMatchObject({ status: 409 })
  expect((await openSlip(site, printed!.code)).state).toBe('choose')
})
