// The bench rows of pages: what a lesson and the exam weigh, and how soon a lesson can be read on a poor network.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, CDPSession } from 'playwright-core'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { openSite } from '#app/site.server.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { illustratedFiles, illustratedParts } from '#tests/media/a-course.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import { aPhone, launchChromium } from '#tests/support/browser.ts'
import { startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'
import { median } from './times.ts'

interface Transfer {
  url: string
  type: string
  bytes: number
}

interface Network {
  kilobits: number
  latency: number
  cpu: number
}

interface Visit {
  transfers: Transfer[]
  firstPaint: number
  shift: number
}

interface VisitOptions {
  origin: string
  cookie: string
  paths: readonly string[]
  network?: Network | undefined
}

/** Opens pages one after another in a fresh browser profile, and tells for each what came over the network and when it could be read. */
async function visit(browser: Browser, { origin, cookie, paths, network }: VisitOptions): Promise<Visit[]> {
  const context = await aPhone(browser, { origin, cookie, worker: false }) // the worker fetches ahead; here the page itself is weighed
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    if (network) await slowDown(cdp, network)
    await page.addInitScript(() => {
      const seen = { shift: 0 }
      Object.assign(window, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!entry.hadRecentInput) seen.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const visits: Visit[] = []
    for (const path of paths) {
      const transfers = recordTransfers(cdp)
      await page.goto(origin + path, { waitUntil: 'load', timeout: 120_000 })
      await page.waitForTimeout(network ? 1000 : 500) // what scripts ask for after loading belongs to it
      const { firstPaint, shift } = await page.evaluate(() => ({
        firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
        shift: (window as unknown as { seen: { shift: number } }).seen.shift,
      }))
      visits.push({ transfers: transfers.stop(), firstPaint, shift })
    }
    return visits
  } finally {
    await context.close()
  }
}

async function slowDown(cdp: CDPSession, { kilobits, latency, cpu }: Network) {
  const throughput = (kilobits * 1000) / 8
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
}

/** All that comes over the wire, headers included, as Chromium counts it. What its cache holds is no transfer. */
function recordTransfers(cdp: CDPSession) {
  const asked = new Map<string, Transfer & { cached: boolean }>()
  const begun = ({ requestId, request, type }: { requestId: string; request: { url: string }; type?: string }) =>
    void (
      request.url.startsWith('http') &&
      asked.set(requestId, { url: new URL(request.url).pathname, type: type ?? 'Other', bytes: 0, cached: false })
    )
  const fromCache = ({ requestId }: { requestId: string }) => {
    const transfer = asked.get(requestId)
    if (transfer) transfer.cached = true
  }
  const answered = ({ requestId, response }: { requestId: string; response: { fromDiskCache?: boolean } }) => {
    if (response.fromDiskCache) fromCache({ requestId })
  }
  const ended = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    const transfer = asked.get(requestId)
    if (transfer) transfer.bytes = encodedDataLength
  }
  cdp.on('Network.requestWillBeSent', begun)
  cdp.on('Network.requestServedFromCache', fromCache)
  cdp.on('Network.responseReceived', answered)
  cdp.on('Network.loadingFinished', ended)
  return {
    stop(): Transfer[] {
      cdp.off('Network.requestWillBeSent', begun)
      cdp.off('Network.requestServedFromCache', fromCache)
      cdp.off('Network.responseReceived', answered)
      cdp.off('Network.loadingFinished', ended)
      return [...asked.values()].filter(({ cached }) => !cached).map(({ url, type, bytes }) => ({ url, type, bytes }))
    },
  }
}

const weigh = (transfers: readonly Transfer[], counts: (transfer: Transfer) => boolean) =>
  transfers.filter(counts).reduce((sum, { bytes }) => sum + bytes, 0)
const isPicture = ({ url, type }: Transfer) => type === 'Image' || /^\/(pictures|media)\//.test(url)
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** Another class, which studies the same course with a photograph in each of four places, a sound and a video in its first lesson. */
async function anIllustratedClass(site: ReturnType<typeof openSite>, lesson: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-bench-course-'))
  cpSync('content', folder, { recursive: true })
  const inCourse = (name: string) => join(folder, 'entrepreneur', course, name)
  for (const [name, content] of Object.entries(await illustratedFiles()))
    if (typeof content !== 'string') writeFileSync(inCourse(name), content)
  const text = readFileSync(inCourse(`${lesson}.mdx`), 'utf8')
  writeFileSync(inCourse(`${lesson}.mdx`), text.replace('\n## ', `\n${illustratedParts}\n## `)) // first, so that the photographs load at once
  const cohortId = await aClass({ ...site, contentFolder: folder }, 2)
  rmSync(folder, { recursive: true })
  return cohortId
}

/** The rows of budgets about the lesson page and the exam page, in Chromium at 360×740 against the production server. The screens must have been built. */
export async function benchPages({ rounds = 3 } = {}): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const browser = await launchChromium()
  const student = await aStudent(site, await aClass(site))
  const cookie = await createSession(site, student.accountId)
  const illustrated = await createSession(site, (await aStudent(site, await anIllustratedClass(site, 'choose-goods'))).accountId)
  const [sitting] = await (await aHallFull(site, 1)).openAll()
  const server = await startServer({ dataFolder })
  const lessons = ['choose-goods', 'licence-and-label'].map((lesson) => `/courses/${course}/${lesson}`)
  const open = (paths: readonly string[], network?: Network) => visit(browser, { origin: server.origin, cookie, paths, network })
  try {
    await open(lessons) // compiles the lessons, once for ever
    const [first, next] = (await open(lessons)) as [Visit, Visit]
    const page = weigh(first.transfers, ({ type }) => type === 'Document' || type === 'Stylesheet')
    const all = weigh(first.transfers, (transfer) => !isPicture(transfer))
    const later = weigh(next.transfers, (transfer) => !isPicture(transfer))
    const illustratedVisit = async (network?: Network) =>
      (await visit(browser, { origin: server.origin, cookie: illustrated, paths: lessons.slice(0, 1), network }))[0]!
    await illustratedVisit() // scales the photographs, once for ever
    const photographs = await illustratedVisit()
    const photographPage = weigh(photographs.transfers, ({ type }) => type === 'Document' || type === 'Stylesheet')
    const heaviest = Math.max(...photographs.transfers.filter(isPicture).map(({ bytes }) => bytes))
    const [exam] = (await visit(browser, {
      origin: server.origin,
      cookie: sitting!.cookie,
      paths: [`/attempts/${sitting!.attemptId}`],
    })) as [Visit]
    const sheet = weigh(exam.transfers, () => true)
    const shift = Math.max(first.shift, next.shift, exam.shift, photographs.shift)

    const paint = async (network: Network) => {
      const times: number[] = []
      for (let round = 0; round < rounds; round++) times.push((await open(lessons.slice(0, 1), network))[0]!.firstPaint)
      return median(times)
    }
    const slow = await paint({ kilobits: 400, latency: 400, cpu: 4 })
    const illustratedTimes: number[] = []
    for (let round = 0; round < rounds; round++)
      illustratedTimes.push((await illustratedVisit({ kilobits: 400, latency: 400, cpu: 4 })).firstPaint)
    const illustratedSlow = median(illustratedTimes)
    const slowest = await paint({ kilobits: 50, latency: 800, cpu: 1 })
    return [
      { what: 'first lesson page, cold: HTML + CSS', figure: kilobytes(page), budget: '≤ 16 kB', ok: page <= 16_000 },
      {
        what: 'same page: all, pictures aside',
        figure: `${kilobytes(all)}, ${first.transfers.length} requests`,
        budget: '≤ 60 kB, ≤ 8 requests',
        ok: all <= 60_000 && first.transfers.length <= 8,
      },
      {
        what: 'the lesson with photographs, cold: HTML + CSS',
        figure: kilobytes(photographPage),
        budget: '≤ 16 kB',
        ok: photographPage <= 16_000,
      },
      { what: 'its heaviest picture at 360 px', figure: kilobytes(heaviest), budget: '≤ 41 kB with headers', ok: heaviest <= 41_000 },
      {
        what: `it is readable at 400 kbit/s, 400 ms, CPU ÷4, median of ${rounds}`,
        figure: `${(illustratedSlow / 1000).toFixed(2)} s`,
        budget: '≤ 2.0 s',
        ok: illustratedSlow <= 2000,
      },
      { what: 'next lesson', figure: kilobytes(later), budget: '≤ 12 kB', ok: later <= 12_000 },
      {
        what: 'exam page, cold, all',
        figure: `${kilobytes(sheet)}, ${exam.transfers.length} requests`,
        budget: '≤ 130 kB',
        ok: sheet <= 130_000,
      },
      {
        what: `readable at 400 kbit/s, 400 ms, CPU ÷4, median of ${rounds}`,
        figure: `${(slow / 1000).toFixed(2)} s`,
        budget: '≤ 2.0 s',
        ok: slow <= 2000,
      },
      {
        what: `readable at 50 kbit/s, 800 ms, median of ${rounds}`,
        figure: `${(slowest / 1000).toFixed(2)} s`,
        budget: '≤ 5 s',
        ok: slowest <= 5000,
      },
      { what: 'layout shift', figure: shift.toFixed(4), budget: '0', ok: shift === 0 },
    ]
  } finally {
    await browser.close()
    await server.kill()
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/pages.ts')) for (const row of await benchPages()) console.log(row)
