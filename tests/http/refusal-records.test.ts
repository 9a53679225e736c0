// Refused requests are counted, by whom and for which kind of page.
import express from 'express'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pageClass, recordRefusals } from '#app/http/refusal-records.ts'
import { listen } from '#app/http/server.ts'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
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
  await vi.waitFor(async () => expect(await records()).toMatchObject([{ who: expect.stringMatching(/^network:[\w-]{43}$/) as string, times: 2 }]))
})

test('what a desk does not find is counted; what a trainee or a stranger does not find is not', async () => {
  const atDesk = await answering(404, anAdmin)
  await vi.waitFor(async () => expect(await atDesk()).toHaveLength(1))
  for (const viewer of [aViewer('trainee', { kind: 'own' }), null]) expect(await (await answering(404, viewer))()).toEqual([])
})
