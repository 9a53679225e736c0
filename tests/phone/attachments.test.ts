// What was sent along with tasks and questions, on a phone that several people may share: heard again without a network, and by nobody else.
import { afterEach, expect, test, vi } from 'vitest'
import { aWorker, leadingElsewhere, ours } from '#tests/support/phone-worker.ts'

const asking = '/ask/tea'
const [voice, photograph] = ['/attachments/v1', '/attachments/p1']
const aPage = (...shown: string[]) => ours(`<html>${shown.map((path) => `<audio src="${path}"></audio>`).join('')}<h1>提问</h1></html>`)
/** What a player gets that asks for everything from the beginning. */
const played = (body = 'voice') =>
  ours(body, { status: 206, headers: { 'Content-Range': `bytes 0-${body.length - 1}/${body.length}`, 'Content-Length': `${body.length}` } })

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** A phone on which an answer was heard, and a photograph seen. */
async function aListener() {
  const phone = await aWorker({ [asking]: aPage(voice, photograph), [voice]: played(), [photograph]: ours('jpeg') })
  await phone.keep('hers', [asking])
  await load(phone, voice, 'bytes=0-')
  await load(phone, photograph)
  return phone
}

type Phone = Awaited<ReturnType<typeof aWorker>>

async function load(phone: Phone, path: string, range?: string) {
  const { answer, done } = phone.load(path, range ? { range } : {})
  const loaded = await answer!
  const text = await loaded.text()
  await done()
  return { status: loaded.status, text }
}

test('what was heard and seen is there without a network, and nothing that was not', async () => {
  const phone = await aListener()
  phone.network[voice] = phone.network[photograph] = 'cut'
  expect(await load(phone, voice, 'bytes=0-')).toEqual({ status: 206, text: 'voice' })
  expect(await load(phone, voice, 'bytes=2-3')).toEqual({ status: 206, text: 'ic' })
  expect(await load(phone, photograph)).toEqual({ status: 200, text: 'jpeg' })
  await expect(load(phone, '/attachments/v2')).rejects.toThrow()
})

test('with a network the server is asked every time, and what it no longer gives is gone from the phone', async () => {
  const phone = await aListener()
  phone.network[voice] = ours('没有这个文件', { status: 404 })
  expect((await load(phone, voice, 'bytes=0-')).status).toBe(404)
  phone.network[voice] = 'cut'
  await expect(load(phone, voice)).rejects.toThrow()
})

test('a part, a long recording, and the answer of a hotel are not kept', async () => {
  const phone = await aListener()
  const part = ours('oi', { status: 206, headers: { 'Content-Range': 'bytes 1-2/5', 'Content-Length': '2' } })
  for (const answer of [part, played('x'.repeat(1_000_001)), new Response('请登录')]) {
    phone.network['/attachments/v2'] = answer
    await load(phone, '/attachments/v2')
  }
  expect(phone.pathsIn('assets-1')).toEqual([photograph, voice])
})

test('it goes with the page that showed it, with whoever signs out, and before anybody else', async () => {
  const hidden = await aListener()
  hidden.network[asking] = aPage(photograph)
  await hidden.keep('hers', [asking], true)
  expect(hidden.pathsIn('assets-1')).toEqual([photograph])

  const shared = await aListener()
  shared.network['/'] = ours('<h1>学习</h1>')
  await shared.keep('another’s', ['/'])
  expect(shared.pathsIn('assets-1')).toEqual([])

  const left = await aListener()
  left.network['/sign-in?out=1'] = ours('<h1>登录</h1>')
  const { answer, done } = left.open('/sign-in?out=1')
  await answer
  await done()
  expect(left.pathsIn('assets-1')).toEqual([])
})

test('while nobody knows whose phone it is, nothing kept is played', async () => {
  const phone = await aListener()
  phone.network['/sign-out'] = leadingElsewhere()
  await phone.post('/sign-out').answer
  phone.network[voice] = 'cut'
  await expect(load(phone, voice)).rejects.toThrow()
})

test('with the phone full it is heard as ever', async () => {
  const phone = await aListener()
  phone.state.health = 'full'
  phone.network['/attachments/v2'] = played('other')
  expect(await load(phone, '/attachments/v2', 'bytes=0-')).toEqual({ status: 206, text: 'other' })
})
