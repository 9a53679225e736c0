// A server that is stopped finishes what is under way and waits for nothing else; one whose log nobody reads any more lives on.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { enforceBodyTimeout } from '#app/http/bodies/body-timeout.ts'
import { createStopper } from '#app/http/server/stop.ts'
import '#tests/support/built.ts'
import { sendHalf } from '#tests/support/half-request.ts'
import { freePort } from '#tests/support/running-server.ts'

async function aStoppable(listener: RequestListener) {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener)
  const asked = once(server, 'request')
  const stop = createStopper(server)
  server.listen(0)
  await once(server, 'listening')
  onTestFinished(() => void (server.closeAllConnections(), server.close()))
  const { port } = server.address() as { port: number }
  const stopping = async () => {
    const begun = performance.now()
    await stop()
    return performance.now() - begun
  }
  const connections = promisify(server.getConnections.bind(server))
  return {
    port,
    stopping,
    asked,
    untilConnected: (count: number) => vi.waitFor(async () => expect(await connections()).toBe(count), { timeout: 10_000 }),
  }
}

test('what is under way is finished, and told that the connection ends', async () => {
  let finish = () => {}
  const { port, stopping, asked } = await aStoppable((_request, response) => void (finish = () => response.end('whole')))
  const under = sendHalf(port, { path: '/', method: 'GET', length: 0 })
  await asked
  const stopped = stopping()
  finish()
  const took = await stopped
  const { text } = await under.answer
  expect(text).toMatch(/connection: close/i)
  expect(text).toContain('whole')
  expect(took).toBeLessThan(1500)
})

test('connections that are kept, or were opened and never used, are not waited for', async () => {
  const { port, stopping, untilConnected } = await aStoppable((_request, response) => void response.end('whole'))
  const kept = sendHalf(port, { path: '/', method: 'GET', length: 0 })
  const unused = connect(port, '127.0.0.1').on('error', () => {})
  const halfHead = connect(port, '127.0.0.1').on('error', () => {})
  halfHead.write('GET / HTTP/1.1\r\nHost:')
  await kept.answer
  await untilConnected(3)
  expect(await stopping()).toBeLessThan(1000)
  unused.destroy()
  halfHead.destroy()
})

test('half a body is not waited for', async () => {
  const { port, stopping, asked } = await aStoppable((request, response) => {
    enforceBodyTimeout(request, response, { idle: 60, whole: 600 })
    request
      .on('error', () => {})
      .on('data', () => {})
      .on('end', () => response.end())
  })
  const half = sendHalf(port, { path: '/', length: 1000, sent: 'a' })
  await asked
  expect(await stopping()).toBeLessThan(3500)
  await half.ended
})

/** The production server as a process of its own. */
async function aProcess() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-stop-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['build/program/start.js'], {
    env: { ...process.env, NODE_ENV: 'production', TIDUI_DATA: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  })
  let log = ''
  const keep = (piece: Buffer) => void (log += piece.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true), { timeout: 10_000 })
  return { child, port, gone, log: () => log }
}

test('an idle server with a browser at it stops within a second', async () => {
  const { child, port, gone } = await aProcess()
  await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text() // its connection is kept
  const unused = connect(port, '127.0.0.1').on('error', () => {})
  await once(unused, 'connect')
  const begun = performance.now()
  child.kill('SIGTERM')
  expect(await gone).toEqual([0, null])
  expect(performance.now() - begun).toBeLessThan(1000)
  unused.destroy()
})

test('a server whose log is read by nobody any more goes on', async () => {
  const { child, port } = await aProcess()
  child.stdout.destroy()
  child.stderr.destroy()
  for (let time = 0; time < 3; time++) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /sign-in HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')) // a fault, which is logged
      socket
        .on('error', () => {})
        .on('data', () => {})
        .once('close', () => resolve())
    })
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true)
  }
  expect([child.exitCode, child.signalCode]).toEqual([null, null])
})

test('uploads that were cut are no faults', async () => {
  const { port, log } = await aProcess()
  for (const path of [
    '/sign-in',
    '/sign-out',
    '/text-size',
    '/s/k2-made-up',
    '/verify',
    '/set-up/none',
    '/attempts/k2a/answers',
    '/progress',
  ]) {
    const half = sendHalf(port, { path, length: 5000, sent: 'phone=1' })
    await pause(60)
    half.socket.destroy()
  }
  const left = sendHalf(port, { path: '/sign-in', method: 'GET', length: 0 })
  left.socket.destroy()
  await pause(300)
  expect(log()).not.toMatch(/故障编号|\n\s+at |aborted/)
})
