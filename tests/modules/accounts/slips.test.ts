// A printed slip: lets one person in once, to choose a PIN; afterwards it says who one is.
import { expect, test } from 'vitest'
import { openSlip, signInBySlip, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { listTries } from '#app/modules/lockout/lockout.server.ts'
import { identifyRequest, createSession } from '#app/modules/sessions/sessions.server.ts'
import { slips } from '#db/schema/accounts.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aSite } from '#tests/support/site.ts'
import { aSlipFor, aTrainee, aTraineeWithASlip } from './makers.ts'

const address = '10.0.0.1'
const days = 24 * 3600 * 1000

test('a new slip asks its owner to choose a PIN', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  expect(await openSlip(site, code)).toEqual({ state: 'choose', name: '王小兰', secretKind: 'pin', learns: true, isForDesk: false })
})

test('opening a slip, even a hundred times, uses nothing up', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  const before = (await site.read.select().from(auditEntries)).length
  for (let n = 0; n < 100; n++) await openSlip(site, code)
  expect((await site.read.select().from(auditEntries)).length).toBe(before)
  expect((await openSlip(site, code)).state).toBe('choose')
})

test('with the PIN chosen, one is in, and the slip signs in with it from then on', async () => {
  const site = await aSite()
  const { code, accountId } = await aTraineeWithASlip(site)
  expect(await redeemSlip(site, { code, secret: '739154' })).toBe(accountId)
  expect((await openSlip(site, code)).state).toBe('signIn')
  expect(await signInBySlip(site, { code, secret: '739154', address })).toBe(accountId)
})

test('the code may be typed in groups and capitals', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  const typed = `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()
  expect((await openSlip(site, typed)).state).toBe('choose')
})

test('a PIN that is easy to guess is refused with a sentence, and the slip stays good', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site, { birthday: '1984-05-06' })
  await expect(redeemSlip(site, { code, secret: '840506' })).rejects.toMatchObject({
    status: 422,
    fields: { secret: ['不要用自己的生日，请换一个。'] },
  })
  expect((await openSlip(site, code)).state).toBe('choose')
})

test('a used slip cannot set another PIN', async () => {
  const site = await aSite()
  const { code } = await aTrainee(site)
  await expect(redeemSlip(site, { code, secret: '583927' })).rejects.toMatchObject({ status: 409 })
})

test('of two who use one slip at the same moment, one gets in', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  const tries = await Promise.allSettled(['739154', '583927'].map((secret) => redeemSlip(site, { code, secret })))
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a new slip makes the old one void, and the forgotten PIN with it once a new one is chosen', async () => {
  const site = await aSite()
  const { code, accountId, pin } = await aTrainee(site)
  const next = await aSlipFor(site, accountId)
  expect((await openSlip(site, code)).state).toBe('unknown')
  await redeemSlip(site, { code: next, secret: '583927' })
  await expect(signInBySlip(site, { code: next, secret: pin, address })).rejects.toMatchObject({ status: 422 })
})

test('choosing a new PIN signs out whoever was in with the old one', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const cookie = await createSession(site, accountId)
  const request = new Request('http://tidui.test/', { headers: { cookie } })
  expect(await identifyRequest(site, request)).not.toBeNull()
  await redeemSlip(site, { code: await aSlipFor(site, accountId), secret: '583927' })
  expect(await identifyRequest(site, request)).toBeNull()
})

test('a slip that lay about for two months has expired', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  site.clock.forward(60 * days)
  expect((await openSlip(site, code)).state).toBe('expired')
  await expect(redeemSlip(site, { code, secret: '739154' })).rejects.toMatchObject({ status: 409 })
})

test('a slip that was used in time goes on saying who one is', async () => {
  const site = await aSite()
  const { code, pin, accountId } = await aTrainee(site)
  site.clock.forward(400 * days)
  expect(await signInBySlip(site, { code, secret: pin, address })).toBe(accountId)
})

test('what lies in the database and its audit lets nobody in', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  const rows = JSON.stringify([await site.read.select().from(slips), await site.read.select().from(auditEntries)])
  expect(rows).not.toContain(code)
})

test('codes that are none are on record, and slow down the address that tries them, and no other', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  const guess = (nth: number, from = address) => openSlip(site, `abcde2345${nth % 10}`, from)
  for (let nth = 0; nth < 40; nth++) expect((await guess(nth)).state).toBe('unknown') // a class with slips that were replaced
  await expect(guess(40)).rejects.toMatchObject({ status: 429, message: expect.stringContaining('15 秒') as string })
  await expect(openSlip(site, code, address)).rejects.toMatchObject({ status: 429 }) // or a right one would be told from others
  await expect(redeemSlip(site, { code, secret: '739154', address })).rejects.toMatchObject({ status: 429 })
  expect((await openSlip(site, code, '10.0.0.2')).state).toBe('choose')
  expect(await listTries(site, { since: new Date(0), who: 'slip' })).toMatchObject([
    { network: '10.0.0.0/24', outcome: 'wrong', count: 40 },
    { outcome: 'waiting', count: 3 },
  ])
  site.clock.forward(15_000)
  expect(await redeemSlip(site, { code, secret: '739154', address })).toBeTruthy()
})

test('many codes at the same moment are counted too, and whoever knows his PIN is not kept out by them', async () => {
  const site = await aSite()
  const { code } = await aTraineeWithASlip(site)
  await redeemSlip(site, { code, secret: '739154' })
  const tries = await Promise.allSettled(
    Array.from({ length: 300 }, (_, nth) => redeemSlip(site, { code: `abcd${1000 + nth}`, secret: '739154', address })),
  )
  expect(
    tries.filter(({ status, ...tried }) => status === 'rejected' && (tried as { reason: { status: number } }).reason.status === 409),
  ).toHaveLength(40)
  expect(await signInBySlip(site, { code, secret: '739154', address })).toBeTruthy()
})
