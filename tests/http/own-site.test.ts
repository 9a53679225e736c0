// The site answers by its own name, keeps its pages to itself, and its cookie where only it can have set it.
import { type IncomingHttpHeaders, request as ask } from 'node:http'
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { onceReady } from '#app/http/readiness.ts'
import { createApplication, listen } from '#app/http/server.ts'
import { createUser, openSession } from '#app/modules/accounts/accounts.server.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)
afterEach(() => void vi.unstubAllEnvs())

async function aServer(environment: Record<string, string> = {}, site?: TestSite) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const opened = site ?? (await aSite())
  const server = await listen(createApplication({ site: opened, build: screens.build }), 0)
  onTestFinished(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))))
  const { port } = server.address() as { port: number }
  return { site: opened, port, origin: `http://127.0.0.1:${port}` }
}

const statusFor = (port: number, path: string, headers: Record<string, string>) =>
  new Promise<[number, string]>((resolve) => {
    ask({ port, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve([answer.statusCode!, text]))
    }).end()
  })

const headersFor = (port: number, path: string, { method = 'GET', body = '', ...headers }: Record<string, string>) =>
  new Promise<IncomingHttpHeaders>((resolve) => {
    const form = body ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) } : {}
    ask({ port, path, method, headers: { ...headers, ...form } }, (answer) => (answer.resume(), resolve(answer.headers))).end(body)
  })

test('once a public address is set, no other name is answered, and the page says where to go', async () => {
  const { port } = await aServer({ TIDUI_ADDRESS: 'https://tidui.example', TIDUI_OTHER_HOSTS: '10.0.0.8:3000, office.lan' })
  for (const host of ['tidui.example', 'TIDUI.example', '10.0.0.8:3000', 'office.lan']) expect((await statusFor(port, '/sign-in', { host }))[0], host).toBe(200)
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

test('over HTTPS every answer says so, also one that comes before the screens, and no cookie goes out in the open', async () => {
  const { port, origin } = await aServer({ TIDUI_HTTPS: '1', TIDUI_ADDRESS: 'https://tidui.example' })
  const early = await fetch(`${origin}/sign-in`) // by another name: 421
  const starting = await listen(onceReady(() => {}, () => false), 0)
  onTestFinished(() => new Promise<void>((resolve) => (starting.closeAllConnections(), starting.close(() => resolve()))))
  const waiting = await fetch(`http://127.0.0.1:${(starting.address() as { port: number }).port}/`)
  expect([early.status, waiting.status]).toEqual([421, 503])
  for (const { headers } of [early, waiting]) {
    expect(headers.get('strict-transport-security')).toContain('includeSubDomains')
    expect([headers.get('x-content-type-options'), headers.get('cross-origin-resource-policy')]).toEqual(['nosniff', 'same-origin'])
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
  const asked = { host: 'tidui.example', origin: 'https://tidui.example' }
  expect((await headersFor(port, '/attempts/k2a/answers', { ...asked, method: 'POST' }))['strict-transport-security']).toContain('includeSubDomains')
  const cookies = [...(await headersFor(port, '/sign-in', asked))['set-cookie']!, ...(await headersFor(port, '/text-size', { ...asked, method: 'POST', body: 'size=22' }))['set-cookie']!]
  expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['styles', 'text'])
  for (const cookie of cookies) expect(cookie).toMatch(/; Secure/)
})

const secret = '山上的茶叶香飘千万里'

test('over HTTPS the cookie is one that only this very host can have set; who has the older one stays signed in and gets the new one', async () => {
  const site = await aSite()
  await createUser(site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: secret })
  const before = await aServer({}, site)
  const signIn = (origin: string) => fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ phone: '13700000001', secret }), headers: { origin } })
  const old = (await signIn(before.origin)).headers.get('set-cookie')!.split(';')[0]!
  expect(old).toMatch(/^tidui=/)
  const { origin } = await aServer({ TIDUI_HTTPS: '1' }, await site.restart())
  const anew = await fetch(`${origin}/account`, { headers: { cookie: old } })
  expect([anew.status, anew.headers.get('set-cookie')]).toEqual([200, expect.stringMatching(/^__Host-tidui=\w+; (?=.*HttpOnly)(?=.*Secure)(?=.*Path=\/)(?!.*Domain)/)])
  expect((await signIn(origin)).headers.get('set-cookie')).toMatch(/^__Host-tidui=/)
  const cookie = anew.headers.get('set-cookie')!.split(';')[0]!
  expect((await fetch(`${origin}/account`, { headers: { cookie: `tidui=somebody-elses; ${cookie}` } })).status).toBe(200)
})

test.each(['/desk', '/desk/accounts', '/DESK/Accounts', '//desk/accounts', '/%64esk/accounts', '/desk/accounts.data', '/account', '/verify/K2MADEUP', '/s/k2-made-up', '/set-up/none', '/sign-in.data', '/desk/reports/pairings.xlsx', '/desk/nowhere'])('%s is kept nowhere', async (path) => {
  const site = await aSite()
  const accountId = await createUser(site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: secret }).then(({ accountId }) => accountId)
  const { origin } = await aServer({}, site)
  const answer = await fetch(origin + path, { redirect: 'manual', headers: { cookie: (await openSession(site, accountId)).split(';')[0]! } })
  await answer.text()
  expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['no-store', null])
})

test('files of the build are still kept for ever', async () => {
  const { origin } = await aServer()
  const [, script] = /href="(\/assets\/[^"]+)"/.exec(await (await fetch(`${origin}/sign-in`, { headers: { cookie: 'styles=none' } })).text()) ?? []
  expect((await fetch(origin + script!)).headers.get('cache-control')).toContain('immutable')
})
