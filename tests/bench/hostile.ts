// The bench rows of what strangers and owners may send: how long others wait meanwhile, and what it takes of memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { openSite } from '#app/site.server.ts'
import { sendHalf } from '#tests/support/half-request.ts'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'

/** The most that a process has held so far, in megabytes. */
const peakOf = ({ process: { pid } }: RunningServer) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** The longest that somebody waits for a page while work is done, in milliseconds, who asks every 10 ms; what a quiet page takes is in it. */
async function othersWait({ origin }: RunningServer, work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now()
      await (await fetch(`${origin}/healthz`)).text()
      longest = Math.max(longest, performance.now() - begun)
      await pause(10)
    }
  })()
  await work()
  isOver = true
  await asking
  return longest
}

async function ownerOf({ origin }: RunningServer) {
  const [, phone, secret] = /店主.*?手机号 (\d+)，密码 (\w+)/.exec(whoCanSignIn().join('\n'))!
  const signedIn = await fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams({ phone: phone!, secret: secret! }) })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const shop = /\/pairings\/([0-9a-z]+)/.exec(await (await fetch(`${origin}/shop`, { headers: { cookie } })).text())
  return { cookie, pairingId: shop![1]! }
}

const fieldNames = (bytes: number) => Array.from({ length: Math.ceil(bytes / 9) }, (_, at) => `f${at.toString(36).padStart(6, '0')}=&`).join('').slice(0, bytes)

/** What stopped the server, all at once: a form of field names, very many fields, large JSON, with its length and without. */
function formsFor({ port }: RunningServer) {
  const texts: [string, string][] = [
    ['/sign-in', fieldNames(200_000)],
    ['/sign-in', fieldNames(430_000)],
    ['/sign-in', fieldNames(65_000)],
    ['/sign-in', 'a&'.repeat(32_000)],
    ['/sign-in', 'a&'.repeat(5_000_000)],
    ['/progress', `[${'[],'.repeat(3_000_000)}[]]`],
    ['/attempts/k2a/answers', '['.repeat(250_000)],
  ]
  const bodies = texts.map(([path, text]) => [path, Buffer.from(text)] as const) // made before anybody is timed
  return async () => {
    for (let round = 0; round < 4; round++) {
      const sent = bodies.map(([path, sent]) => sendHalf(port, { path, length: sent.length, sent }))
      await Promise.all(sent.map(({ answer }) => answer))
      for (const { socket } of sent) socket.destroy()
    }
  }
}

const hungrySvg = `<svg xmlns="http://www.w3.org/2000/svg" width="7000" height="7000"><filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="9"/><feGaussianBlur stdDeviation="90"/></filter><rect width="7000" height="7000" filter="url(#f)"/></svg>`

async function sendPictures({ origin }: RunningServer, { cookie, pairingId }: Awaited<ReturnType<typeof ownerOf>>) {
  const large = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#2a6' } }).png().toBuffer()
  const pictures = [...Array.from({ length: 4 }, () => Buffer.from(hungrySvg)), ...Array.from({ length: 4 }, () => large)]
  return () =>
    Promise.all(
      pictures.map(async (picture, at) => {
        const body = new FormData()
        for (const [name, value] of Object.entries({ device: 'bench-phone', sequence: String(at + 1), text: '看看' })) body.set(name, value)
        body.set('picture', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'picture.jpg')
        await (await fetch(`${origin}/pairings/${pairingId}/messages`, { method: 'POST', redirect: 'manual', headers: { origin, cookie }, body })).text()
      }),
    )
}

export async function benchHostile(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  await loadDemoCounty(site)
  await site.close()
  const server = await startServer({ dataFolder })
  const waits = (what: string, milliseconds: number, quiet: number): Row => ({ what, figure: `${Math.round(milliseconds)} ms (${Math.round(quiet)} ms when nothing is sent)`, budget: '≤ 100 ms', ok: milliseconds <= 100 })
  try {
    const owner = await ownerOf(server)
    const sendForms = formsFor(server)
    const quiet = await othersWait(server, () => pause(2000))
    const before = peakOf(server)
    const forms = await othersWait(server, sendForms)
    const grown = peakOf(server) - before
    const pictures = await othersWait(server, await sendPictures(server, owner))
    return [
      waits('others’ wait during hostile forms and JSON', forms, quiet),
      { what: 'memory that hostile forms and JSON take', figure: `${Math.round(grown)} MB`, budget: '≤ 40 MB', ok: grown <= 40 },
      waits('others’ wait during hostile and large pictures', pictures, quiet),
    ]
  } finally {
    await server.kill()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/hostile.ts')) for (const row of await benchHostile()) console.log(row)
