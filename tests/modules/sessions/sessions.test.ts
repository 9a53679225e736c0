// How long a session lasts, and where one is signed in: desks are left soon, phones stay.
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createUser, ensureGrant } from '#app/modules/accounts/accounts.server.ts'
import { deskLimits, endOwnSessions, listOwnSessions, createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import { describeDevice } from '#app/modules/sessions/device.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { sessions } from '#db/schema/sessions.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aTrainee, operator, seeing } from '../accounts/makers.ts'

const minute = 60_000
const asking = (cookie: string) => ({ headers: { get: (name: string) => (name === 'cookie' ? cookie.split(';')[0]! : null) } })
const sessionState = async (site: TestSite, cookie: string) => {
  const found = await identifyRequest(site, asking(cookie))
  return found?.viewer ? 'in' : (found?.lapsed ?? 'out')
}
const anOfficial = (site: TestSite, phone = '13900070005') =>
  createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone })

test('at a desk, half an hour without a request is the end; each request begins it anew', async () => {
  const site = await aSite()
  const cookie = await createSession(site, (await anOfficial(site)).accountId)
  for (let nth = 0; nth < 4; nth++) {
    site.clock.forward(29 * minute)
    expect(await sessionState(site, cookie)).toBe('in')
  }
  site.clock.forward(31 * minute)
  expect(await sessionState(site, cookie)).toBe('idle')
})

test('at a desk, twelve hours are the end, however busy', async () => {
  const site = await aSite()
  const cookie = await createSession(site, (await anOfficial(site)).accountId)
  for (let passed = 0; passed < deskLimits.whole; passed += 20 * minute) {
    expect(await sessionState(site, cookie)).toBe('in')
    site.clock.forward(20 * minute)
  }
  site.clock.forward(minute)
  expect(await sessionState(site, cookie)).toBe('whole')
})

test('a trainee’s and an owner’s phone stays signed in', async () => {
  const site = await aSite()
  const trainee = await aTrainee(site)
  const { accountId: mentor } = await createUser(site, operator, { name: '周导师', role: 'mentor', phone: '13900070006' })
  const cookies = [await createSession(site, trainee.accountId), await createSession(site, mentor)]
  site.clock.forward(20 * 86_400_000)
  for (const cookie of cookies) expect(await sessionState(site, cookie)).toBe('in')
})

test('a phone that nobody used for thirty days is signed out; each use in the second half of them begins them anew', async () => {
  const site = await aSite()
  // Lucia asks the machine's clock.
  vi.useFakeTimers({ toFake: ['Date'], now: site.now() })
  onTestFinished(() => void vi.useRealTimers())
  const pass = (minutes: number) => {
    site.clock.forward(minutes * minute)
    vi.setSystemTime(site.now())
  }
  const days = 24 * 60
  const { accountId } = await aTrainee(site)
  const [used, unused] = [await createSession(site, accountId), await createSession(site, accountId)]
  pass(14 * days)
  expect(await sessionState(site, unused)).toBe('in') // in the first half: nothing is prolonged
  pass(16 * days - 1)
  expect(await sessionState(site, used)).toBe('in')
  pass(2)
  expect([await sessionState(site, used), await sessionState(site, unused)]).toEqual(['in', 'out'])
  pass(30 * days - 3)
  expect(await sessionState(site, used)).toBe('in')
  pass(30 * days + 1)
  expect(await sessionState(site, used)).toBe('out')
})

test('a phone whose owner gets a role of a desk is held to the desk’s limits from then on', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, { name: '周导师', role: 'mentor', phone: '13900070007' })
  const cookie = await createSession(site, accountId)
  site.clock.forward(86_400_000)
  await site.write('operator', 'a desk', (tx) => ensureGrant(tx, accountId, 'official', { kind: 'region', code: '422826' }))
  expect(await sessionState(site, cookie)).toBe('whole')
})

test('the viewer of a request has the roles in force at this moment, each with its reach, and none without one', async () => {
  const site = await aSite()
  const { accountId } = await anOfficial(site)
  const cookie = await createSession(site, accountId)
  const rolesOf = async () =>
    (await identifyRequest(site, asking(cookie)))?.viewer?.grants.map(({ role, scope }) => `${role} ${JSON.stringify(scope)}`).sort()
  const inEnshi = 'official {"kind":"region","code":"422826"}'
  await site.write('operator', 'one more', (tx) => ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id: 'a-class' }))
  expect(await rolesOf()).toEqual(['instructor {"kind":"cohort","id":"a-class"}', inEnshi])
  const endRole = (role: 'instructor' | 'official') =>
    site.write('operator', 'role ends', async (tx) => void (await tx.update(grants).set({ revokedAt: tx.at }).where(eq(grants.role, role))))
  await endRole('instructor')
  expect(await rolesOf()).toEqual([inEnshi])
  await endRole('official')
  expect(await rolesOf()).toEqual([])
  await site.write('operator', 'disable', async (tx) => void (await tx.update(accounts).set({ disabledAt: tx.at })))
  expect(await identifyRequest(site, asking(cookie))).toBeNull()
})

test('when it was last seen is written down for many at once, without audit entries, and survives a restart', async () => {
  const site = await aSite()
  const cookies = await Promise.all(
    Array.from({ length: 5 }, async (_, nth) => createSession(site, (await anOfficial(site, `1390007001${nth}`)).accountId)),
  )
  const before = await site.read.$count(auditEntries)
  site.clock.forward(25 * minute)
  for (const cookie of cookies) await sessionState(site, cookie)
  site.clock.forward(2 * minute)
  for (const cookie of cookies) await sessionState(site, cookie)
  await site.writeUnaudited(async () => undefined) // behind what was being written
  expect(await site.read.$count(auditEntries)).toBe(before)
  const again = await site.restart()
  again.clock.forward(25 * minute)
  for (const cookie of cookies) expect(await sessionState(again, cookie)).toBe('in')
})

test('one sees where one is signed in, and ends one session or all others, and nobody else’s', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const other = await aTrainee(site)
  const [phone, computer, third] = [
    await createSession(site, accountId, {
      userAgent: 'Mozilla/5.0 (Linux; Android 9; V1818A) AppleWebKit/537.36 Chrome/83.0 Mobile Safari/537.36 MicroMessenger/8.0',
    }),
    await createSession(site, accountId),
    await createSession(site, accountId),
  ]
  const strangers = await createSession(site, other.accountId)
  const viewer = await seeing(site, accountId)
  const listed = await listOwnSessions(site, viewer, asking(phone))
  expect(listed.map(({ isThis }) => isThis)).toEqual([true, false, false])
  expect(listed[0]).toMatchObject({ device: '安卓手机，微信', since: site.now() })
  const [stranger] = await site.read.select().from(sessions).where(eq(sessions.userId, other.accountId))
  await endOwnSessions(site, viewer, { id: stranger!.id })
  expect(await sessionState(site, strangers)).toBe('in')
  await endOwnSessions(site, viewer, { id: listed[1]!.id })
  expect(
    [await sessionState(site, phone), await sessionState(site, computer), await sessionState(site, third)].filter((one) => one === 'out'),
  ).toHaveLength(1)
  await endOwnSessions(site, viewer, { allBut: asking(phone) })
  expect([await sessionState(site, phone), await sessionState(site, computer), await sessionState(site, third)]).toEqual([
    'in',
    'out',
    'out',
  ])
})

test('an account is signed in on twenty at most; the one not seen for longest makes room', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const cookies: string[] = []
  for (let nth = 0; nth < 22; nth++) {
    cookies.push(await createSession(site, accountId))
    site.clock.forward(minute)
  }
  expect(await site.read.$count(sessions)).toBe(20)
  expect([await sessionState(site, cookies[1]!), await sessionState(site, cookies[2]!)]).toEqual(['out', 'in'])
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0', 'Windows 电脑，Edge'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1 Version/15.0 Mobile Safari/604.1', '苹果手机，Safari'],
  ['Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 HuaweiBrowser/5.0 Mobile', '鸿蒙手机，华为浏览器'],
  ['curl/8.0', '不认识的设备'],
  ['', '不认识的设备'],
])('%s is %s', (userAgent, words) => {
  expect(describeDevice(userAgent)).toBe(words)
})
