// Accounts found, shown and changed by the administrator.
import { expect, test } from 'vitest'
import { hasDuty } from '#app/access/viewer.ts'
import {
  accountDesk,
  createUser,
  ensureGrant,
  listInstructors,
  redeemSlip,
  setAccountEnabled,
  signInByPhone,
} from '#app/modules/accounts/accounts.server.ts'
import { accountList, summariseRoles } from '#app/modules/accounts/pages/account-columns.ts'
import { DeskAccountPage } from '#app/modules/accounts/pages/desk-account-page.tsx'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { firstPage } from '#app/paging.ts'
import { arrange } from '#app/ui/tables/arrange.server.ts'
import { parseTableQuery } from '#app/ui/tables/table-query.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { aCohort, anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { aTrainee, operator, seeing } from './makers.ts'

const tan = { name: '谭桂莲', role: 'townshipOfficer', region: '422826100', phone: '13900001234' }

test.each(['谭桂', '谭 桂莲', 'tanguilian', 'tgl', '13900001234', '139 0000 1234', '1234'])('%s finds the account', async (search) => {
  const site = await aSite()
  await createUser(site, operator, tan)
  await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13900005678' })
  const { lines } = await accountDesk.searchAccounts(site, operator, { search, position: firstPage })
  expect(lines.map(({ name }) => name)).toEqual(['谭桂莲'])
})

test.each([
  ['曾国庆', 'zengguoqing'],
  ['单小禾', 'shanxiao'],
  ['单小禾', 'sxh'],
  ['吕兰', 'lvlan'],
])('%s is found by %s, as surnames are read', async (name, search) => {
  const site = await aSite()
  await createUser(site, operator, { ...tan, name })
  expect((await accountDesk.searchAccounts(site, operator, { search, position: firstPage })).count).toBe(1)
})

test.each(['%', '_', '0000', '13900009999', 'zhang'])('%s finds nobody', async (search) => {
  const site = await aSite()
  await createUser(site, operator, tan)
  expect((await accountDesk.searchAccounts(site, operator, { search, position: firstPage })).count).toBe(0)
})

test('the list is sorted by the sound of names, and by any other column, and filtered by role and by who can sign in', async () => {
  const site = await aSite()
  const { accountId: tans } = await createUser(site, operator, tan)
  await createUser(site, operator, { name: '曾国庆', role: 'official', region: '422826', phone: '13900005678' })
  await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13900005679' })
  await site.write('operator', 'a second role', (tx) => ensureGrant(tx, tans, 'official', { kind: 'region', code: '422826' }))
  await setAccountEnabled(site, operator, { accountId: tans, enabled: false })
  const names = async (address: string) => {
    const lines = await accountDesk.listAccountLines(site, operator)
    return arrange(lines, parseTableQuery(new URLSearchParams(address), accountList), accountList).rows.map(({ name }) => name)
  }
  expect(await names('sort=name')).toEqual(['李干部', '谭桂莲', '曾国庆'])
  expect(await names('sort=state&dir=desc')).toEqual(['谭桂莲', '曾国庆', '李干部'])
  expect(await names('role=official&state=waiting')).toEqual(['曾国庆', '李干部'])
  expect(await names('state=off')).toEqual(['谭桂莲'])
  const { options } = arrange(
    await accountDesk.listAccountLines(site, operator),
    parseTableQuery(new URLSearchParams(), accountList),
    accountList,
  )
  expect(options[1]!.values.map(({ label, count }) => [label, count])).toContainEqual(['人社干部', 3])
})

test('the number is masked, and shown for a reason that is on record', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, tan)
  const { lines } = await accountDesk.searchAccounts(site, operator, { search: '', position: firstPage })
  expect(lines[0]).toMatchObject({ phone: '*********34', grants: [{ label: '乡镇专干（高乐山镇）' }], lastSignIn: null })
  await expect(accountDesk.revealPhone(site, operator, { accountId, reason: ' ' })).rejects.toMatchObject({ status: 422 })
  expect(await accountDesk.revealPhone(site, operator, { accountId, reason: '要打电话核对' })).toBe('13900001234')
  expect((await site.read.select().from(auditEntries)).at(-1)).toMatchObject({
    why: 'look at phone',
    lines: [`look at phone of account ${accountId}, because: 要打电话核对`],
  })
})

test('the number of a trainee is not shown here, where she could not read who looked', async () => {
  const site = await aSite()
  const { accountId } = await aTrainee(site, { phone: '13900001234' })
  const before = await site.read.$count(auditEntries)
  await expect(accountDesk.revealPhone(site, operator, { accountId, reason: '要打电话核对' })).rejects.toMatchObject({ status: 404 })
  expect(await site.read.$count(auditEntries)).toBe(before)
})

test('the last sign-in is known to the hour, and the open sessions are counted', async () => {
  const site = await aSite()
  const { accountId, slipPath } = await createUser(site, operator, tan)
  await redeemSlip(site, { code: slipPath!.split('/').at(-1)!, secret: '山上的茶叶香飘千万里' })
  site.clock.set('2019-03-07T10:30:00+08:00')
  await signInByPhone(site, { phone: tan.phone, secret: '山上的茶叶香飘千万里', address: '10.0.0.1' })
  await createSession(site, accountId)
  expect(await accountDesk.readAccount(site, operator, accountId)).toMatchObject({
    lastSignIn: new Date('2019-03-07T10:00:00+08:00'),
    sessions: 1,
  })
  site.clock.forward(31 * 60_000)
  expect((await accountDesk.readAccount(site, operator, accountId)).sessions).toBe(0)
})

test('an instructor can be there before the first class, sees nothing until a class has him, and can be chosen for it', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, { name: '李讲师', role: 'instructor', phone: '13900000031' })
  expect((await accountDesk.readAccount(site, operator, accountId)).grants).toMatchObject([{ label: '讲师（还没有班）' }])
  expect(hasDuty(await seeing(site, accountId), 'cohorts.see')).toBe(false)
  expect(await listInstructors(site)).toEqual([{ accountId, name: '李讲师', cohortIds: [] }])
  const { id: cohortId } = await aCohort(site, { instructors: [accountId] })
  expect((await listInstructors(site))[0]!.cohortIds).toEqual([cohortId])
  expect(hasDuty(await seeing(site, accountId), 'cohorts.see')).toBe(true)
})

test('an instructor of nine classes is one line', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, { name: '李讲师', role: 'instructor', phone: '13900000031' })
  for (let number = 1; number <= 9; number++) {
    const { id } = await aCohort(site, { number })
    await site.write('operator', 'a class for the test', (tx) => ensureGrant(tx, accountId, 'instructor', { kind: 'cohort', id }))
  }
  const { grants } = await accountDesk.readAccount(site, anAdmin, accountId)
  expect(summariseRoles(grants)).toEqual(['讲师（9 处）'])
})

test('what was done to an account can be read from its page, also once it is disabled', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, tan)
  await setAccountEnabled(site, operator, { accountId, enabled: false })
  const account = await accountDesk.readAccount(site, operator, accountId)
  const shown = { viewer: operator, account, role: null, phone: null, done: null, refused: null, places: [], cohorts: [] }
  expect(DeskAccountPage(shown)).toMatchObject({ props: { trail: ['account', accountId] } })
})

test('an account that was disabled is given back with its roles and its password', async () => {
  const site = await aSite()
  const password = '山上的茶叶香飘千万里'
  const { accountId } = await createUser(site, operator, { ...tan, password })
  await setAccountEnabled(site, operator, { accountId, enabled: false })
  await expect(signInByPhone(site, { phone: tan.phone, secret: password, address: '10.0.0.1' })).rejects.toMatchObject({ status: 422 })
  await setAccountEnabled(site, operator, { accountId, enabled: true })
  expect(await signInByPhone(site, { phone: tan.phone, secret: password, address: '10.0.0.1' })).toBe(accountId)
  expect((await accountDesk.readAccount(site, operator, accountId)).grants).toHaveLength(1)
})
