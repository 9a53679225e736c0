// Signing in, and what happens to those who guess.
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeSecret, setAccountEnabled, signInByPhone, signInBySlip } from '#app/modules/accounts/accounts.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { wrongTries } from '#db/schema/lockout.ts'
import { aSite } from '#tests/support/site.ts'
import { adminPassword, adminPhone, anAdministrator, aTrainee, seeing } from './makers.ts'

const address = '10.0.0.1'
const phone = '13800000001'
const sentence = (tried: Promise<unknown>) =>
  tried.then(
    () => 'in',
    (fault: Error) => fault.message,
  )

test('phone number and password let in, however the number is written', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  expect(
    await signInByPhone(site, { phone: ` +86 ${adminPhone.slice(0, 3)} ${adminPhone.slice(3)}`, secret: adminPassword, address }),
  ).toBe(accountId)
})

test('phone number and PIN let a trainee in', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  expect(await signInByPhone(site, { phone, secret: pin, address })).toBe(accountId)
})

test('a PIN typed on a Chinese keyboard in full-width figures is the same PIN', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  const wide = [...pin].map((figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0)).join('')
  expect(await signInByPhone(site, { phone, secret: wide, address })).toBe(accountId)
})

test('blanks that phone keyboards add around a PIN or in it are nothing of it, and no wrong try', async () => {
  const site = await aSite()
  const { accountId, pin, code } = await aTrainee(site, { phone })
  for (const typed of [
    `${pin} `,
    ` ${pin}`,
    `\u3000${pin}\u00a0`,
    `${pin}\n`,
    `${pin.slice(0, 3)} ${pin.slice(3)}`,
    '７３９ １５４\u3000',
  ]) {
    expect(await signInByPhone(site, { phone: ` ${phone} `, secret: typed, address })).toBe(accountId)
    expect(await signInBySlip(site, { code, secret: typed, address })).toBe(accountId)
  }
  expect((await site.read.select().from(wrongTries)).filter(({ key, count }) => key.startsWith('account:') && count > 0)).toEqual([])
})

test('a password is taken as typed, and else without the blanks around it, in one try', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const signIn = (secret: string) => signInByPhone(site, { phone: adminPhone, secret, address })
  expect(await signIn(`${adminPassword} `)).toBe(accountId)
  expect(await signIn(`\u3000${adminPassword}`)).toBe(accountId)
  expect(await sentence(signIn('not this one '))).toContain('不对')
  expect((await site.read.select().from(wrongTries)).filter(({ key }) => key.startsWith('account:')).map(({ count }) => count)).toEqual([1])
  // kept with its blank, as it was before blanks were dropped
  const secretHash = await hash(`${adminPassword} `, { secret: site.keys.peppers[0].secret })
  await site.write('operator', 'as it was', async (tx) => {
    await tx
      .update(accounts)
      .set({ secretHash: `${site.keys.peppers[0].id}:${secretHash}` })
      .where(eq(accounts.id, accountId))
  })
  expect(await signIn(`${adminPassword} `)).toBe(accountId)
})

test('a blank that slips in when a secret is chosen is not part of it', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  await changeSecret(site, await seeing(site, accountId), { old: `${pin} `, next: '583927 ', address })
  expect(await signInByPhone(site, { phone, secret: '583927', address })).toBe(accountId)
  const administrator = await anAdministrator(site)
  await changeSecret(site, administrator, { old: adminPassword, next: ' 山里的土豆又大又圆呀 ', address })
  expect(await signInByPhone(site, { phone: adminPhone, secret: '山里的土豆又大又圆呀', address })).toBe(administrator.accountId)
})

test('who can choose half of his address, as with IPv6, is still one address', async () => {
  const site = await aSite()
  for (const own of ['::1', '::2']) await sentence(signInByPhone(site, { phone, secret: '000001', address: `2001:db8:1:2${own}` }))
  expect((await site.read.select().from(wrongTries)).map(({ key, count }) => [key.split(':')[0], count]).sort()).toEqual([
    ['account', 2],
    ['address', 2],
  ])
})

test('a wrong password, an unknown number and a disabled account get the same answer', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId, pin } = await aTrainee(site, { phone })
  await setAccountEnabled(site, administrator, { accountId, enabled: false })
  const answers = [
    await sentence(signInByPhone(site, { phone: adminPhone, secret: 'not this one', address: '10.0.0.1' })),
    await sentence(signInByPhone(site, { phone: '13700000000', secret: 'not this one', address: '10.0.0.2' })),
    await sentence(signInByPhone(site, { phone, secret: pin, address: '10.0.0.3' })),
  ]
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('手机号或密码不对')
})

test('an unknown number is slowed down exactly as a known one, so the wait tells nothing', async () => {
  const site = await aSite()
  await aTrainee(site, { phone })
  for (let nth = 0; nth < 6; nth++) {
    const known = await sentence(signInByPhone(site, { phone, secret: '000001', address: '10.0.0.1' }))
    const unknown = await sentence(signInByPhone(site, { phone: '13700000000', secret: '000001', address: '10.0.0.2' }))
    expect(unknown).toBe(known)
  }
})

test('the third wrong try must wait, the right PIN included, and the sentence says how long', async () => {
  const site = await aSite()
  const { pin, accountId } = await aTrainee(site, { phone })
  for (let nth = 0; nth < 2; nth++)
    expect(await sentence(signInByPhone(site, { phone, secret: '000001', address }))).toContain('请再看一看')
  expect(await sentence(signInByPhone(site, { phone, secret: '000001', address }))).toContain('请等 5 秒再试')
  expect(await sentence(signInByPhone(site, { phone, secret: pin, address }))).toContain('请等 5 秒再试')
  site.clock.forward(5000)
  expect(await signInByPhone(site, { phone, secret: pin, address })).toBe(accountId)
})

test('ten wrong tries lock the account for half an hour, by phone and by slip, from every address, after a restart too', async () => {
  const site = await aSite()
  const { pin, code, accountId } = await aTrainee(site, { phone })
  let last = ''
  for (let nth = 0; nth < 10; nth++) {
    last = await sentence(signInByPhone(site, { phone, secret: '000001', address }))
    if (nth < 9) site.clock.forward(5 * 60_000)
  }
  expect(last).toContain('30 分钟')
  const again = await site.restart()
  expect(await sentence(signInByPhone(again, { phone, secret: pin, address: '10.9.9.9' }))).toContain('请等 30 分钟再试')
  expect(await sentence(signInBySlip(again, { code, secret: pin, address: '10.9.9.9' }))).toContain('请等 30 分钟再试')
  again.clock.forward(30 * 60_000)
  expect(await signInBySlip(again, { code, secret: pin, address: '10.9.9.9' })).toBe(accountId)
})

test('a right secret clears the count', async () => {
  const site = await aSite()
  const { pin } = await aTrainee(site, { phone })
  for (let round = 0; round < 3; round++) {
    for (let nth = 0; nth < 2; nth++)
      expect(await sentence(signInByPhone(site, { phone, secret: '000001', address }))).toContain('请再看一看')
    expect(await sentence(signInByPhone(site, { phone, secret: pin, address }))).toBe('in')
  }
})

test('a hundred tries at the same moment are no more than three', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site, { phone })
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, nth) => sentence(signInByPhone(site, { phone, secret: String(200_000 + nth), address }))),
  )
  expect(answers.filter((answer) => answer.includes('不对')).length).toBe(3)
  expect((await site.read.select().from(wrongTries)).find(({ key }) => key === `account:${accountId}`)?.count).toBe(3)
})

test('one address that guesses at many numbers is stopped, and others are not', async () => {
  const site = await aSite()
  const { pin } = await aTrainee(site, { phone })
  let guesses = 0
  for (; guesses < 60; guesses++) {
    if (
      (await sentence(signInByPhone(site, { phone: `1370000${String(guesses).padStart(4, '0')}`, secret: '000001', address }))).includes(
        '次数多了',
      )
    )
      break
  }
  expect(guesses).toBe(40)
  expect(await sentence(signInByPhone(site, { phone, secret: pin, address: '10.0.0.2' }))).toBe('in')
})

test('changing the PIN asks for the old one, and guessing at it is slowed down as well', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone })
  const viewer = await seeing(site, accountId)
  await expect(changeSecret(site, viewer, { old: '000001', next: '583927', address })).rejects.toMatchObject({
    status: 422,
    fields: { old: ['原来的密码不对。'] },
  })
  for (let nth = 0; nth < 2; nth++) await sentence(changeSecret(site, viewer, { old: '000001', next: '583927', address }))
  expect(await sentence(changeSecret(site, viewer, { old: pin, next: '583927', address }))).toContain('请等 5 秒')
  site.clock.forward(5000)
  await changeSecret(site, viewer, { old: pin, next: '583927', address })
  expect(await signInByPhone(site, { phone, secret: '583927', address })).toBe(accountId)
})

test('a new PIN that is easy to guess is refused', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site)
  await expect(changeSecret(site, await seeing(site, accountId), { old: pin, next: '123456', address })).rejects.toMatchObject({
    status: 422,
    fields: { next: [expect.stringContaining('好猜')] },
  })
})

test('no number, address or secret lies in the database in clear', async () => {
  const site = await aSite()
  const { pin } = await aTrainee(site, { phone })
  await sentence(signInByPhone(site, { phone: '13700000000', secret: pin, address: '203.0.113.77' }))
  const rows = JSON.stringify([await site.read.select().from(accounts), await site.read.select().from(wrongTries)])
  for (const secret of [phone, '13700000000', '203.0.113.77', pin]) expect(rows).not.toContain(secret)
  expect(rows).toContain('$argon2id$')
})
