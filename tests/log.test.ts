// What the log says besides the event: for which request, as text or as JSON, and what never comes out.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { log } from '#app/log.server.ts'
import { forRequest, requestId } from '#app/request-id.server.ts'
import { aSite } from '#tests/support/site.ts'
import { complaints } from '#tests/modules/operations/makers.ts'

/** What is written to stderr from a level on, a line an event. */
function someLog({ format = 'text', from = 'debug' } = {}) {
  vi.stubEnv('TIDUI_LOG_FORMAT', format)
  vi.stubEnv('TIDUI_LOG', from)
  const lines: string[] = []
  const keep = (...words: unknown[]) => void lines.push(words.join(' '))
  vi.spyOn(console, 'error').mockImplementation(keep)
  const warnings = vi.spyOn(console, 'warn').mockImplementation(keep)
  onTestFinished(() => {
    warnings.mockRestore()
    vi.unstubAllEnvs()
  })
  return lines
}

test('lines that are written for a request carry its id, however late', async () => {
  const lines = someLog()
  await forRequest('a1b2', async () => {
    await nextTurn()
    log.warn('looked', { file: 'x' })
    log.debug('done')
  })
  log.info('serving')
  expect(lines.map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
    'WARN looked {"request":"a1b2","file":"x"}',
    'DEBUG done {"request":"a1b2"}',
    'INFO serving',
  ])
})

test('writes that share a commit know each its own request', async () => {
  const site = await aSite()
  const ids = ['a', undefined, 'b', 'c']
  const write = () => site.write('operator', 'a look at whose it is', () => Promise.resolve(requestId()))
  expect(await Promise.all(ids.map((id) => forRequest(id, write)))).toEqual(ids)
})

test('as JSON, an event is one object', () => {
  const lines = someLog({ format: 'json' })
  forRequest('a1b2', () => log.error('went\nwrong', { path: '/%s', fault: new Error('outer', { cause: new Error('inner') }) }))
  expect(complaints()).toEqual(lines)
  expect(JSON.parse(lines[0]!)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: 'error',
    msg: 'went wrong',
    request: 'a1b2',
    path: '/%s',
    fault: expect.stringMatching(/outer[^]*caused by[^]*inner/),
  })
})

test.each(['text', 'json'])('what is of a person or a secret never comes out, as %s', (format) => {
  const lines = someLog({ format })
  const secret = { name: '田小禾', phone: '13700000001', idNumber: '42282619840506000X', token: 'k7mp', cookie: 'k7mp', password: 'k7mp' }
  log.warn('looked', { ...secret, one: secret, two: { many: secret }, list: [secret], count: 3 })
  expect(lines[0]).not.toMatch(/田小禾|1370|422826|k7mp/)
  expect(lines[0]).toContain('"count":3')
})
