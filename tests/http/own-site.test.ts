// The site answers by its own name, keeps its pages to itself, and its cookie where only it can have set it.
import { request as ask } from 'node:http'
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { withReadinessGate } from '#app/http/server/readiness.ts'
import { listen } from '#app/http/server/listen.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { secondSteps } from '#db/schema/sessions.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)
afterEach(() => void vi.unstubAllEnvs())

async function aServer(environment: Record<string, string> = {}, site?: TestSite) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const opened = site ?? (await aSite())
  const server = await listen(screens.createApplication({ site: opened, build: screens.build }), 0)
  onTestFinished(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))))
  const { port } = server.address() as { port: number }
  return { site: opened, port, origin: `http://127.0.0.1:${port}` }
}

const statusFor = (port: number, path: string, headers: Record<string, string>) =>
  new Promise<[number, string]>((resolve) => {
    ask({ port, path, headers }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('data', (piece: string) => (text += piece))
        .on('end', () => resolve([answer.statusCode!, text]))
    }).end()
  })

test('once a public address is set, no other name is answered, and the page says where to go', async () => {
  const { port } = await aServer({ TIDUI_ADDRESS: 'https://tidui.example', TIDUI_OTHER_HOSTS: '10.0.0.8:3000, office.lan' })
  for (const host of ['tidui.example', 'TIDUI.example', '10.0.0.8:3000', 'office.lan'])
    expect((await statusFor(port, '/sign-in', { host }))[0], host).toBe(200)
  for (const host of ['elsewhere.example', `127.0.0.1:${port}`, 'tidui.example.elsewhere.example', '10.0.0.8']) {
    const [status, page] = await statusFor(port, '/sign-in', { host })
    expect([host, status, page.includes('href="https://tidui.example"')]).toEqual([host, 421, true])
  }
  expect((await statusFor(port, '/attempts/k2a/answers', { host: 'elsewhere.example' }))[0]).toBe(421)
  for (const path of ['/healthz', '/metrics']) expect((await statusFor(port, path, { host: `127.0.0.1:${port}` }))[0], path).toBe(200) // asked from the machine itself
  expect((await statusFor(port, '/sign-in', { host: 'tidui.example', 'x-forwarded-host': 'elsewhere.example' }))[0]).toBe(200) // nobody’s word for it
})

test('behind a proxy the name is the one that the proxy was asked for', async () => {
  const { port } = await aServer({ TIDUI_ADDRESS: 'https://tidui.example', TIDUI_TRUST_PROXY: '1' })
  expect((await statusFor(port, '/sign-in', { host: '127.0.0.1:3000', 'x-forwarded-host': 'tidui.example' }))[0]).toBe(200)
  expect((await statusFor(port, '/sign-in', { host: '127.0.0.1:3000', 'x-forwarded-host': 'elsewhere.example' }))[0]).toBe(421)
})

test('over HTTPS nothing of the domain is ever asked for in the open, and no other site may draw on ours', async () => {
  const { origin } = await aServer({ TIDUI_HTTPS: '1' })
  const { headers } = await fetch(`${origin}/sign-in`)
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('whatever is answered, by whichever way, no other site may frame it, guess at what it is, learn where it came from, or ask for it in the open', async () => {
  const { port } = await aServer({ TIDUI_HTTPS: '1', TIDUI_ADDRESS: 'https://tidui.example' })
  const headersOf = (path: string, { method = 'GET', host = 'tidui.example', at = port } = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve) =>
      ask({ port: at, path, method, headers: { host } }, (answer) =>
        resolve({ status: answer.resume().statusCode!, headers: answer.headers }),
      ).end(),
    )
  const early = await listen(
    withReadinessGate(
      () => undefined,
      () => false,
    ),
    0,
  )
  onTestFinished(() => void early.close())
  const answers = [
    await headersOf('/sign-in'),
    await headersOf('/nowhere'),
    await headersOf('/healthz'),
    await headersOf('/worker.js'),
    await headersOf('/sign-in', { method: 'TRACE' }),
    await headersOf('/sign-in', { method: 'POST' }),
    await headersOf('/attempts/k2a/answers', { method: 'POST' }),
    await headersOf('/sign-in', { host: 'elsewhere.example' }),
    await headersOf('/sign-in', { at: (early.address() as { port: number }).port }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 200, 405, 403, 403, 421, 503])
  for (const { status, headers } of answers) {
    expect(headers, String(status)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    })
  }
})

test('over HTTPS every cookie is one that only this host can have set, and that never goes out in the open', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: secret })
  await site.write(
    'operator',
    'a second step for the test',
    async (tx) => void (await tx.insert(secondSteps).values({ accountId, secretSealed: 'none', createdAt: tx.at, confirmedAt: tx.at })),
  )
  const { origin } = await aServer({ TIDUI_HTTPS: '1' }, site)
  const post = (path: string, fields: Record<string, string>) =>
    fetch(origin + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { origin } })
  const given = [
    ...(await fetch(`${origin}/sign-in`)).headers.getSetCookie(),
    ...(await post('/text-size', { size: '26' })).headers.getSetCookie(),
    ...(await post('/sign-in', { phone: '13700000001', secret })).headers.getSetCookie(),
  ]
  expect(given.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-styles', '__Host-text', '__Host-tidui-step'])
  for (const cookie of given) expect(cookie).toMatch(/(?=.*; Path=\/(;|$))(?=.*; Secure)(?=.*; SameSite=Lax)(?!.*Domain)/)
})

const secret = '山上的茶叶香飘千万里'

test('over HTTPS the cookie is one that only this very host can have set; who has the older one stays signed in and gets the new one', async () => {
  const site = await aSite()
  await createUser(site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: secret })
  const before = await aServer({}, site)
  const signIn = (origin: string) =>
    fetch(`${origin}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ phone: '13700000001', secret }),
      headers: { origin },
    })
  const old = (await signIn(before.origin)).headers.get('set-cookie')!.split(';')[0]!
  expect(old).toMatch(/^tidui=/)
  const { origin } = await aServer({ TIDUI_HTTPS: '1' }, await site.restart())
  const anew = await fetch(`${origin}/account`, { headers: { cookie: old } })
  expect([anew.status, anew.headers.get('set-cookie')]).toEqual([
    200,
    expect.stringMatching(/^__Host-tidui=\w+; (?=.*HttpOnly)(?=.*Secure)(?=.*Path=\/)(?!.*Domain)/),
  ])
  expect((await signIn(origin)).headers.get('set-cookie')).toMatch(/^__Host-tidui=/)
  const cookie = anew.headers.get('set-cookie')!.split(';')[0]!
  expect((await fetch(`${origin}/account`, { headers: { cookie: `tidui=somebody-elses; ${cookie}` } })).status).toBe(200)
})

test.each([
  '/desk',
  '/desk/accounts',
  '/DESK/Accounts',
  '//desk/accounts',
  '/%64esk/accounts',
  '/desk/accounts.data',
  '/account',
  '/verify/K2MADEUP',
  '/s/k2-made-up',
  '/set-up/none',
  '/sign-in.data',
  '/desk/reports/pairings.xlsx',
  '/desk/nowhere',
])('%s is kept nowhere', async (path) => {
  const site = await aSite()
  const accountId = await createUser(site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: secret }).then(
    ({ accountId }) => accountId,
  )
  const { origin } = await aServer({}, site)
  const answer = await fetch(origin + path, {
    redirect: 'manual',
    headers: { cookie: (await createSession(site, accountId)).split(';')[0]! },
  })
  await answer.text()
  expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['no-store', null])
})

test('files of the build are still kept for ever', async () => {
  const { origin } = await aServer()
  const [, script] =
    /href="(\/assets\/[^"]+)"/.exec(await (await fetch(`${origin}/sign-in`, { headers: { cookie: 'styles=none' } })).text()) ?? []
  expect((await fetch(origin + script!)).headers.get('cache-control')).toContain('immutable')
})

test('the worker is asked for anew each time, packed or not: no phone is left with an old one', async () => {
  const { origin } = await aServer()
  for (const encoding of ['identity', 'gzip', 'br']) {
    const answer = await fetch(`${origin}/worker.js`, { headers: { 'accept-encoding': encoding } })
    expect([answer.status, answer.headers.get('cache-control')], encoding).toEqual([200, 'no-cache'])
  }
})

test('what is said to answers of an exam is kept nowhere, whether they are taken or not', async () => {
  const { origin } = await aServer()
  for (const headers of [{ origin }, {}] as Record<string, string>[]) {
    const answer = await fetch(`${origin}/attempts/k2a/answers`, {
      method: 'POST',
      body: '{"answers":[]}',
      headers: { 'content-type': 'application/json', ...headers },
    })
    expect([answer.ok, answer.headers.get('cache-control')]).toEqual([false, 'no-store'])
  }
})
