// Figures for whoever watches over the server, and its log.
import { expect, onTestFinished, test, vi } from 'vitest'
import { canReadMetrics, createMetrics, toRouteClass } from '#app/http/server/metrics.server.ts'
import { log } from '#app/log.server.ts'
import { aSite } from '#tests/support/site.ts'
import { complaints } from '#tests/modules/operations/makers.ts'

test('figures are for a token, or for this machine itself, and not through a proxy on it', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers, socket: { remoteAddress } })
  expect(canReadMetrics(from('127.0.0.1'), undefined)).toBe(true)
  expect(canReadMetrics(from('::ffff:127.0.0.1'), undefined)).toBe(true)
  expect(canReadMetrics(from('127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }), undefined)).toBe(false)
  expect(canReadMetrics(from('10.0.0.7'), undefined)).toBe(false)
  expect(canReadMetrics(from('10.0.0.7', { authorization: 'Bearer right' }), 'right')).toBe(true)
  expect(canReadMetrics(from('10.0.0.7', { authorization: 'Bearer wrong' }), 'right')).toBe(false)
  expect(canReadMetrics(from('127.0.0.1'), 'right')).toBe(false)
})

test.each([
  ['TIDUI_TRUST_PROXY', '1'],
  ['TIDUI_HTTPS', '1'],
])('behind a proxy (%s=%s) everybody seems to ask from this machine, so figures are for a token alone', (name, value) => {
  vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const asked = { headers: {}, socket: { remoteAddress: '127.0.0.1' } }
  expect(canReadMetrics(asked, undefined)).toBe(false)
  expect(canReadMetrics({ ...asked, headers: { authorization: 'Bearer right' } }, 'right')).toBe(true)
})

test('requests are counted by a few classes, none of which has an id in it', async () => {
  expect(
    ['/attempts/0abc/answers', '/desk/persons/0abc', '/desk.data?x=1', '/assets/a.js', '/courses/tea/one', '/', '/healthz', '/s/abc'].map(
      toRouteClass,
    ),
  ).toEqual(['answers', 'desk', 'desk', 'files', 'learning', 'other', 'watching', 'signIn'])
  const site = await aSite()
  const text = await createMetrics(site).text()
  for (const name of [
    'tidui_saves 1',
    'tidui_waiting_writes 0',
    'tidui_backup_age_seconds -1',
    'nodejs_eventloop_lag_seconds',
    'tidui_database_bytes',
  ])
    expect(text).toContain(name)
})

test('an event is one line, from its level on, with the fault and what caused it', () => {
  const before = process.env.TIDUI_LOG
  onTestFinished(() => void (process.env.TIDUI_LOG = before))
  process.env.TIDUI_LOG = 'error'
  log.warn('not said')
  log.error('went\nwrong', { fault: new Error('outer', { cause: new Error('inner') }) })
  const [said, ...more] = complaints()
  expect(more).toEqual([])
  expect(said).toMatch(/^\S+ ERROR went wrong \{.*outer.*caused by.*inner.*\}$/)
  expect(said).not.toContain('\n')
})
