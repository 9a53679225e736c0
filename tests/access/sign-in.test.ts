// Getting in over the product's own addresses: nobody takes over another's account, and administrators take two steps.
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, expect, test } from 'vitest'
import { confirmOwnSecondStep, createUser, ensureGrant, openSlip, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { beginSecondStep, createSession, readSecondStep, loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { registerShop, registerShopAndOwner } from '#app/modules/shops/shops.server.ts'
import { accounts } from '#db/schema/accounts.ts'
import { aTraineeWithASlip, operator } from '#tests/modules/accounts/makers.ts'
import { coordinator, westEntry } from '#tests/modules/shops/makers.ts'
import { aClassWithATrainee, aCohort, aPerson, enrol } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

const phone = '13907264185'
const password = '山上的茶叶香飘千万里'

/** A site behind its screens, and somebody who asks there. */
async function aServer(site: TestSite) {
  const { origin, close } = await screens.serve(site)
  let cookies = new Map<string, string>()
  async function ask(path: string, form?: Record<string, string>) {
    const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), Origin: origin }
    const answer = await fetch(origin + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers,
      body: form ? new URLSearchParams(form) : null,
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = set.match(/^([^=]+)=([^;]*)/)!
      if (value) cookies.set(name!, value)
      else cookies.delete(name!)
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text(), set: answer.headers.getSetCookie() }
  }
  const as = async (accountId: string) =>
    void (cookies = new Map([(await createSession(site, accountId)).split(';')[0]!.split('=') as [string, string]]))
  return { ask, as, nobody: () => void (cookies = new Map()), [Symbol.asyncDispose]: async () => void (await close()) }
}

test('a desk’s login link is called so on its page, a trainee’s slip is a slip', async () => {
  const site = await aSite()
  const { slipPath } = await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13900070027' })
  const { code } = await aTraineeWithASlip(site)
  await using server = await aServer(site)
  const link = (await server.ask(slipPath!)).text
  expect(link).toContain('登录链接 · 梯队')
  expect(link).not.toContain('登录条')
  const slip = (await server.ask(`/s/${code}`)).text
  expect(slip).toContain('登录条 · 梯队')
  expect(slip).not.toContain('登录链接')
  site.clock.forward(61 * 24 * 3600_000)
  const old = (await server.ask(slipPath!)).text
  expect(old).toContain('这个登录链接过期了')
  expect(old).not.toContain('登录条')
})

const anAdministrator = (site: TestSite) => createUser(site, operator, { name: '田管理', role: 'administrator', phone, password })
const hashOf = async (site: TestSite, accountId: string) =>
  (await site.read.select().from(accounts).where(eq(accounts.id, accountId)))[0]!.secretHash

test('a coordinator cannot take over the administrator by a shop under her number, nor by a shop that she owns', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const coordinator = await createUser(site, operator, { name: '彭协调', role: 'coordinator', phone: '13900070028' })
  await using server = await aServer(site)
  await server.as(coordinator.accountId)
  const before = await hashOf(site, accountId)
  const shop = { side: 'west', name: '新店', ownerName: '田管理', phone, regionCode: '422826100', category: 'drink.tea' }
  for (const more of [{}, { ownerConfirmed: '我和她核对过' }] as Record<string, string>[]) {
    const refused = await server.ask('/desk/shops', { ...shop, ...more })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('不能只凭登记就让他当店主')
  }
  const shopId = await registerShop(site, operator, { ...westEntry, name: '她的店', ownerAccountId: accountId })
  await site.write('operator', 'she owns one', (tx) => ensureGrant(tx, accountId, 'shopOwner', { kind: 'own' }))
  const slips = await server.ask('/desk/shops/slips', { shop: shopId })
  expect(slips.status).toBe(409)
  expect(slips.text).toContain('登录链接只能由管理员')
  expect(slips.text).not.toMatch(/\/s\/[2-9a-z]{10}/)
  expect(await hashOf(site, accountId)).toBe(before)
})

test('a trainee who has signed in is not ticked for a slip, and whoever signs in as her next is told of one', async () => {
  const site = await aSite()
  const { cohortId, enrolmentId, personId } = await aClassWithATrainee(site)
  const officer = await createUser(site, operator, { name: '唐专干', role: 'townshipOfficer', region: '422826100', phone: '13900070029' })
  await using server = await aServer(site)
  await server.as(officer.accountId)
  const page = `/desk/cohorts/${cohortId}/slips`
  const box = async () => (await server.ask(page)).text.match(/<input type="checkbox"[^>]*name="enrolment"[^>]*>/)![0]
  expect(await box()).toContain('checked')
  const first = (await server.ask(page, { enrolment: enrolmentId })).text.match(/\/s\/([2-9a-z]{5}-[2-9a-z]{5})/)![1]!
  const hers = await redeemSlip(site, { code: first, secret: '739154' })
  expect(await box()).not.toContain('checked')
  expect((await server.ask(page)).text).toMatch(/3月\d+日起</)
  const refused = await server.ask(page, { enrolment: enrolmentId })
  expect([refused.status, refused.text.includes('已经设好了密码')]).toEqual([422, true])
  const wanted = { enrolment: enrolmentId, [`reason-${enrolmentId}`]: '本人打电话来要' }
  const asked = (await server.ask(page, wanted)).text
  expect(asked).toContain('正在用的登录条作废')
  const again = await server.ask(page, { ...wanted, voids: voidsOf(asked) })
  const code = again.text.match(/\/s\/([2-9a-z]{5}-[2-9a-z]{5})/)![1]!

  server.nobody()
  const told = await server.ask(`/s/${code}`, { step: 'choose', secret: '583927' })
  expect(told.to).toMatch(/^\/account\?slipThen=/)
  expect((await server.ask(told.to!)).text).toContain('唐专干给您发了新的登录条，原因：本人打电话来要。')
  server.nobody()
  expect((await server.ask(`/s/${code}`, { step: 'signIn', secret: '583927' })).to).not.toContain('/account')
  expect((await server.ask('/account')).text).toContain('给我发过的登录条')
  expect((await loadViewer(site, hers))!.personId).toBe(personId)
})

test('a page of links and slips that is loaded again issues none anew, and leaves those in hand as they are', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const { id: cohortId } = await aCohort(site)
  const enrolment = await enrol(site, cohortId, await aPerson(site))
  const shop = await registerShopAndOwner(site, coordinator, { ...westEntry, name: '小村腊味', ownerName: '谭腊梅', phone: '19900020003' })
  await using server = await aServer(site)
  await server.as(accountId)
  const codesIn = (text: string) => [...new Set(text.match(/(?<=\/s\/)[2-9a-z]{5}-?[2-9a-z]{5}/g)?.map((code) => code.replace('-', '')))]
  for (const [path, form] of [
    ['/desk/accounts/new?role=official', { name: '李干部', role: 'official', region: '422826', phone: '13900000021' }],
    [`/desk/cohorts/${cohortId}/slips`, { enrolment }],
    ['/desk/shops/slips', { shop }],
  ] as const) {
    const pressed = async () => ({ ...form, press: (await server.ask(path)).text.match(/name="press" value="([^"]+)"/)![1]! })
    const press = await pressed()
    const [code, ...more] = codesIn((await server.ask(path, press)).text)
    expect([path, code, more]).toEqual([path, expect.any(String), []])
    const again = await server.ask(path, press)
    expect([again.status, codesIn(again.text)]).toEqual([409, []])
    expect(again.text).toContain('刚才已经发过了')
    expect((await openSlip(site, code!)).state).toBe('choose')
    const anew = { ...(await pressed()), ...('phone' in form ? { phone: '13900000022' } : {}) }
    const asked = (await server.ask(path, anew)).text
    const confirmed = asked.includes('name="voids"') ? (await server.ask(path, { ...anew, voids: voidsOf(asked) })).text : asked
    expect(codesIn(confirmed)).toHaveLength(1) // pressed anew, it is issued anew
  }
  const refused = { name: '某人', role: 'official', phone: '13900000023', press: 'one' }
  for (let n = 0; n < 2; n++) expect((await server.ask('/desk/accounts/new', refused)).status).toBe(422)
})

/** What the page says which slips become void. */
const voidsOf = (page: string) => page.match(/name="voids" value="([^"]+)"/)![1]!

/** The secret that the page shows, as an authenticator would read it, and what it shows then. */
function authenticator(page: string) {
  const uri = page.match(/otpauth:\/\/totp\/[^"]+/)![0].replaceAll('&amp;', '&')
  const generator = new TOTP({ secret: Secret.fromBase32(new URL(uri).searchParams.get('secret')!), digits: 6, period: 30 })
  return (moment: Date) => generator.generate({ timestamp: moment.getTime() })
}

test('on a production server the administrator sets up the authenticator before anything else, and is asked for its code from then on', async () => {
  const site = await aSite()
  site.mode = 'production'
  await anAdministrator(site)
  await using server = await aServer(site)
  expect(await server.ask('/sign-in', { phone, secret: password, next: '/desk' })).toMatchObject({ status: 302, to: '/desk' })
  for (const path of ['/', '/desk', '/desk/accounts', '/account', '/desk/persons'])
    expect([path, (await server.ask(path)).to]).toEqual([path, '/account/second-step'])
  expect((await server.ask('/desk/accounts/new', { name: '某人', role: 'administrator', phone: '13900000024' })).to).toBe(
    '/account/second-step',
  )
  expect((await server.ask('/account/second-step')).text).toContain('请先设好，再办别的事')
  await server.ask('/account/second-step', { do: 'begin' })
  const code = authenticator((await server.ask('/account/second-step')).text)
  expect((await server.ask('/account/second-step', { do: 'confirm', code: '000000' })).status).toBe(422)
  const done = await server.ask('/account/second-step', { do: 'confirm', code: code(site.now()) })
  expect(done.text.match(/<strong>[2-9a-z]{5}-[2-9a-z]{5}<\/strong>/g)).toHaveLength(10)
  expect((await server.ask('/desk')).status).toBe(200)

  server.nobody()
  site.clock.forward(90_000)
  const first = await server.ask('/sign-in', { phone, secret: password, next: '/desk/accounts' })
  expect(first).toMatchObject({ status: 302, to: '/sign-in/code?next=%2Fdesk%2Faccounts' })
  expect(first.set.join()).not.toContain('tidui=') // the password alone opens no session
  expect((await server.ask('/desk')).to).toContain('/sign-in')
  const page = (await server.ask('/sign-in/code')).text // the only administrator can ask nobody but whoever runs the server
  expect(page).toContain('请找管理员重发登录链接')
  expect(page).toContain('tidui user reset --phone')
  expect((await server.ask('/sign-in/code', { code: '000000' })).status).toBe(422)
  expect(await server.ask('/sign-in/code', { code: code(site.now()), next: '/desk/accounts' })).toMatchObject({
    status: 302,
    to: '/desk/accounts',
  })
  expect((await server.ask('/desk/accounts')).status).toBe(200)
})

test('the code is asked for whichever way one comes in', async () => {
  const site = await aSite()
  const { accountId, slipPath } = await createUser(site, operator, {
    name: '李干部',
    role: 'official',
    region: '422826',
    phone: '13900070030',
  })
  await using server = await aServer(site)
  await server.ask(slipPath!, { step: 'choose', secret: password })
  const viewer = (await loadViewer(site, accountId))!
  await beginSecondStep(site, viewer)
  const { uri } = await readSecondStep(site, viewer)
  await confirmOwnSecondStep(site, viewer, {
    code: authenticator(uri!)(site.now()),
    secret: password,
    address: '10.0.0.9',
    request: { headers: { get: () => null } },
  })
  server.nobody()
  expect((await server.ask(slipPath!, { step: 'signIn', secret: password })).to).toMatch(/^\/sign-in\/code/)
})

test('a desk that was left for half an hour is asked to sign in; a form that was typed meanwhile can be sent again', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  await using server = await aServer(site)
  await server.as(accountId)
  expect((await server.ask('/desk/accounts')).status).toBe(200)
  site.clock.forward(31 * 60_000)
  expect((await server.ask('/desk/accounts')).to).toBe('/sign-in?next=%2Fdesk%2Faccounts&ended=idle')
  expect((await server.ask('/sign-in?ended=idle')).text).toContain('您有 30 分钟没有操作')
  const form = { do: 'create', name: '新人', role: 'official', region: '422826' }
  const refused = await server.ask('/desk/accounts', form)
  expect(refused.status).toBe(401)
  expect(refused.text).toContain('交上刚才填的')
  expect(refused.text).toContain('name="name" value="新人"')
  expect(refused.text).toContain('target="_blank"')
  await server.ask('/sign-in', { phone, secret: password })
  expect((await server.ask('/desk/accounts', form)).status).toBe(200)
})

test('a form whose session ended asks in whose name it is sent, if another account that may sends it on', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const other = await createUser(site, operator, { name: '覃管理', role: 'administrator', phone: '13700000002' })
  await using server = await aServer(site)
  await server.as(accountId)
  site.clock.forward(31 * 60_000)
  const form = { name: '新人', role: 'official', region: '422826', phone: '13700000003' }
  const lapsed = await server.ask('/desk/accounts/new', form)
  expect([lapsed.status, lapsed.text]).toEqual([401, expect.stringContaining(`name="typedBy" value="${accountId}"`)])
  await server.as(other.accountId)
  const asked = await server.ask('/desk/accounts/new', { ...form, typedBy: accountId })
  expect(asked.status).toBe(409)
  for (const words of ['现在登录的是“覃管理”', '用“覃管理”的名义交上', '换好了账号，交上']) expect(asked.text).toContain(words)
  expect((await server.ask('/desk/accounts/new', form)).status).toBe(200)
  await server.as(accountId)
  expect((await server.ask('/desk/accounts/new', { ...form, phone: '13700000004', typedBy: accountId })).status).toBe(200)
})

test('a form that lay open while another person signed in beside it is not sent in their name unasked', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const other = await createUser(site, operator, { name: '覃管理', role: 'administrator', phone: '13700000002' })
  await using server = await aServer(site)
  await server.as(accountId)
  const { text } = await server.ask('/desk/accounts/new?role=official')
  expect(text).toContain(`name="typedBy" value="${accountId}"`)
  await server.as(other.accountId) // no session has lapsed: the first has signed out in the other window
  const form = { typedBy: accountId, name: '新人', role: 'official', region: '422826', phone: '13700000003' }
  const asked = await server.ask('/desk/accounts/new', form)
  expect(asked.status).toBe(409)
  for (const words of ['现在登录的是“覃管理”', 'name="name" value="新人"']) expect(asked.text).toContain(words)
  const secret = await server.ask('/desk/accounts/new', { ...form, password })
  expect([secret.status, secret.text.includes(password)]).toEqual([409, false])
  await server.as(accountId)
  expect((await server.ask('/desk/accounts/new', form)).status).toBe(200)
})

test('a form that is sent on by another account, which may not, is not lost: it waits for the one that may', async () => {
  const site = await aSite()
  const { accountId } = await anAdministrator(site)
  const other = await createUser(site, operator, { name: '李干部', role: 'official', region: '422826', phone: '13700000002' })
  await using server = await aServer(site)
  await server.as(other.accountId)
  const form = { name: '新人', role: 'official', region: '422826', phone: '13700000003' }
  const refused = await server.ask('/desk/accounts/new', form)
  expect(refused.status).toBe(403)
  for (const words of ['现在登录的是“李干部”', 'name="name" value="新人"', '交上刚才填的', '/account'])
    expect(refused.text).toContain(words)
  await server.as(accountId)
  expect((await server.ask('/desk/accounts/new', form)).status).toBe(200)
})
