// The bench rows of what strangers and owners may send: how long others wait meanwhile, and what it takes of memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { loadDemoCounty } from '#app/demo/county.server.ts'
import { listDemoSignIns } from '#app/demo/plan.server.ts'
import { openSite } from '#app/site.server.ts'
import { sendHalf } from '#tests/support/half-request.ts'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'

/** The most that a process has held so far, in megabytes. */
const peakOf = ({ process: { pid } }: RunningServer) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

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

async function signIn({ origin }: RunningServer, role: string) {
  const [, phone, secret] = new RegExp(`${role}.*?手机号 (\\d+)，密码 (\\S+)`).exec(listDemoSignIns().join('\n'))!
  const signedIn = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ phone: phone!, secret: secret! }),
  })
  return signedIn.headers.get('set-cookie')!.split(';')[0]!
}

async function ownerOf(server: RunningServer) {
  const { origin } = server
  const cookie = await signIn(server, '店主')
  const shop = /\/pairings\/([0-9a-z]+)/.exec(await (await fetch(`${origin}/shop`, { headers: { cookie } })).text())
  return { cookie, pairingId: shop![1]! }
}

const fieldNames = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 9) }, (_, at) => `f${at.toString(36).padStart(6, '0')}=&`)
    .join('')
    .slice(0, bytes)

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
  const large = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#2a6' } })
    .png()
    .toBuffer()
  const pictures = [...Array.from({ length: 4 }, () => Buffer.from(hungrySvg)), ...Array.from({ length: 4 }, () => large)]
  return () =>
    Promise.all(
      pictures.map(async (picture, at) => {
        const body = new FormData()
        for (const [name, value] of Object.entries({ device: 'bench-phone', sequence: String(at + 1), text: '看看' })) body.set(name, value)
        body.set('picture', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'picture.jpg')
        await (
          await fetch(`${origin}/pairings/${pairingId}/messages`, { method: 'POST', redirect: 'manual', headers: { origin, cookie }, body })
        ).text()
      }),
    )
}

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const sheetOf = (rows: string, more = '') => `<worksheet ${ns}><sheetData>${rows}</sheetData>${more}</worksheet>`

function workbook(sheet: string, { sheets = '<sheet name="名单" r:id="rId1"/>', strings = '' } = {}) {
  return zipSync({
    'xl/workbook.xml': strToU8(`<workbook ${ns} xmlns:r="r"><sheets>${sheets}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>',
    ),
    'xl/sheet1.xml': strToU8(sheet),
    'xl/strings.xml': strToU8(`<sst ${ns}>${strings}</sst>`),
  })
}

/** What stopped the server: merged cells over each other, one sheet named many times, one text of hundreds of megabytes, nothing but commas. */
function workbooks() {
  const cells = Array.from({ length: 26 }, (_, at) => `<c r="${String.fromCharCode(65 + at)}1"><v>1</v></c>`).join('')
  const merges = Array.from(
    { length: 26 },
    (_, at) => `<mergeCell ref="${String.fromCharCode(65 + at)}1:${String.fromCharCode(65 + at)}200000"/>`,
  ).join('')
  return [
    workbook(
      sheetOf(
        `<row r="1">${cells}</row>${Array.from({ length: 199_000 }, (_, at) => `<row r="${at + 2}"/>`).join('')}`,
        `<mergeCells>${merges}</mergeCells>`,
      ),
    ),
    workbook(sheetOf(''), { sheets: Array.from({ length: 5_000 }, (_, at) => `<sheet name="s${at}" r:id="rId1"/>`).join('') }),
    workbook(sheetOf(''), { strings: `<si><t>${'字'.repeat(60_000_000)}</t></si>` }),
    Buffer.alloc(28_000_000, ','),
    Buffer.from(`${','.repeat(1_000)}\n`.repeat(28_000)),
  ]
}

async function sendWorkbooks(server: RunningServer) {
  const { origin } = server
  const cookie = await signIn(server, '乡镇专干')
  const files = workbooks()
  return async () => {
    for (const [at, file] of files.entries()) {
      const body = new FormData()
      body.set('file', new Blob([new Uint8Array(file)]), at < 3 ? '名单.xlsx' : '名单.csv')
      await (await fetch(`${origin}/desk/rosters`, { method: 'POST', headers: { origin, cookie }, body })).text()
    }
    await pause(15_000) // they are read after they were taken
  }
}

export async function benchHostile(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  await loadDemoCounty(site)
  await site.close()
  const server = await startServer({ dataFolder, demo: true })
  const waits = (what: string, milliseconds: number, quiet: number): Row => ({
    what,
    figure: `${Math.round(milliseconds)} ms (${Math.round(quiet)} ms when nothing is sent)`,
    budget: '≤ 100 ms',
    ok: milliseconds <= 100,
  })
  try {
    const owner = await ownerOf(server)
    const sendForms = formsFor(server)
    const quiet = await othersWait(server, () => pause(2000))
    const before = peakOf(server)
    const forms = await othersWait(server, sendForms)
    const grown = peakOf(server) - before
    const pictures = await othersWait(server, await sendPictures(server, owner))
    const books = await othersWait(server, await sendWorkbooks(server))
    return [
      waits('others’ wait during hostile forms and JSON', forms, quiet),
      { what: 'memory that hostile forms and JSON take', figure: `${Math.round(grown)} MB`, budget: '≤ 40 MB', ok: grown <= 40 },
      waits('others’ wait during hostile and large pictures', pictures, quiet),
      waits('others’ wait during hostile workbooks', books, quiet),
    ]
  } finally {
    await server.kill()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/hostile.ts')) for (const row of await benchHostile()) console.log(row)
