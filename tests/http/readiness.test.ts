// What keeps a server from starting is said in one sentence, and until it is ready nobody gets at what is being laid down.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { hostToListenOn, findStartupFault, withReadinessGate, formatListenFault } from '#app/http/server/readiness.ts'
import '#tests/support/built.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidui-readiness-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

async function listening(listener: RequestListener) {
  const server = createServer(listener).listen(0)
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test.each([
  ['18.20.4', '太旧'],
  ['20.18.3', '太旧'],
  ['20.19.0', null],
  ['22.14.0', null],
  ['24.1.0', null],
])('Node %s', (node, sentence) => {
  expect(findStartupFault({ node, environment: { TIDUI_DATA: folder } })).toEqual(
    sentence && expect.stringMatching(new RegExp(`^Node.js 的版本是 ${node}.*${sentence}.*20.19`)),
  )
})

test.each([
  ['a port that is none', { PORT: '30000000' }, 'PORT'],
  ['a key that is too short', { TIDUI_SECRET: 'abcdef' }, 'TIDUI_SECRET'],
  ['HTTPS that is neither on nor off', { TIDUI_HTTPS: 'yes' }, 'TIDUI_HTTPS'],
  ['proxies that are no number', { TIDUI_TRUST_PROXY: 'yes' }, 'TIDUI_TRUST_PROXY'],
  ['an address with a path', { TIDUI_ADDRESS: 'https://example.com/learn' }, 'TIDUI_ADDRESS'],
  ['a host that is no name', { TIDUI_HOST: 'http://10.0.0.8' }, 'TIDUI_HOST'],
  ['other hosts that are addresses', { TIDUI_ADDRESS: 'https://example.com', TIDUI_OTHER_HOSTS: 'http://10.0.0.8/' }, 'TIDUI_OTHER_HOSTS'],
  ['other hosts without the first', { TIDUI_OTHER_HOSTS: '10.0.0.8' }, 'TIDUI_ADDRESS'],
  ['a level of the log that is none', { TIDUI_LOG: 'loud' }, 'TIDUI_LOG'],
  ['a programme that is not there', { TIDUI_PROGRAMME: '/nowhere/pair.json' }, 'TIDUI_PROGRAMME'],
  ['a passphrase that is too short', { TIDUI_BACKUP_PASSPHRASE: 'short' }, '备份口令太短'],
])('%s is named with what it should be', (_, environment, name) => {
  expect(findStartupFault({ environment: { TIDUI_DATA: folder, ...environment } })).toContain(name)
})

test('nobody outside reaches a demo, or a server that believes a proxy, unless somebody says so', () => {
  expect(hostToListenOn({ host: '', proxies: 0 })).toBeUndefined()
  expect(hostToListenOn({ host: '', proxies: 1 })).toBe('127.0.0.1')
  expect(hostToListenOn({ host: '', proxies: 0, isDemo: true })).toBe('127.0.0.1')
  expect(hostToListenOn({ host: '0.0.0.0', proxies: 1, isDemo: true })).toBe('0.0.0.0')
})

test('a host of another machine is named', () => {
  expect(formatListenFault(Object.assign(new Error(), { code: 'EADDRNOTAVAIL' }), 3000, '10.9.9.9')).toMatch(/10\.9\.9\.9.*TIDUI_HOST/)
})

test('a folder that cannot be written is told by its name', () => {
  writeFileSync(join(folder, 'a-file'), '')
  const inTheWay = join(folder, 'a-file', 'data') // not by its mode: whoever may do anything may write there too
  expect(findStartupFault({ environment: { TIDUI_DATA: inTheWay } })).toMatch(new RegExp(`^数据文件夹 ${inTheWay} 不能写入：.*TIDUI_DATA`))
})

test('a data folder that is made new is for its owner alone', () => {
  const fresh = join(folder, 'fresh')
  expect(findStartupFault({ environment: { TIDUI_DATA: fresh } })).toBeNull()
  expect(statSync(fresh).mode & 0o777).toBe(0o700)
})

test('a port that is taken ends the start with one sentence', async () => {
  const port = String(await listening(() => undefined))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build/program/start.js'], {
    env: { ...process.env, TIDUI_DATA: folder, PORT: port },
    encoding: 'utf8',
  })
  expect([status, stdout, stderr.trim().split('\n')]).toEqual([
    1,
    '',
    [`端口 ${port} 已被占用：请停掉占用它的程序，或用 PORT 换一个，例如 PORT=3001。`],
  ])
})

test('whoever asks before the server is ready is told to wait, and asks again by itself', async () => {
  let isReady = false
  const port = await listening(
    withReadinessGate(
      (_request, response) => response.end('梯队'),
      () => isReady,
    ),
  )
  const early = await fetch(`http://127.0.0.1:${port}/sign-in`, { method: 'POST', body: 'phone=1' })
  expect([early.status, early.headers.get('refresh')]).toEqual([503, '5'])
  expect(await early.text()).toContain('请稍等')
  isReady = true
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('梯队')
})
