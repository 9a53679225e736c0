// The second step of signing in: who must, who may, and that no code works twice.
import { TOTP, Secret } from 'otpauth'
import { expect, test } from 'vitest'
import {
  verifyFirstStepToken,
  changeSecret,
  confirmOwnSecondStep,
  createUser,
  issueFirstStepToken,
  resetAccess,
} from '#app/modules/accounts/accounts.server.ts'
import {
  beginSecondStep,
  canHaveSecondStep,
  hasSecondStep,
  createSession,
  verifySecondStep,
  readSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
  loadViewer,
  identifyRequest,
} from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { accounts } from '#db/schema/accounts.ts'
import { recoveryCodes, secondSteps } from '#db/schema/sessions.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { adminPassword, anAdministrator, aTrainee, operator, seeing } from '../accounts/makers.ts'

const address = '10.0.0.1'
const request = { headers: { get: () => null } }
const half = 30_000

/** What an authenticator shows that has read the QR code. */
async function authenticator(site: TestSite, viewer: Viewer) {
  const { typed } = await readSecondStep(site, viewer)
  const generator = new TOTP({ secret: Secret.fromBase32(typed!.replaceAll(' ', '')), digits: 6, period: 30 })
  return (moment = site.now()) => generator.generate({ timestamp: moment.getTime() })
}

/** An administrator with an authenticator, 90 seconds after it was set up. */
async function withAuthenticator(site: TestSite) {
  const viewer = await anAdministrator(site)
  await beginSecondStep(site, viewer)
  const shown = await authenticator(site, viewer)
  const codes = await confirmOwnSecondStep(site, viewer, { code: shown(), secret: adminPassword, address, request })
  site.clock.forward(3 * half)
  return { viewer, shown, codes, prove: (code: string) => verifySecondStep(site, viewer.accountId, { code, address }) }
}

const wrong = { status: 422, fields: { code: ['验证码不对。'] } }

test('it is on once a code has shown that the authenticator holds the secret; ten codes for paper come with it', async () => {
  const site = await aSite()
  const viewer = await anAdministrator(site)
  await beginSecondStep(site, viewer)
  const shown = await authenticator(site, viewer)
  await expect(confirmOwnSecondStep(site, viewer, { code: '000000', secret: adminPassword, address, request })).rejects.toMatchObject(wrong)
  await expect(confirmOwnSecondStep(site, viewer, { code: shown(), secret: 'not mine at all', address, request })).rejects.toMatchObject({
    status: 422,
    fields: { secret: ['密码不对。'] },
  })
  expect(await hasSecondStep(site, viewer.accountId)).toBe(false)
  const codes = await confirmOwnSecondStep(site, viewer, { code: shown(), secret: adminPassword, address, request })
  expect(new Set(codes).size).toBe(10)
  expect(await readSecondStep(site, viewer)).toEqual({ state: 'on', uri: null, typed: null, codesLeft: 10 })
})

test('who loads the page of the paper codes again is told that it is set up, and how to get others', async () => {
  const site = await aSite()
  const viewer = await anAdministrator(site)
  await beginSecondStep(site, viewer)
  const shown = await authenticator(site, viewer)
  const sent = { code: shown(), secret: adminPassword, address, request }
  await expect(confirmOwnSecondStep(site, viewer, sent)).resolves.toHaveLength(10)
  await expect(confirmOwnSecondStep(site, viewer, sent)).rejects.toMatchObject({
    status: 409,
    message: '已经设好了；备用码没抄下来，请点“要新的备用码”。',
  })
  site.clock.forward(3 * half)
  const renewal = { code: shown(), address }
  await renewRecoveryCodes(site, viewer, renewal)
  await expect(renewRecoveryCodes(site, viewer, renewal)).rejects.toMatchObject({
    ...wrong,
    message: '验证码不对。这 6 个数字用过或过时了，请等验证器上换了新的再填。',
  })
  expect((await readSecondStep(site, viewer)).codesLeft).toBe(10)
})

test('a code of this half minute or the one beside it lets in, and none twice, nor an older one after it', async () => {
  const site = await aSite()
  const { shown, prove } = await withAuthenticator(site)
  const [earlier, now] = [shown(new Date(site.now().getTime() - half)), shown()]
  await prove(now)
  await expect(prove(now)).rejects.toMatchObject(wrong)
  await expect(prove(earlier)).rejects.toMatchObject(wrong)
  site.clock.forward(3 * half)
  await expect(prove(now)).rejects.toMatchObject(wrong)
  const waits = 60_000
  site.clock.forward(waits)
  await prove(shown(new Date(site.now().getTime() + half)))
})

test('of two who send the same code at the same moment, one gets in', async () => {
  const site = await aSite()
  const { shown, prove } = await withAuthenticator(site)
  const code = shown()
  expect((await Promise.allSettled([prove(code), prove(code)])).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('guessing is slowed down like guessing a PIN, and the right password in between forgives nothing', async () => {
  const site = await aSite()
  const { viewer, shown, prove } = await withAuthenticator(site)
  const { signInByPhone } = await import('#app/modules/accounts/accounts.server.ts')
  for (let nth = 0; nth < 3; nth++) {
    await expect(prove('000000')).rejects.toMatchObject(wrong)
    await signInByPhone(site, { phone: '13900000001', secret: adminPassword, address })
  }
  await expect(prove(shown())).rejects.toMatchObject({ status: 422, message: expect.stringContaining('请等 5 秒') })
  site.clock.forward(5000)
  await prove(shown())
  expect(viewer.accountId).toBeTruthy()
})

test('a code from paper lets in once, as people write it; new ones void the old', async () => {
  const site = await aSite()
  const { viewer, shown, codes, prove } = await withAuthenticator(site)
  await prove(` ${codes[0]!.toUpperCase()} `)
  await expect(prove(codes[0]!)).rejects.toMatchObject(wrong)
  expect((await readSecondStep(site, viewer)).codesLeft).toBe(9)
  const renewed = await renewRecoveryCodes(site, viewer, { code: shown(), address })
  await expect(prove(codes[1]!)).rejects.toMatchObject(wrong)
  await prove(renewed[0]!)
})

test('it is taken off with a code, and no other way', async () => {
  const site = await aSite()
  const { viewer, codes } = await withAuthenticator(site)
  await expect(removeSecondStep(site, viewer, { code: '000000', address })).rejects.toMatchObject(wrong)
  await removeSecondStep(site, viewer, { code: codes[3]!, address })
  expect(await readSecondStep(site, viewer)).toMatchObject({ state: 'none', codesLeft: 0 })
})

test('an administrator of a production server holds no role until it is set up; elsewhere it is not asked for', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const { accountId: official } = await createUser(site, operator, {
    name: '李干部',
    role: 'official',
    region: '422826',
    phone: '13900070008',
  })
  for (const mode of ['demo', 'development'] as const) {
    site.mode = mode
    expect((await seeing(site, accountId)).mustSetUpSecondStep).toBeUndefined()
  }
  site.mode = 'production'
  expect((await seeing(site, official)).grants).toHaveLength(1)
  const viewer = await seeing(site, accountId)
  expect(viewer).toMatchObject({ grants: [], mustSetUpSecondStep: true })
  await beginSecondStep(site, viewer)
  await confirmOwnSecondStep(site, viewer, { code: (await authenticator(site, viewer))(), address, request })
  expect((await seeing(site, accountId)).grants).toHaveLength(1)
})

test('it is offered to everybody at a desk, and not to trainees, owners, or the demo’s people', async () => {
  const site = await aSite()
  const desk = await seeing(
    site,
    (await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13900070009' })).accountId,
  )
  const mentor = await seeing(site, (await createUser(site, operator, { name: '周导师', role: 'mentor', phone: '13900070010' })).accountId)
  const trainee = await seeing(site, (await aTrainee(site)).accountId)
  expect([await canHaveSecondStep(site, desk), await canHaveSecondStep(site, mentor), await canHaveSecondStep(site, trainee)]).toEqual([
    true,
    false,
    false,
  ])
  await expect(beginSecondStep(site, trainee)).rejects.toMatchObject({ status: 404 })
  await site.write('operator', 'demo', async (tx) => void (await tx.update(accounts).set({ isDemo: true })))
  expect(await canHaveSecondStep(site, desk)).toBe(false)
})

test('setting it up ends all other sessions', async () => {
  const site = await aSite()
  const viewer = await anAdministrator(site)
  const [here, there] = [await createSession(site, viewer.accountId), await createSession(site, viewer.accountId)]
  const asking = (cookie: string) => ({ headers: { get: (name: string) => (name === 'cookie' ? cookie.split(';')[0]! : null) } })
  await beginSecondStep(site, viewer)
  await confirmOwnSecondStep(site, viewer, {
    code: (await authenticator(site, viewer))(),
    secret: adminPassword,
    address,
    request: asking(here),
  })
  expect([!!(await identifyRequest(site, asking(here))), !!(await identifyRequest(site, asking(there)))]).toEqual([true, false])
})

test('whoever runs the server gets a lost administrator in again: the step is off, a new link is out', async () => {
  const site = await aSite()
  const { viewer } = await withAuthenticator(site)
  await resetAccess(site, operator, { accountId: viewer.accountId, reason: '手机丢了' })
  expect(await hasSecondStep(site, viewer.accountId)).toBe(false)
  expect(await site.read.$count(recoveryCodes)).toBe(0)
  expect(await loadViewer(site, viewer.accountId)).not.toBeNull()
})

test('the first step holds for ten minutes, for one account, and for the secret that it was taken with', async () => {
  const site = await aSite()
  const { viewer } = await withAuthenticator(site)
  const token = await issueFirstStepToken(site, viewer.accountId)
  expect(await verifyFirstStepToken(site, token)).toBe(viewer.accountId)
  const { accountId: other } = await aTrainee(site)
  expect(await verifyFirstStepToken(site, token.replace(viewer.accountId, other))).toBeNull()
  for (const forged of ['', 'x', '..', `${viewer.accountId}.zzzzzzzzzz.${token.split('.')[2]}`])
    expect(await verifyFirstStepToken(site, forged)).toBeNull()
  await changeSecret(site, viewer, { old: adminPassword, next: '山里的土豆又大又圆呀', address })
  expect(await verifyFirstStepToken(site, token)).toBeNull()
  const next = await issueFirstStepToken(site, viewer.accountId)
  site.clock.forward(11 * 60_000)
  expect(await verifyFirstStepToken(site, next)).toBeNull()
})

test('neither secret nor codes lie in the database in clear, nor in the audit trail', async () => {
  const site = await aSite()
  const viewer = await anAdministrator(site)
  await beginSecondStep(site, viewer)
  const { typed } = await readSecondStep(site, viewer)
  const codes = await confirmOwnSecondStep(site, viewer, {
    code: (await authenticator(site, viewer))(),
    secret: adminPassword,
    address,
    request,
  })
  const rows = JSON.stringify([
    await site.read.select().from(secondSteps),
    await site.read.select().from(recoveryCodes),
    await site.read.select().from(auditEntries),
  ])
  for (const secret of [typed!.replaceAll(' ', ''), ...codes, ...codes.map((code) => code.replace('-', ''))])
    expect(rows).not.toContain(secret)
})
