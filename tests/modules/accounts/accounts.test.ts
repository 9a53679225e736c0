// The administrator's work: the first of them, new accounts, roles given and taken, doors closed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createSetUpLink,
  createUser,
  ensureTraineeAccount,
  grantRole,
  hasAdministrator,
  isSetUpOpen,
  listAccounts,
  openSlip,
  resetAccess,
  revokeGrant,
  setAccountEnabled,
  setUpAdministrator,
  redeemSlip,
} from '#app/modules/accounts/accounts.server.ts'
import {
  endAllSessions,
  endSession,
  createSession,
  replaceSession,
  loadViewer,
  identifyRequest,
} from '#app/modules/sessions/sessions.server.ts'
import { sessions } from '#db/schema/sessions.ts'
import { aSite } from '#tests/support/site.ts'
import { adminPassword, anAdministrator, aTrainee, seeing } from './makers.ts'

const tokenOf = (path: string) => path.split('/').at(-1)!
const asking = (cookie: string) => new Request('http://tidui.test/', { headers: { cookie } })
const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))

const officer = { name: '张专干', role: 'townshipOfficer', region: '422826100', phone: '13800000009' }

test('the set-up link makes the first administrator and is dead afterwards, as is every other one', async () => {
  const site = await aSite()
  const [token, other] = [tokenOf(await createSetUpLink(site)), tokenOf(await createSetUpLink(site))]
  expect(await hasAdministrator(site)).toBe(false)
  expect(await isSetUpOpen(site, token)).toBe(true)
  const first = await setUpAdministrator(site, { token, name: '田管理', phone: '13900000001', password: adminPassword })
  expect((await seeing(site, first)).grants).toEqual([{ role: 'administrator', scope: { kind: 'everything' } }])
  for (const dead of [token, other]) {
    expect(await isSetUpOpen(site, dead)).toBe(false)
    await expect(
      setUpAdministrator(site, { token: dead, name: '另一人', phone: '13900000002', password: adminPassword }),
    ).rejects.toMatchObject({ status: 409 })
  }
})

test('two who use the set-up link at the same moment make one administrator', async () => {
  const site = await aSite()
  const token = tokenOf(await createSetUpLink(site))
  const tries = await Promise.allSettled(
    ['13900000001', '13900000002'].map((phone) => setUpAdministrator(site, { token, name: '田管理', phone, password: adminPassword })),
  )
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a set-up link holds for a day, and cannot be made up', async () => {
  const site = await aSite()
  const token = tokenOf(await createSetUpLink(site))
  const later = (site.now().getTime() + 10 * 86_400_000).toString(36)
  expect(await isSetUpOpen(site, `${later}-${token.split('-').slice(1).join('-')}`)).toBe(false)
  for (const invented of ['', '-', 'x', 'abc-def']) expect(await isSetUpOpen(site, invented)).toBe(false)
  site.clock.forward(86_400_000)
  expect(await isSetUpOpen(site, token)).toBe(false)
})

test('a new officer gets a one-time slip on which to choose a password', async () => {
  const site = await aSite()
  const { accountId, slipPath } = await createUser(site, await anAdministrator(site), officer)
  const code = tokenOf(slipPath!)
  expect(await openSlip(site, code)).toMatchObject({ state: 'choose', secretKind: 'password' })
  await expect(redeemSlip(site, { code, secret: '739154' })).rejects.toMatchObject({ status: 422 })
  expect(await redeemSlip(site, { code, secret: adminPassword })).toBe(accountId)
  expect((await seeing(site, accountId)).grants).toEqual([{ role: 'townshipOfficer', scope: { kind: 'region', code: '422826100' } }])
})

test.each([
  ['no name', { ...officer, name: ' ' }, 'name'],
  ['an unknown role', { ...officer, role: 'king' }, 'role'],
  ['the role of a trainee', { ...officer, role: 'trainee' }, 'role'],
  ['an officer of nowhere', { ...officer, region: undefined }, 'region'],
  ['an officer of a region that is none', { ...officer, region: '999999' }, 'region'],
  ['an officer of a village that is none', { ...officer, region: '422826100999' }, 'region'],
  ['an instructor of a cohort that is none', { name: '李讲师', role: 'instructor', cohort: 'nope' }, 'cohort'],
  ['half a phone number', { ...officer, phone: '1380000' }, 'phone'],
  ['no phone number', { ...officer, phone: undefined }, 'phone'],
  ['a password without a phone number', { ...officer, phone: undefined, password: adminPassword }, 'phone'],
  ['a weak password', { ...officer, password: '123' }, 'password'],
])('%s is refused, and the field is named', async (_, user, field) => {
  const site = await aSite()
  await expect(createUser(site, await anAdministrator(site), user)).rejects.toMatchObject({
    status: 422,
    fields: { [field]: [expect.any(String)] },
  })
})

test('one phone number belongs to one account', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  await createUser(site, administrator, officer)
  await expect(createUser(site, administrator, { ...officer, name: '另一人' })).rejects.toMatchObject({
    status: 422,
    fields: { phone: ['这个手机号已有账号。'] },
  })
})

test('two trainees who share a phone: the first signs in with it, the second by slip', async () => {
  const site = await aSite()
  const first = await aTrainee(site, { name: '王小兰', phone: '13800000001' })
  const second = await aTrainee(site, { name: '王大山', phone: '13800000001' })
  expect(second.accountId).not.toBe(first.accountId)
})

test('a trainee account is made once, and a number learnt later is added to it', async () => {
  const site = await aSite()
  const { accountId, personId, pin } = await aTrainee(site)
  const again = await site.write('operator', 'the roster came again', (tx) =>
    ensureTraineeAccount(tx, site, { personId, name: '王小兰', phone: '13800000001' }),
  )
  expect(again).toBe(accountId)
  const { signInByPhone } = await import('#app/modules/accounts/accounts.server.ts')
  expect(await signInByPhone(site, { phone: '13800000001', secret: pin, address: '10.0.0.1' })).toBe(accountId)
  expect((await seeing(site, accountId)).grants).toHaveLength(1)
})

test('the last administrator can neither be disabled nor lose the role', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const [listed] = await listAccounts(site, administrator)
  await expect(setAccountEnabled(site, administrator, { accountId: administrator.accountId, enabled: false })).rejects.toMatchObject({
    status: 409,
  })
  await expect(revokeGrant(site, administrator, { grantId: listed!.grants[0]!.id })).rejects.toMatchObject({ status: 409 })
})

test('with a second administrator the first can go; a disabled one does not count', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId: second } = await createUser(site, administrator, { name: '覃管理', role: 'administrator', phone: '13900070021' })
  await setAccountEnabled(site, administrator, { accountId: second, enabled: false })
  await expect(setAccountEnabled(site, administrator, { accountId: administrator.accountId, enabled: false })).rejects.toMatchObject({
    status: 409,
  })
  await setAccountEnabled(site, administrator, { accountId: second, enabled: true })
  await setAccountEnabled(site, administrator, { accountId: administrator.accountId, enabled: false })
  expect(await loadViewer(site, administrator.accountId)).toBeNull()
})

test('a disabled account is signed out everywhere, and its slip is void', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId, code } = await aTrainee(site)
  const cookie = await createSession(site, accountId)
  await setAccountEnabled(site, administrator, { accountId, enabled: false })
  expect(await identifyRequest(site, asking(cookie))).toBeNull()
  expect((await openSlip(site, code)).state).toBe('unknown')
})

test('roles are given and taken; who has none left stays in the list, and sees nothing', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId } = await createUser(site, administrator, officer)
  await grantRole(site, administrator, { accountId, role: 'official', region: '422826' })
  await grantRole(site, administrator, { accountId, role: 'official', region: '422826' })
  const listed = async () => (await listAccounts(site, administrator)).find(({ id }) => id === accountId)!
  expect((await listed()).grants.map(({ role, scopeId }) => `${role} ${scopeId}`)).toEqual(['townshipOfficer 422826100', 'official 422826'])
  for (const { id: grantId } of (await listed()).grants) await revokeGrant(site, administrator, { grantId })
  expect((await listed()).grants).toEqual([])
  expect((await seeing(site, accountId)).grants).toEqual([])
})

test('a trainee’s account, which six digits open, is given no role of a desk', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId } = await aTrainee(site)
  await expect(grantRole(site, administrator, { accountId, role: 'administrator' })).rejects.toMatchObject({ status: 409 })
})

test.each([
  [{ role: 'townshipOfficer' }, { region: ['请选这位专干负责的乡镇。'] }],
  [{ role: 'official' }, { region: ['请选这位人社干部负责的地区。'] }],
  [{ role: 'official', region: '999999' }, { region: ['没有这个地区，请重新选。'] }],
  [{ role: 'instructor', cohort: 'nope' }, { cohort: ['没有这个培训班，请重新选。'] }],
  [{ role: 'trainee' }, { role: ['请选角色。'] }],
])('beside a menu one is asked to choose: %j', async (chosen, fields) => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  await expect(createUser(site, administrator, { name: '张专干', phone: '13900070023', ...chosen })).rejects.toMatchObject({
    status: 422,
    fields,
  })
})

test('no sentence for people at screens tells them to type a command’s option or a code', () => {
  const forTheOperator = /^(operations|accounts\/queries)/ // the server's own files, and how the command line finds an account
  const said = sourcesIn('app/modules').filter(({ path }) => !forTheOperator.test(path))
  const ofTheCommandLine = /['"`>][^'"`\n]*[\u4e00-\u9fff][^'"`\n]*(?: --[a-z]|代码写|tidui [a-z])/u
  expect(said.flatMap(({ path, text }) => text.match(ofTheCommandLine)?.map((sentence) => `${path}: ${sentence}`) ?? [])).toEqual([])
})

test('a role is given for a region and a cohort that are there', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId } = await createUser(site, administrator, officer)
  await expect(grantRole(site, administrator, { accountId, role: 'official', region: '999999' })).rejects.toMatchObject({
    status: 422,
    fields: { region: ['没有这个地区，请重新选。'] },
  })
  await expect(grantRole(site, administrator, { accountId, role: 'instructor', cohort: 'nope' })).rejects.toMatchObject({
    status: 422,
    fields: { cohort: ['没有这个培训班，请重新选。'] },
  })
  await expect(grantRole(site, administrator, { accountId, role: 'official', region: '422826100201' })).resolves.toBeUndefined()
})

test('trainees are not in the list of the desk', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  await aTrainee(site)
  expect((await listAccounts(site, administrator)).map(({ name }) => name)).toEqual(['田管理'])
})

test('nobody but an administrator manages accounts', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const { accountId } = await createUser(site, administrator, officer)
  const trainee = await aTrainee(site)
  for (const viewer of [await seeing(site, accountId), await seeing(site, trainee.accountId)]) {
    const tries = [
      listAccounts(site, viewer),
      createUser(site, viewer, { name: '某人', role: 'administrator', phone: '13900070025' }),
      setAccountEnabled(site, viewer, { accountId: administrator.accountId, enabled: false }),
      grantRole(site, viewer, { accountId: viewer.accountId, role: 'administrator' }),
      revokeGrant(site, viewer, { grantId: 'any' }),
      resetAccess(site, viewer, { accountId: administrator.accountId }),
    ]
    for (const tried of tries) await expect(tried).rejects.toMatchObject({ status: 403 })
  }
})

test('signing out ends this session; signing out everywhere ends them all', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const [phone, computer, other] = [
    await createSession(site, accountId),
    await createSession(site, accountId),
    await createSession(site, accountId),
  ]
  const isIn = async (cookie: string) => (await identifyRequest(site, asking(cookie))) !== null
  await endSession(site, asking(phone))
  expect([await isIn(phone), await isIn(computer)]).toEqual([false, true])
  await endAllSessions(site, accountId)
  expect([await isIn(computer), await isIn(other)]).toEqual([false, false])
})

test('on a phone that is handed on, the one before is signed out, and nowhere else', async () => {
  const site = await aSite()
  const [before, next] = [await aTrainee(site), await aTrainee(site)]
  const [phone, computer] = [await createSession(site, before.accountId), await createSession(site, before.accountId)]
  const handedOn = await replaceSession(site, asking(phone), next.accountId)
  const who = async (cookie: string) => (await identifyRequest(site, asking(cookie)))?.viewer?.accountId ?? null
  expect([await who(phone), await who(handedOn), await who(computer)]).toEqual([null, next.accountId, before.accountId])
})

test('a session in its second half is prolonged, and its cookie is sent again', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const cookie = await createSession(site, accountId)
  expect((await identifyRequest(site, asking(cookie)))?.renewedCookie).toBeNull()
  const soon = Math.floor(Date.now() / 1000) + 86_400
  await site.write('operator', 'time passes', (tx) =>
    tx
      .update(sessions)
      .set({ expiresAt: soon })
      .then(() => undefined),
  )
  const found = await identifyRequest(site, asking(cookie))
  expect(found?.renewedCookie).toContain(cookie.split(';')[0])
  const [row] = await site.read.select().from(sessions)
  expect(row!.expiresAt).toBeGreaterThan(soon)
})

test('the database does not hold what the cookie holds', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  const cookie = await createSession(site, accountId)
  const [row] = await site.read.select().from(sessions)
  expect(cookie).not.toContain(row!.id)
})
