// Who may issue a secret for whom: judged by the account and all it may do, never by what it was found by.
import { describe, expect, test } from 'vitest'
import {
  requestSlip,
  changeSecret,
  listClaims,
  createUser,
  ensureGrant,
  grantRole,
  issueSlips,
  hasUnseenSlipNotice,
  openSlip,
  redeemSlip,
  resetAccess,
  setAccountEnabled,
  signInByPhone,
  listSlipsIssuedForMe,
} from '#app/modules/accounts/accounts.server.ts'
import { createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import type { Role } from '#app/access/roles.ts'
import { ownRequestReason, deskReasons, findSlipObjection, joinObjections } from '#app/modules/accounts/slip-policy.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aViewer, anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { adminPassword, adminPhone, anAdministrator, aTrainee, aTraineeWithASlip, operator, seeing } from './makers.ts'

const coordinator = aViewer('coordinator', { kind: 'everything' })
const address = '10.0.0.1'
const present = deskReasons[0]
const at = new Date('2019-03-04T01:00:00Z')
const askers: Record<string, Viewer> = {
  administrator: anAdmin,
  coordinator,
  officer: anOfficer,
  elsewhere: aViewer('townshipOfficer', { kind: 'region', code: '422826101' }),
  official: aViewer('official', { kind: 'region', code: '422826' }),
  instructor: aViewer('instructor', { kind: 'cohort', id: 'c' }),
  owner: aViewer('shopOwner', { kind: 'own' }),
  trainee: aViewer('trainee', { kind: 'own' }, { personId: 'p' }),
}

const issue = (site: TestSite, viewer: Viewer, accountId: string, reason?: string) =>
  site.write(
    viewer.accountId,
    'a slip',
    async (tx) => (await issueSlips(tx, site, viewer, { accountIds: [accountId], reason })).slips[0]!.code,
  )

describe('who may issue a slip', () => {
  // account's roles, whether claimed, whether its owner has asked → who may without giving a reason
  test.each<[string, Role[], boolean, boolean, string[]]>([
    ['a trainee in reach', ['trainee'], false, false, ['administrator', 'officer']],
    ['a trainee who has lost her PIN', ['trainee'], true, false, []],
    ['a trainee who has lost her PIN and asked', ['trainee'], true, true, ['administrator', 'officer']],
    ['an owner who has not come yet', ['shopOwner'], false, false, ['administrator', 'coordinator']],
    ['a mentor who has not come yet', ['mentor'], false, false, ['administrator', 'coordinator']],
    ['an owner with a secret', ['shopOwner'], true, false, []],
    ['an owner with a secret who has asked', ['mentor', 'shopOwner'], true, true, ['coordinator']],
    ['a trainee with a shop, not come yet', ['trainee', 'shopOwner'], false, false, ['administrator']],
    ['a trainee with a shop and a secret', ['trainee', 'shopOwner'], true, false, []],
    ['a trainee with a shop and a secret who has asked', ['trainee', 'shopOwner'], true, true, ['coordinator', 'officer']],
    ['an administrator', ['administrator'], true, false, []],
    ['an administrator who has asked', ['administrator'], true, true, []],
    ['an administrator with a shop', ['administrator', 'shopOwner'], true, true, []],
    ['an official who has not come yet', ['official'], false, false, ['administrator']],
    ['an instructor who learns', ['instructor', 'trainee'], false, true, ['administrator']],
    ['who has no role any more', [], true, true, []],
  ])('%s', (_what, roles, isClaimed, hasAsked, may) => {
    const holder = {
      name: '某人',
      roles,
      isClaimed,
      region: roles.includes('trainee') ? '422826100201' : null,
      askedAt: hasAsked ? at : null,
      requestDays: 7,
    }
    expect(
      Object.keys(askers)
        .filter((asker) => findSlipObjection(askers[asker]!, holder, { at }) === null)
        .sort(),
    ).toEqual(may.sort())
    expect(findSlipObjection(anAdmin, holder, { at, reason: '本人当面要的' })).toBeNull()
    for (const asker of Object.values(askers).filter((one) => one !== anAdmin)) {
      expect(findSlipObjection(asker, holder, { at, reason: '我说了算' })).toBe(findSlipObjection(asker, holder, { at })) // a reason makes nobody an administrator
    }
  })

  test('a wish for a new slip holds for a week', () => {
    const holder = { name: '秦店主', roles: ['shopOwner'] as const, isClaimed: true, region: null, askedAt: at, requestDays: 7 }
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000)
    expect(findSlipObjection(coordinator, holder, { at: later(6) })).toBeNull()
    expect(findSlipObjection(coordinator, holder, { at: later(8) })).toContain('请本人')
  })
})

test('an account of a desk that is reset loses its secret and its sessions at once, and the link holds for a day', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const cookie = await createSession(site, administrator.accountId)
  await expect(resetAccess(site, operator, { accountId: administrator.accountId })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('写明原因'),
  })
  const { slipPath, expiresAt } = await resetAccess(site, operator, { accountId: administrator.accountId, reason: '本人忘了密码' })
  expect(expiresAt.getTime() - site.now().getTime()).toBe(86_400_000)
  await expect(signInByPhone(site, { phone: adminPhone, secret: adminPassword, address })).rejects.toMatchObject({ status: 422 })
  expect(await identifyRequest(site, { headers: { get: () => cookie } })).toBeNull()
  const lines = (await site.read.select().from(auditEntries)).at(-1)!.lines
  expect(lines).toContain('because: 本人忘了密码')
  site.clock.forward(25 * 3_600_000)
  await expect(redeemSlip(site, { code: slipPath.split('/').at(-1)!, secret: '山里的土豆又大又圆呀' })).rejects.toMatchObject({
    status: 409,
  })
})

test('a trainee’s old PIN holds until the new slip is used', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site, { phone: '13800000001' })
  const code = await issue(site, anOfficer, accountId, present)
  expect(await signInByPhone(site, { phone: '13800000001', secret: pin, address })).toBe(accountId)
  await redeemSlip(site, { code, secret: '583927' })
  await expect(signInByPhone(site, { phone: '13800000001', secret: pin, address })).rejects.toMatchObject({ status: 422 })
})

test('an owner who has forgotten the PIN asks in her own session, and the coordinator hands her a slip once', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site)
  await site.write('operator', 'a shop of hers', (tx) => ensureGrant(tx, accountId, 'shopOwner', { kind: 'own' }))
  await expect(issue(site, coordinator, accountId)).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('请给我发新的登录条'),
  })
  await requestSlip(site, await seeing(site, accountId))
  const before = (await site.read.select().from(auditEntries)).length
  await requestSlip(site, await seeing(site, accountId)) // asking again is nothing new
  expect((await site.read.select().from(auditEntries)).length).toBe(before)
  await issue(site, coordinator, accountId)
  await expect(issue(site, coordinator, accountId)).rejects.toMatchObject({ status: 409 })
})

test('a slip that nobody has used is void once the account becomes more than it was', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, { name: '周导师', role: 'mentor', phone: '13900070012' })
  const code = await issue(site, coordinator, accountId)
  await grantRole(site, operator, { accountId, role: 'administrator' })
  expect((await openSlip(site, code)).state).toBe('unknown')
  await expect(redeemSlip(site, { code, secret: '山里的土豆又大又圆呀' })).rejects.toMatchObject({ status: 409 })
})

test('a slip that nobody has used is void once its owner has chosen another secret herself', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site)
  const code = await issue(site, anOfficer, accountId, present)
  await changeSecret(site, await seeing(site, accountId), { old: pin, next: '583927', address })
  expect((await openSlip(site, code)).state).toBe('unknown')
})

test('of several, those that may be issued are, and the others are named with the reason', async () => {
  const site = await aSite()
  const { accountId: hers } = await aTrainee(site)
  const { accountId: desk } = await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13900070013' })
  const { accountId: disabled } = await aTrainee(site, { name: '覃大山' })
  await setAccountEnabled(site, operator, { accountId: disabled, enabled: false })
  const issued = await site.write('o', 'slips', (tx) =>
    issueSlips(tx, site, anOfficer, { accountIds: [hers, desk, disabled], reason: present }),
  )
  expect(issued.slips.map(({ accountId }) => accountId)).toEqual([hers])
  expect(issued.withheld).toHaveLength(2)
  expect(issued.withheld).toContainEqual({ accountId: desk, why: '李干部是工作人员，登录链接只能由管理员在“账号”页发。' })
  expect(issued.withheld).toContainEqual({ accountId: disabled, why: '覃大山的账号已经停用，要先启用才能发。' })
})

describe('a trainee who has chosen a PIN', () => {
  test('gets no new slip from her officer without a reason of the list, and the refusal names her', async () => {
    const site = await aSite()
    const { accountId: hers } = await aTrainee(site, { name: '覃大山' })
    const { accountId: fresh } = await aTraineeWithASlip(site)
    for (const reason of [undefined, ' ', '我说了算', ownRequestReason]) {
      await expect(
        site.write('o', 'slips', (tx) => issueSlips(tx, site, anOfficer, { accountIds: [fresh, hers], reason })),
      ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('覃大山已经设好了密码') })
    }
    const officerElsewhere = issue(site, askers.elsewhere!, hers, present)
    await expect(officerElsewhere).rejects.toMatchObject({ status: 409, message: expect.stringContaining('不在您负责的地区') })
  })

  test('reads who issued it and why, and is told once when she signs in next', async () => {
    const site = await aSite()
    const { accountId, pin } = await aTrainee(site, { phone: '13800000001' })
    const officer = await createUser(site, operator, { name: '唐专干', role: 'townshipOfficer', region: '422826100', phone: '13900070014' })
    const her = await seeing(site, accountId)
    expect(await listSlipsIssuedForMe(site, her)).toEqual([])
    expect(await hasUnseenSlipNotice(site, accountId)).toBe(false)
    await issue(site, await seeing(site, officer.accountId), accountId, present)
    expect((await site.read.select().from(auditEntries)).at(-1)!.lines).toContain(`because: ${present}`)
    expect(await signInByPhone(site, { phone: '13800000001', secret: pin, address })).toBe(accountId)
    expect([await hasUnseenSlipNotice(site, accountId), await hasUnseenSlipNotice(site, accountId)]).toEqual([true, false])
    await issue(site, anOfficer, accountId, deskReasons[1]) // replaces the first, and hides nothing
    const told = await listSlipsIssuedForMe(site, her)
    expect(told).toHaveLength(2)
    expect(told).toContainEqual(expect.stringMatching(/唐专干给您发了新的登录条，原因：本人在场，忘了密码。不是您要的，请告诉县级管理员。/))
  })

  test('is asked nothing more where she has asked herself on her phone', async () => {
    const site = await aSite()
    const { accountId, personId } = await aTrainee(site)
    await requestSlip(site, await seeing(site, accountId))
    expect((await listClaims(site, [personId])).get(personId)).toEqual({ since: site.now(), hasAsked: true })
    await issue(site, anOfficer, accountId)
    expect(await listSlipsIssuedForMe(site, await seeing(site, accountId))).toEqual([expect.stringContaining(ownRequestReason)])
    await expect(issue(site, anOfficer, accountId)).rejects.toMatchObject({ status: 422 })
  })

  test('one who has never come gets hers with one press, and is told nothing', async () => {
    const site = await aSite()
    const { accountId, personId } = await aTraineeWithASlip(site)
    await issue(site, anOfficer, accountId)
    expect(await hasUnseenSlipNotice(site, accountId)).toBe(false)
    expect((await listClaims(site, [personId])).size).toBe(0)
  })
})

test('what stands against several slips is said once, with the names in front', () => {
  const claimed = { roles: ['shopOwner' as const], isClaimed: true, region: null, askedAt: null, requestDays: 7 }
  const ofOwners = ['仓宝', '余径山', '平瑶'].map((name) => ({
    name,
    why: findSlipObjection(coordinator, { ...claimed, name }, { at })!,
  }))
  const disabled = { name: '唐栖', why: '唐栖的账号已经停用，要先启用才能发。' }
  const said = joinObjections([...ofOwners, disabled])
  expect(said).toMatch(/^仓宝、余径山、平瑶已经设好了密码。忘了的话，.*重发。唐栖的账号已经停用/)
  expect(said.split('已经设好了密码')).toHaveLength(2)
  const many = Array.from({ length: 8 }, (_, nth) => ({ name: `田${nth}`, why: `田${nth}的账号已经停用，要先启用才能发。` }))
  expect(joinObjections(many)).toBe('田0、田1、田2、田3、田4等 8 人的账号已经停用，要先启用才能发。')
})
