// Who may issue a secret for whom: judged by the account and all it may do, never by what it was found by.
import { describe, expect, test } from 'vitest'
import {
  askForSlip,
  changeSecret,
  createUser,
  ensureGrant,
  grantRole,
  issueSlips,
  openSession,
  openSlip,
  redeemSlip,
  resetAccess,
  setAccountEnabled,
  signInByPhone,
  viewerOfRequest,
} from '#app/modules/accounts/accounts.server.ts'
import type { Role } from '#app/access/roles.ts'
import { whyNoSlip } from '#app/modules/accounts/slip-policy.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aViewer, anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { adminPassword, adminPhone, anAdministrator, aTrainee, operator, seeing } from './makers.ts'

const coordinator = aViewer('coordinator', { kind: 'everything' })
const address = '10.0.0.1'
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
    ['a trainee who has lost her PIN', ['trainee'], true, false, ['administrator', 'officer']],
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
    }
    expect(
      Object.keys(askers)
        .filter((asker) => whyNoSlip(askers[asker]!, holder, { at }) === null)
        .sort(),
    ).toEqual(may.sort())
    expect(whyNoSlip(anAdmin, holder, { at, reason: '本人当面要的' })).toBeNull()
    for (const asker of Object.values(askers).filter((one) => one !== anAdmin)) {
      expect(whyNoSlip(asker, holder, { at, reason: '我说了算' })).toBe(whyNoSlip(asker, holder, { at })) // a reason makes nobody an administrator
    }
  })

  test('a wish for a new slip holds for a week', () => {
    const holder = { name: '秦店主', roles: ['shopOwner'] as const, isClaimed: true, region: null, askedAt: at }
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000)
    expect(whyNoSlip(coordinator, holder, { at: later(6) })).toBeNull()
    expect(whyNoSlip(coordinator, holder, { at: later(8) })).toContain('请本人')
  })
})

test('an account of a desk that is reset loses its secret and its sessions at once, and the link holds for a day', async () => {
  const site = await aSite()
  const administrator = await anAdministrator(site)
  const cookie = await openSession(site, administrator.accountId)
  await expect(resetAccess(site, operator, { accountId: administrator.accountId })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('写明原因'),
  })
  const { slipPath, expiresAt } = await resetAccess(site, operator, { accountId: administrator.accountId, reason: '本人忘了密码' })
  expect(expiresAt.getTime() - site.now().getTime()).toBe(86_400_000)
  await expect(signInByPhone(site, { phone: adminPhone, secret: adminPassword, address })).rejects.toMatchObject({ status: 422 })
  expect(await viewerOfRequest(site, { headers: { get: () => cookie } })).toBeNull()
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
  const code = await issue(site, anOfficer, accountId)
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
  await askForSlip(site, await seeing(site, accountId))
  const before = (await site.read.select().from(auditEntries)).length
  await askForSlip(site, await seeing(site, accountId)) // asking again is nothing new
  expect((await site.read.select().from(auditEntries)).length).toBe(before)
  await issue(site, coordinator, accountId)
  await expect(issue(site, coordinator, accountId)).rejects.toMatchObject({ status: 409 })
})

test('a slip that nobody has used is void once the account becomes more than it was', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, { name: '周导师', role: 'mentor' })
  const code = await issue(site, coordinator, accountId)
  await grantRole(site, operator, { accountId, role: 'administrator' })
  expect((await openSlip(site, code)).standing).toBe('unknown')
  await expect(redeemSlip(site, { code, secret: '山里的土豆又大又圆呀' })).rejects.toMatchObject({ status: 409 })
})

test('a slip that nobody has used is void once its owner has chosen another secret herself', async () => {
  const site = await aSite()
  const { accountId, pin } = await aTrainee(site)
  const code = await issue(site, anOfficer, accountId)
  await changeSecret(site, await seeing(site, accountId), { old: pin, next: '583927', address })
  expect((await openSlip(site, code)).standing).toBe('unknown')
})

test('of several, those that may be issued are, and the others are named with the reason', async () => {
  const site = await aSite()
  const { accountId: hers } = await aTrainee(site)
  const { accountId: desk } = await createUser(site, operator, { name: '李干部', role: 'official', region: '422826' })
  const { accountId: disabled } = await aTrainee(site, { name: '覃大山' })
  await setAccountEnabled(site, operator, { accountId: disabled, enabled: false })
  const issued = await site.write('o', 'slips', (tx) => issueSlips(tx, site, anOfficer, { accountIds: [hers, desk, disabled] }))
  expect(issued.slips.map(({ accountId }) => accountId)).toEqual([hers])
  expect(issued.withheld).toHaveLength(2)
  expect(issued.withheld).toContainEqual({ accountId: desk, why: '李干部是工作人员，登录链接只能由管理员在“账号”页发。' })
  expect(issued.withheld).toContainEqual({ accountId: disabled, why: '覃大山的账号已经停用，要先启用才能发。' })
})
