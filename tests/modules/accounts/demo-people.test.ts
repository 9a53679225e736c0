// The demo's people, whose secrets everybody knows, are let in by the demo alone.
import { expect, test } from 'vitest'
import { findDemoPeople } from '#app/demo/county.server.ts'
import { createUser, hasAdministrator, openSlip, signInByPhone, signInBySlip } from '#app/modules/accounts/accounts.server.ts'
import { createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { aSite } from '#tests/support/site.ts'
import { aTrainee, operator } from './makers.ts'

const address = '10.0.0.1'
const demoAdmin = { name: '管理员小余', role: 'administrator', phone: '19800000001', password: 'xianfeng-yuhang-2019' }

test('on a production server with the demo’s database, none of them is in or gets in, and there is no administrator yet', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, operator, demoAdmin)
  const trainee = await aTrainee(site)
  await site.write('operator', 'demo', async (tx) => void (await tx.update(accounts).set({ isDemo: true })))
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const signIn = () => signInByPhone(site, { phone: demoAdmin.phone, secret: demoAdmin.password, address })
  const request = { headers: { get: () => cookie } }
  site.mode = 'demo'
  expect(await signIn()).toBe(accountId)
  expect((await identifyRequest(site, request))?.viewer?.grants).toHaveLength(1)
  expect(await hasAdministrator(site)).toBe(true)
  site.mode = 'production'
  await expect(signIn()).rejects.toMatchObject({ status: 422, message: expect.stringContaining('演示') })
  await expect(signInBySlip(site, { code: trainee.code, secret: trainee.pin, address })).rejects.toMatchObject({ status: 422 })
  expect((await openSlip(site, trainee.code)).state).toBe('unknown')
  expect(await identifyRequest(site, request)).toBeNull()
  expect(await hasAdministrator(site)).toBe(false)
})

test('those of a county that was loaded before they were marked are known by their numbers, and nobody else is', async () => {
  const site = await aSite()
  await createUser(site, operator, demoAdmin)
  await aTrainee(site, { phone: '19900000001' })
  await aTrainee(site, { phone: '13800000001', name: '真实的人' })
  expect(await findDemoPeople(site)).toBe(true)
  expect((await site.read.select().from(accounts)).map(({ name, isDemo }) => [name, isDemo])).toEqual([
    ['管理员小余', true],
    ['王小兰', true],
    ['真实的人', false],
  ])
})

test('a database without them holds none', async () => {
  const site = await aSite()
  await aTrainee(site, { phone: '19900000001' }) // one such number alone is anybody's
  expect(await findDemoPeople(site)).toBe(false)
})
