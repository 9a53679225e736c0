// Where too many wait: the page says so, keeps what was entered, and the answer tells when to come back.
import { expect, test } from 'vitest'
import { respondToPhone } from '#app/http/phone-forms/pairing-forms.server.ts'
import { throwRefusals, catchInvalidInput, respond } from '#app/http/respond.server.ts'
import { serverBusy, refusalHeaders } from '#app/refusal.ts'

const posted = () => new Request('http://localhost/somewhere', { method: 'POST', body: new URLSearchParams({ reason: '核对电话' }) })
const full = async () => {
  throw serverBusy()
}

test('a form comes back with what was entered, and with when to try again', async () => {
  const answer = (await respond(posted(), full)) as unknown as {
    init: ResponseInit
    data: { refused: { status: number }; entered: object }
  }
  expect(answer.data).toMatchObject({ refused: { status: 503 }, entered: { reason: '核对电话' } })
  expect(answer.init).toMatchObject({ status: 503, headers: { 'Retry-After': '15' } })
})

test('what is only read says it as well, and other refusals do not', async () => {
  for (const reading of [throwRefusals, catchInvalidInput]) {
    const thrown = (await reading(full).catch((answer: Response) => answer)) as Response
    expect([thrown.status, thrown.headers.get('retry-after')]).toEqual([503, '15'])
  }
  expect(refusalHeaders({ status: 409 })).toEqual({})
})

test('a phone that sends what it has kept is told so too', async () => {
  const request = new Request('http://localhost/sent', { method: 'POST', body: new URLSearchParams({ account: 'tian' }) })
  const context = { viewer: Promise.resolve({ accountId: 'tian' }) }
  const answer = await respondToPhone({ request, context, params: {} } as unknown as Parameters<typeof respondToPhone>[0], full)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '15'])
})
