// How much may be sent to which address, and by whom, is asked before a byte of it is read.
import { createServer, type Server } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type BodyKind, bodyKinds, limitedRoutes, limitFor, maxTurnSeconds } from '#app/http/bodies/body-limits.ts'
import { enforceBodyTimeout } from '#app/http/bodies/body-timeout.ts'
import { readFormData, parseForm } from '#app/http/bodies/forms.server.ts'
import { parseJson } from '#app/http/bodies/json-body.ts'
import { normalisePath } from '#app/http/normalise-path.ts'
import { listen } from '#app/http/server/listen.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { aCandidate, anExamCohort } from '#tests/support/exam-hall.ts'
import { sendHalf } from '#tests/support/half-request.ts'
import { aSite } from '#tests/support/site.ts'
import { z } from 'zod'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

/** How many requests have arrived at a server, and waiting until nobody is connected any more. */
function follow(server: Server) {
  let requests = 0
  server.on('request', () => void requests++)
  const connections = promisify(server.getConnections.bind(server))
  return {
    untilAsked: (count: number) => vi.waitFor(() => expect(requests).toBe(count), { timeout: 10_000 }),
    untilLeft: () => vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 10_000 }),
  }
}

async function aServer() {
  const site = await aSite()
  const server = await listen(screens.createApplication({ site, build: screens.build }), 0)
  onTestFinished(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))))
  const { port } = server.address() as { port: number }
  return { site, port, origin: `http://127.0.0.1:${port}`, ...follow(server) }
}

/** Every address that takes something, as Remix prints it. */
function actionRoutes() {
  const pathOf = (id: string): string => {
    const route = screens.build.routes[id]!
    const above = route.parentId ? pathOf(route.parentId) : ''
    return (above === '/' ? '' : above) + (route.path ? `/${route.path}` : '') || '/'
  }
  return Object.values(screens.build.routes).flatMap(({ id, module }) => ('action' in module ? [pathOf(id)] : []))
}

const somewhere = (route: string) => route.replaceAll(/:\w+\??/g, 'k2-made-up')

test('every address that takes something stands in the table, and nothing else does', () => {
  expect([...limitedRoutes].sort()).toEqual([...actionRoutes(), '/attempts/:attempt/answers'].sort())
})

test('each line of the table is the one that its own address finds', () => {
  const found = new Set(limitedRoutes.map((route) => limitFor(somewhere(route))))
  expect(found.size).toBe(limitedRoutes.length)
})

test('an address that stands nowhere gets the least', () => {
  expect(limitFor('/nowhere').kind.bytes).toBe(64 * 1024)
})

test.each([
  '/DESK/Rosters',
  '//desk///rosters/',
  '/%64esk/rosters',
  '/desk/rosters.data',
  '/desk/rosters?index',
  'http://somewhere.example/desk/rosters',
])('%s is the same address as the router’s', (written) => {
  expect(normalisePath(written)).toBe('/desk/rosters')
})

test.each([
  ['a form of field names', '/sign-in', 430_000, 413],
  ['40 MB of fields', '/sign-in', 40_000_000, 413],
  ['39 MB of JSON', '/progress', 39_000_000, 413],
  ['a batch of answers of a megabyte', '/attempts/k2a/answers', 1_000_000, 413],
  ['a roster of 33 MB, from nobody', '/desk/rosters', 33_000_000, 413],
  ['a write to an address that is none', '/nowhere', 100_000, 413],
])('%s is refused unread', async (_, path, length, status) => {
  const { port } = await aServer()
  const half = sendHalf(port, { path, length, sent: 'a=1' })
  const answer = await half.answer
  expect(answer.status).toBe(status)
  expect(answer.text).toContain('太大')
  half.socket.destroy()
})

test.each(['/sign-in', '/progress', '/attempts/k2a/answers', '/desk/rosters'])(
  'a body without a length is refused unread by %s',
  async (path) => {
    const { port } = await aServer()
    const half = sendHalf(port, { path, headers: { 'Content-Length': '', 'Transfer-Encoding': 'chunked' }, sent: '5\r\na=1&b\r\n' })
    expect((await half.answer).status).toBe(411)
    half.socket.destroy()
  },
)

test('only a form is sent back to: a script is told what to do on its page, which is still open', async () => {
  const { port } = await aServer()
  const editor = limitedRoutes.filter((route) => route.includes('/files/:name/')).map(somewhere)
  for (const path of limitedRoutes.map(somewhere)) {
    const { isScript = false, bytes } = limitFor(path).kind
    const half = sendHalf(port, { path, length: bytes + 1, sent: 'a=1', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } })
    const { status, text } = await half.answer
    half.socket.destroy()
    expect([path, status, text.includes('按返回键')]).toEqual([path, 413, !isScript])
    if (isScript) expect((JSON.parse(text.slice(text.indexOf('{'))) as { message: string }).message).toMatch(/一次最多 .+。.*请.+。$/)
    if (editor.includes(path) && limitFor(path).kind === bodyKinds.documentByScript) expect(text).toContain('写的都还在这一页上')
  }
})

test('a browser that sends all of what is refused reads the sentence, and no broken connection', async () => {
  const { port } = await aServer()
  const whole = sendHalf(port, { path: '/progress', length: 9_000_000, sent: Buffer.alloc(9_000_000, 91) })
  const answer = await whole.answer
  expect([answer.status, answer.text.includes('太大')]).toEqual([413, true])
  whole.socket.destroy()
})

test('whoever goes on sending what was refused is cut off', async () => {
  const { port } = await aServer()
  const half = sendHalf(port, { path: '/sign-in', length: 40_000_000, sent: 'a=1' })
  expect(await half.ended).toBeLessThan(8000)
})

test('nobody’s body is waited for where somebody must be known', async () => {
  const { port } = await aServer()
  const got: Record<string, number> = {}
  const known = limitedRoutes.filter((route) => limitFor(somewhere(route)).who !== 'anybody' && !route.startsWith('/desk/'))
  for (const route of known) {
    const half = sendHalf(port, { path: somewhere(route), length: 5000, sent: 'a=1' })
    got[route] = (await half.answer).status
    half.socket.destroy()
  }
  // The address of a phone's camera needs no account, and is none if its end is not known.
  const answerOf = (route: string) =>
    limitFor(somewhere(route)).who === 'camera' ? 404 : limitFor(somewhere(route)).kind.isScript ? 401 : 302
  expect(got).toEqual(Object.fromEntries(known.map((route) => [route, answerOf(route)])))
})

test('what was typed at a desk comes back from nobody too, unless it is more than anybody may send, or a file', async () => {
  const { port, origin } = await aServer()
  const desks = limitedRoutes.filter((route) => route.startsWith('/desk/')).map(somewhere)
  const typed = { method: 'POST', body: 'why=typed+at+the+desk', redirect: 'manual' } as const
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
  for (const path of desks) {
    const answer = await fetch(origin + path, { ...typed, headers })
    const isTyped = !limitFor(path).kind.isScript // what a script sends stays in its page
    if (answer.status !== 405)
      expect([path, answer.status, (await answer.text()).includes('typed at the desk')]).toEqual([path, 401, isTyped])
    const large = sendHalf(port, { path, length: bodyKinds.short.bytes + 1, sent: 'a=1' })
    expect([path, (await large.answer).status < 414]).toEqual([path, true]) // sent to sign in, or too large for its address: unread
    large.socket.destroy()
  }
  const file = sendHalf(port, {
    path: '/desk/rosters',
    length: 5000,
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    sent: '--b',
  })
  expect((await file.answer).status).toBe(401) // with the sentence that the file has to be chosen again
  file.socket.destroy()
})

test('a file is not waited for from somebody without the duty', async () => {
  const { site, port } = await aServer()
  const trainee = await aCandidate(site, await anExamCohort(site))
  const cookie = (await createSession(site, trainee.accountId)).split(';')[0]!
  for (const path of ['/desk/rosters', '/desk/shop-imports']) {
    const half = sendHalf(port, {
      path,
      length: 20_000_000,
      sent: '--x',
      headers: { Cookie: cookie, 'Content-Type': 'multipart/form-data; boundary=x' },
    })
    expect((await half.answer).status).toBe(403)
    half.socket.destroy()
  }
})

test('one who asks before he sends is told before he sends', async () => {
  const { port } = await aServer()
  const large = sendHalf(port, { path: '/sign-in', length: 1_000_000, headers: { Expect: '100-continue' } })
  expect((await large.answer).status).toBe(413)
  large.socket.destroy()
  const small = sendHalf(port, { path: '/sign-in', length: 7, headers: { Expect: '100-continue' } })
  small.socket.once('data', () => small.socket.write('phone=1'))
  expect((await small.answer).status).toBe(422)
  small.socket.destroy()
})

test('a small form of very many fields is refused, and nobody waits for it', async () => {
  const { origin } = await aServer()
  await fetch(`${origin}/sign-in`)
  const body = 'a&'.repeat(32_000)
  expect(limitFor('/sign-in').kind.fields).toBeLessThan(100)
  const begun = performance.now()
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    body,
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain(`最多 ${limitFor('/sign-in').kind.fields} 项`)
  expect(performance.now() - begun).toBeLessThan(1000)
})

test.each(['/sent', '/pairings/k2a/messages'])(
  'a large form of millions of fields, from somebody who is signed in, is refused by %s at once',
  async (path) => {
    const { site, origin } = await aServer()
    const trainee = await aCandidate(site, await anExamCohort(site))
    const headers = {
      origin,
      cookie: (await createSession(site, trainee.accountId)).split(';')[0]!,
      'content-type': 'application/x-www-form-urlencoded',
    }
    await fetch(`${origin}/sign-in`)
    const begun = performance.now()
    const answer = await fetch(origin + path, { method: 'POST', body: 'a&'.repeat(6_500_000), headers })
    expect(answer.status).toBe(413)
    expect(performance.now() - begun).toBeLessThan(1000)
  },
)

test('of a form that never comes whole no screen is asked, and what came slowly arrives as it was sent', async () => {
  const site = await aSite()
  const asked: string[] = []
  const counting = {
    ...screens.build,
    entry: {
      ...screens.build.entry,
      module: {
        ...screens.build.entry.module,
        default: (...all: Parameters<typeof screens.build.entry.module.default>) => (
          asked.push(all[0].url),
          screens.build.entry.module.default(...all)
        ),
      },
    },
  }
  const server = await listen(screens.createApplication({ site, build: counting }), 0)
  onTestFinished(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))))
  const { port } = server.address() as { port: number }
  const { untilAsked, untilLeft } = follow(server)
  const halves = Array.from({ length: 20 }, (_, nth) =>
    sendHalf(port, { path: nth % 2 ? '/sign-in' : '/nowhere', length: 5000, sent: 'phone=1' }),
  )
  await untilAsked(20)
  for (const { socket } of halves) socket.destroy()
  await untilLeft()
  expect(asked).toEqual([])
  const body = 'phone=19900000000&secret=000000'
  const slow = sendHalf(port, { path: '/sign-in', length: body.length, sent: body.slice(0, 10) })
  await untilAsked(21)
  slow.socket.write(body.slice(10))
  const answer = await slow.answer
  expect([answer.status, asked.length]).toEqual([422, 1])
  slow.socket.destroy()
})

const Anything = z.object({}).loose()

test('a form is read in one pass: ten times the fields take no hundred times as long', () => {
  const read = (count: number) => {
    const form = new URLSearchParams(Array.from({ length: count }, (_, at) => [`name${at}`, '1']))
    const begun = performance.now()
    parseForm(form, Anything)
    return performance.now() - begun
  }
  read(2000)
  expect(read(100_000)).toBeLessThan(2000) // looking up each name among all took 86 s for 40,000
})

test('names that every object has are names like others', () => {
  expect(parseForm(new URLSearchParams('constructor=1&toString=2&__proto__=3'), Anything)).toMatchObject({
    constructor: '1',
    toString: '2',
  })
})

const manyParts = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(3000) + '--x--\r\n'

test.each([
  ['fields', 'application/x-www-form-urlencoded', 'a&'.repeat(3000)],
  ['parts', 'multipart/form-data; boundary=x', manyParts],
  ['parts, under their name in capitals', 'Multipart/Form-Data; boundary=x', manyParts],
])('more %s than a form has are counted before they are read', async (_, type, body) => {
  const request = new Request('http://localhost/sign-in', { method: 'POST', headers: { 'Content-Type': type }, body })
  await expect(readFormData(request)).rejects.toMatchObject({ status: 413 })
})

test('JSON that nests deeply is none', () => {
  expect(parseJson('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined()
  expect(parseJson('{"a":'.repeat(13) + '1' + '}'.repeat(13))).toBeUndefined()
  expect(parseJson('{bad')).toBeUndefined()
  expect(parseJson('{"a":["[[[[[[[[[[[[[[[[[[\\"[["]}')).toEqual({ a: ['[[[[[[[[[[[[[[[[[["[['] })
})

test('a body that does not come on is cut, and one that comes on slowly is not', async () => {
  const server = createServer((request, response) => {
    enforceBodyTimeout(request, response, { idle: 2, whole: 30 })
    request.on('data', () => {}).on('end', () => response.end('whole'))
    request.on('error', () => {})
  }).listen(0)
  onTestFinished(() => void (server.closeAllConnections(), server.close()))
  const { port } = server.address() as { port: number }
  const stuck = sendHalf(port, { path: '/', length: 100, sent: 'a' })
  const slow = sendHalf(port, { path: '/', length: 6, sent: 'a' })
  const drip = setInterval(() => slow.socket.write('a'), 800)
  expect(await stuck.ended).toBeLessThan(5000)
  expect((await slow.answer).text).toContain('whole')
  clearInterval(drip)
  slow.socket.destroy()
})

test('large files take turns: one an account, and so many bytes in all', async () => {
  const turns = createConcurrencyLimit({ together: 10, patience: 60, maxWaitingOfAccount: 1 })
  const first = (await turns.acquire('tian', 6))!
  const other = (await turns.acquire('xiang', 4))!
  const order: string[] = []
  const later = turns.acquire('tian', 1).then((end) => (order.push('tian'), end))
  expect(await turns.acquire('tian', 1)).toBeNull() // one waits already
  const third = turns.acquire('qin', 5).then((end) => (order.push('qin'), end))
  other()
  await nextTurn()
  expect(order).toEqual([])
  first()
  ;(await third)!()
  ;(await later)!()
  expect(order.sort()).toEqual(['qin', 'tian'])
  const alone = (await turns.acquire('tian', 99))! // larger than all may be together, but alone
  expect(await turns.acquire('qin', 1)).toBeNull() // not within the time
  alone()
})

test('whoever waits for a turn is told that there was none before the connection is cut for being quiet', () => {
  const large = Object.values<BodyKind>(bodyKinds).filter(({ together }) => together > 0)
  expect(large.length).toBeGreaterThan(0)
  for (const { idle } of large) expect(idle).toBeGreaterThan(maxTurnSeconds + 2) // looks come once a second
})

test('an upload that was cut is nobody’s fault, and is not logged as one', async () => {
  const { site, port, untilAsked, untilLeft } = await aServer()
  let asked = 0
  const trainee = await aCandidate(site, await anExamCohort(site))
  const cookie = (await createSession(site, trainee.accountId)).split(';')[0]!
  for (const path of ['/attempts/k2a/answers', '/progress', '/pairings/k2a/sent', '/exams/k2a']) {
    const half = sendHalf(port, { path, length: 5000, sent: '{"answers":[', headers: { Cookie: cookie } })
    await untilAsked(++asked)
    half.socket.destroy()
    await untilLeft() // a complaint on the console fails the test
  }
})

test('only a form in parts may be as large as a file: whatever else comes to such an address is short', async () => {
  const { site, origin } = await aServer()
  const trainee = await aCandidate(site, await anExamCohort(site))
  const cookie = (await createSession(site, trainee.accountId)).split(';')[0]!
  for (const [path, type] of [
    ['/desk/rosters', 'application/x-www-form-urlencoded'],
    ['/shop/k2a/months', 'application/x-www-form-urlencoded'],
    ['/sent', 'application/json'],
  ] as const) {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': type },
      body: `text=${'%3C'.repeat(50_000)}`,
    })
    expect(answer.status, path).toBe(413)
  }
})

test('nobody’s small form waits behind files that come slowly', async () => {
  const { site, port, origin } = await aServer()
  const cohortId = await anExamCohort(site)
  const cookieOf = async () => (await createSession(site, (await aCandidate(site, cohortId)).accountId)).split(';')[0]!
  const path = '/shop/k2a/months'
  const slow = []
  for (let owner = 0; owner < 5; owner++) {
    const headers = { Cookie: await cookieOf(), 'Content-Type': 'multipart/form-data; boundary=x' }
    slow.push(sendHalf(port, { path, length: 14 * 1024 * 1024, sent: '--x', headers }))
  }
  const body = new FormData()
  body.set('text', '好')
  const answer = await fetch(origin + path, { method: 'POST', redirect: 'manual', headers: { origin, cookie: await cookieOf() }, body })
  expect([403, 404]).toContain(answer.status) // of the screen, which was asked at once
  for (const { socket } of slow) socket.destroy()
})
