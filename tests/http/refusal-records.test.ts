// Refused requests are counted, by whom and for which kind of page.
import { request as ask } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pageClass, recordRefusals } from '#app/http/server/refusal-records.ts'
import { listen } from '#app/http/server/listen.ts'
import { createApplication } from '#app/http/server/server.ts'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { aCandidate, anExamCohort } from '#tests/support/exam-hall.ts'
import { anAdmin, aViewer } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test.each([
  ['/desk/persons/01hxyzabcdefghjkmnpq', '/desk/persons/:'],
  ['/desk/persons/01hxyzabcdefghjkmnpq.data', '/desk/persons/:'],
  ['/verify/XF2019-0001', '/verify/:'],
  ['/desk/%E7%8E%8B', '/desk/:'],
  ['/desk/cohorts', '/desk/cohorts'],
])('of %s only the kind of page is kept', (path, kept) => {
  expect(pageClass(path)).toBe(kept)
})

async function answering(status: number, viewer: Viewer | null) {
  const site = await aSite()
  const application = express()
  application.use(recordRefusals(site))
  application.use((_request, response) => {
    response.locals.context = { viewer: Promise.resolve(viewer) }
    response.status(status).end()
  })
  const server = await listen(application, 0)
  onTestFinished(() => void server.close())
  for (let time = 0; time < 2; time++) await fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}/desk/persons`)
  await vi.waitFor(() => flushAccessRecords(site))
  return async () => {
    await flushAccessRecords(site)
    return listAccess(site, { kind: 'refusal' })
  }
}

test('a refusal is counted by account', async () => {
  const records = await answering(403, anAdmin)
  await vi.waitFor(async () => expect(await records()).toMatchObject([{ who: anAdmin.accountId, what: 'GET /desk/persons 403', times: 2 }]))
})

test('somebody who is not signed in is counted by a keyed hash of the network, never by the address', async () => {
  const records = await answering(403, null)
  await vi.waitFor(async () =>
    expect(await records()).toMatchObject([{ who: expect.stringMatching(/^network:[\w-]{43}$/) as string, times: 2 }]),
  )
})

test('what a desk does not find is counted; what a trainee or a stranger does not find is not', async () => {
  const atDesk = await answering(404, anAdmin)
  await vi.waitFor(async () => expect(await atDesk()).toHaveLength(1))
  for (const viewer of [aViewer('trainee', { kind: 'own' }), null]) expect(await (await answering(404, viewer))()).toEqual([])
})

const unasked: ServerBuild = { routes: {}, entry: {} } as ServerBuild // what is refused before the screens never gets there

/** A server of the whole product, without screens, with a trainee who is signed in. */
async function aServer() {
  const site = await aSite()
  const trainee = await aCandidate(site, await anExamCohort(site))
  const server = await listen(createApplication({ site, build: unasked }), 0)
  onTestFinished(() => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))))
  const { port } = server.address() as { port: number }
  const origin = `http://127.0.0.1:${port}`
  const cookie = (await createSession(site, trainee.accountId)).split(';')[0]!
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      method: 'POST',
      body,
      headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const records = async () => (
    await flushAccessRecords(site),
    (await listAccess(site, { kind: 'refusal' })).map(({ who, what }) => ({ who, what }))
  )
  return { site, port, trainee, post, records }
}

const network = expect.stringMatching(/^network:[\w-]{43}$/) as string

test('whoever has not the duty to send something is counted by account, before a byte of it is read', async () => {
  const { trainee, post, records } = await aServer()
  // What was typed at a desk is read all the same, and goes back to its page: another account may have signed in beside it.
  const aFile = { 'content-type': 'multipart/form-data; boundary=x' }
  expect((await post('/desk/rosters', '--x--', aFile)).status).toBe(403)
  await vi.waitFor(async () => expect(await records()).toEqual([{ who: trainee.accountId, what: 'POST /desk/rosters 403' }]))
})

test('refused answers of exams are counted as well: to a sheet that is not theirs, and from another site’s page', async () => {
  const { trainee, post, records } = await aServer()
  const answers = JSON.stringify({ answers: [] })
  const elsewhere = '/attempts/01hxyzabcdefghjkmnpq/answers'
  const json = { 'content-type': 'application/json' }
  expect((await post(elsewhere, answers, json)).status).toBe(404)
  expect((await post(elsewhere, answers, { ...json, origin: 'https://elsewhere.example' })).status).toBe(403)
  await vi.waitFor(async () =>
    expect(new Set(await records())).toEqual(
      new Set([
        { who: trainee.accountId, what: 'POST /attempts/:/answers 404' },
        { who: network, what: 'POST /attempts/:/answers 403' },
      ]),
    ),
  )
})

test('a body that is too long is counted, and a request by another site’s name', async () => {
  vi.stubEnv('TIDUI_ADDRESS', 'https://tidui.example')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { port, records } = await aServer()
  const statusOf = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve) =>
      ask({ port, path, method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode!)).end('a'.repeat(70_000)),
    )
  expect(await statusOf('/sign-in', { host: 'tidui.example', origin: 'https://tidui.example', 'content-length': '70000' })).toBe(413)
  expect(await statusOf('/desk/persons?name=x', { host: 'elsewhere.example', 'content-length': '70000' })).toBe(421)
  await vi.waitFor(async () =>
    expect(new Set(await records())).toEqual(
      new Set([
        { who: network, what: 'POST /sign-in 413' },
        { who: network, what: 'POST /desk/persons 421' },
      ]),
    ),
  )
})

test('too much of a thing is counted', async () => {
  const records = await answering(429, anAdmin)
  await vi.waitFor(async () => expect(await records()).toMatchObject([{ who: anAdmin.accountId, what: 'GET /desk/persons 429', times: 2 }]))
})
