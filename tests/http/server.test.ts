// What holds for every answer, whatever the screen: headers, who may write, how long, what a fault looks like.
import { request as ask } from 'node:http'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { ServerBuild } from '@remix-run/node'
import { listen } from '#app/http/server/listen.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import type { Site } from '#app/site.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

/** The server as it runs in production, on a port of its own, for one test. */
async function aServer({ site, build = screens.build }: { site?: Site; build?: ServerBuild } = {}) {
  const opened = site ?? (await aSite())
  const server = await listen(screens.createApplication({ site: opened, build }), 0)
  const { port } = server.address() as { port: number }
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))
  return { site: opened, origin: `http://127.0.0.1:${port}`, port, [Symbol.asyncDispose]: async () => void (await close()) }
}

/** The same screens, but one page of them broken. */
function broken(id: string, change: object): ServerBuild {
  const route = screens.build.routes[id]!
  return { ...screens.build, routes: { ...screens.build.routes, [id]: { ...route, module: { ...route.module, ...change } } } }
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const somebody = form({ phone: '13700000000', secret: '000001' })

test('a page may run no script but its own with this answer’s nonce, and be framed by nobody', async () => {
  await using server = await aServer()
  const policies = await Promise.all(
    [1, 2].map(async () => (await fetch(`${server.origin}/sign-in`)).headers.get('content-security-policy')!),
  )
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{22,}';/)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/)
    expect(policy).toContain("frame-ancestors 'none'")
  }
  expect(policies[0]).not.toBe(policies[1])
})

test('each script of a page that is woken carries the nonce of its answer', async () => {
  await using server = await aServer()
  const [sitting] = await (await aHallFull(server.site, 1)).openAll()
  const page = await fetch(`${server.origin}/attempts/${sitting!.attemptId}`, { headers: { cookie: sitting!.cookie } })
  const nonce = page.headers.get('content-security-policy')!.match(/nonce-([^']+)/)![1]
  const scripts = [...(await page.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
  expect(scripts).toHaveLength(2) // what it was drawn from, and what wakes it
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
})

test.each([
  ['from our own page', (origin: string) => ({ origin }), 422],
  ['from our own page, by an old browser', (origin: string) => ({ referer: `${origin}/sign-in` }), 422],
  ['from nowhere', () => ({}), 403],
  ['from a page without an origin', () => ({ origin: 'null' }), 403],
  ['from a foreign page', () => ({ origin: 'https://elsewhere.example' }), 403],
  [
    'from a foreign page that claims to be the host',
    () => ({ origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' }),
    403,
  ],
])('a write %s', async (_, headers: (origin: string) => Record<string, string>, status) => {
  await using server = await aServer()
  const answer = await fetch(`${server.origin}/sign-in`, { method: 'POST', body: somebody, headers: headers(server.origin) })
  expect(answer.status).toBe(status)
})

test('a proxy that is trusted says which host was asked for', async () => {
  vi.stubEnv('TIDUI_TRUST_PROXY', '1')
  await using server = await aServer()
  vi.unstubAllEnvs()
  const answer = await fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    body: somebody,
    headers: { origin: 'https://tidui.example', 'x-forwarded-host': 'tidui.example', 'x-forwarded-proto': 'https' },
  })
  expect(answer.status).toBe(422)
})

test('a session’s cookie is kept from scripts and from other sites', async () => {
  await using server = await aServer()
  await createUser(server.site, anAdmin, { name: '田管理', role: 'administrator', phone: '13700000001', password: '山上的茶叶香飘千万里' })
  const answer = await fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: form({ phone: '13700000001', secret: '山上的茶叶香飘千万里' }),
    headers: { origin: server.origin },
  })
  expect(answer.headers.get('set-cookie')).toMatch(/^tidui=\w+; (?=.*HttpOnly)(?=.*SameSite=Lax)(?=.*Path=\/)/)
})

test('a page is kept by nobody but its reader, and not sent twice', async () => {
  await using server = await aServer()
  const first = await fetch(`${server.origin}/sign-in`)
  expect([first.headers.get('cache-control'), first.headers.get('etag')]).toEqual(['private, no-cache', expect.stringMatching(/^W\/"/)])
  const again = await fetch(`${server.origin}/sign-in`, { headers: { 'if-none-match': first.headers.get('etag')! } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('answers are packed by Brotli', async () => {
  await using server = await aServer()
  expect((await fetch(`${server.origin}/sign-in`, { headers: { 'accept-encoding': 'gzip, br' } })).headers.get('content-encoding')).toBe(
    'br',
  )
})

test('HEAD gets the same answer without its body', async () => {
  await using server = await aServer()
  const answer = await fetch(`${server.origin}/sign-in`, { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/html; charset=utf-8', ''])
})

test('a form that is too long is refused before it is read, in a sentence', async () => {
  await using server = await aServer()
  const answer = await new Promise<[number, string]>((resolve, reject) => {
    const sending = ask(
      {
        port: server.port,
        method: 'POST',
        path: '/sign-in',
        headers: { host: `127.0.0.1:${server.port}`, origin: server.origin, 'content-length': 41 * 1024 * 1024 },
      },
      (response) => {
        let text = ''
        response
          .setEncoding('utf8')
          .on('data', (piece: string) => (text += piece))
          .on('end', () => (sending.destroy(), resolve([response.statusCode!, text])))
      },
    )
    sending.on('error', reject)
    sending.write('phone=1')
  })
  expect(answer).toEqual([413, expect.stringContaining('64 KB')])
})

test('a form that does not say how long it is is not read', async () => {
  await using server = await aServer()
  const body = new ReadableStream({ start: (pieces) => (pieces.enqueue(new TextEncoder().encode('phone=1')), pieces.close()) })
  const answer = await fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    headers: { origin: server.origin },
    body,
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(411)
})

test('the server is well as long as something can be saved', async () => {
  await using server = await aServer()
  expect(await (await fetch(`${server.origin}/healthz`)).json()).toMatchObject({ ok: true, notSaving: null })
  await server.site.close()
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(503)
})

const readsBadly = () => {
  throw new Error('the table of secrets is gone')
}

test.each([
  ['reading', 'routes/public/calculator', { loader: readsBadly }, '/calculator'],
  ['drawing', 'routes/public/calculator', { default: readsBadly }, '/calculator'],
  ['reading a page that is woken', 'routes/desk/system/accounts', { loader: readsBadly }, '/desk/accounts'],
  ['drawing a page that is woken', 'routes/public/sign-in', { default: readsBadly, handle: { page: 'workflow' } }, '/sign-in'],
  ['reading for a script', 'routes/public/calculator', { loader: readsBadly }, '/calculator.data'],
  ['reading what is no page', 'routes/desk/reports/households-xlsx', { loader: readsBadly }, '/desk/reports/households.xlsx'],
])('a fault in %s is told by a number that stands in the log, and by nothing else', async (_, id, change, path) => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  await using server = await aServer({ build: broken(id, change) })
  const answer = await fetch(server.origin + path)
  const text = await answer.text()
  expect(answer.status).toBe(500)
  const number = text.match(/故障编号 (\d{6})/)?.[1]
  expect(number, text).toBeDefined()
  expect(
    complaint.mock.calls.some((words) => words.includes(`故障编号 ${number}`) && String(words.at(-1)).includes('table of secrets')),
  ).toBe(true)
  expect(text).not.toContain('table of secrets')
  complaint.mockClear()
})

test('the fault of a page and the line of its answer carry the same request’s id', async () => {
  vi.stubEnv('TIDUI_LOG', 'debug')
  onTestFinished(() => void vi.unstubAllEnvs())
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  const lines = vi.spyOn(console, 'warn').mockImplementation(() => {})
  await using server = await aServer({ build: broken('routes/public/calculator', { loader: readsBadly }) })
  await fetch(`${server.origin}/calculator?income=1`)
  await fetch(`${server.origin}/healthz`)
  await vi.waitFor(() => expect(lines).toHaveBeenCalledTimes(2))
  const [answered, other] = lines.mock.calls.map((words) => JSON.parse(String(words.at(-1))) as Record<string, unknown>)
  expect(answered).toEqual({
    request: expect.stringMatching(/^[0-9a-f]{16}$/),
    method: 'GET',
    path: '/calculator',
    status: 500,
    milliseconds: expect.any(Number),
  })
  expect(JSON.parse(String(complaint.mock.calls[0]!.at(-1)))).toMatchObject({ request: answered!.request, path: '/calculator' })
  expect(other!.request).not.toBe(answered!.request)
  complaint.mockClear()
  lines.mockRestore()
})

test('a request for a host that cannot be one is told by a number too', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  await using server = await aServer()
  const answer = await new Promise<string>((resolve) => {
    ask({ port: server.port, path: '/sign-in', headers: { host: 'a b' } }, (response) => {
      let text = ''
      response
        .setEncoding('utf8')
        .on('data', (piece: string) => (text += piece))
        .on('end', () => resolve(text))
    }).end()
  })
  expect(answer).toMatch(/故障编号 \d{6}/)
  expect(answer).not.toMatch(/node_modules|TypeError/)
  complaint.mockClear()
})

test.each([
  ['an address that is none', '/nowhere', 'GET', 404],
  ['an address with a fault in its writing', '/%E4%B8', 'GET', 404],
  ['a file’s address with a fault in its writing', '/assets/%E4%B8', 'GET', 404],
  ['a write where nothing can be written', '/calculator', 'POST', 405],
])('%s: a page in plain words', async (_, path, method, status) => {
  await using server = await aServer()
  const answer = await fetch(server.origin + path, { method, headers: { origin: server.origin } })
  const text = await answer.text()
  expect(answer.status).toBe(status)
  expect(text).toMatch(/<h1>[\u4e00-\u9fff]+/)
  expect(text).toContain('href="/"')
  expect(text.slice(text.indexOf('<body'))).not.toMatch(/Error|route|action/)
  expect(text.includes('没有找到')).toBe(status === 404)
})

test.each(['/calculator/%E4%B8', '/%zz', '/verify/%E0%A4%A', '/calculator?_data=root', '/nowhere?_data=routes/public/calculator&a=1'])(
  'nobody fills the log past its lines, or with faults that are none: %s',
  async (path) => {
    const words = vi.spyOn(console, 'warn')
    await using server = await aServer()
    const answer = await fetch(server.origin + path)
    expect(await answer.text()).toMatch(/^<!DOCTYPE html>/)
    expect(words.mock.calls).toEqual([])
    words.mockRestore()
  },
)

test('a page is read or posted to, and nothing else is done with it', async () => {
  await using server = await aServer()
  for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE']) {
    const answer = await new Promise<[number, string | undefined]>((resolve) => {
      ask(
        { port: server.port, path: '/sign-in', method, headers: { host: `127.0.0.1:${server.port}`, origin: server.origin } },
        (response) => (response.resume(), resolve([response.statusCode!, response.headers.allow])),
      ).end()
    })
    expect([method, ...answer]).toEqual([method, 405, 'GET, HEAD, POST'])
  }
})

test('a body that is no form is refused in a sentence', async () => {
  await using server = await aServer()
  for (const type of ['application/json', 'multipart/form-data']) {
    const answer = await fetch(`${server.origin}/sign-in`, {
      method: 'POST',
      body: '{bad',
      headers: { origin: server.origin, 'content-type': type },
    })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('收到的内容不是表单')])
  }
})
