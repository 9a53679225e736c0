// The bench rows of throughput: a lesson page, composed, against an empty Remix route of the same server, in the same run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { openSite } from '#app/site.server.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'

const connections = 32
const seconds = 4

/** Answers a second, and within how many milliseconds 99 of 100 came. Anything but 200 makes the figures worthless, and is a fault. */
async function load(url: string, cookie: string) {
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { cookie, 'accept-encoding': 'br' },
  })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers that were not 200`)
  return { rate: requests.average, p99: latency.p99 }
}

/** Lesson and empty route take turns, so that both meet the same neighbours on a shared machine; the median ratio counts. */
export async function benchThroughput({ rounds = 5 } = {}): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const student = await aStudent(site, await aClass(site))
  const cookie = (await createSession(site, student.accountId)).split(';')[0]!
  const server = await startServer({ dataFolder, program: 'tests/bench/empty-route-server.ts' })
  const lesson = `${server.origin}/courses/${course}/choose-goods`
  // An unusual spelling gets Remix with all its routes, as it comes; the usual one those of its first segment (routes-by-segment.ts).
  const empty = `${server.origin}/e%6Dpty`
  const own = `${server.origin}/empty`
  try {
    await load(empty, cookie) // warm-up
    await load(lesson, cookie)
    const { rate: ownRate } = await load(own, cookie)
    const figures: { plain: number; full: number; ratio: number; p99: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const [plain, full] = [await load(empty, cookie), await load(lesson, cookie)]
      figures.push({ plain: plain.rate, full: full.rate, ratio: full.rate / plain.rate, p99: full.p99 })
    }
    const middle = (by: 'ratio' | 'p99') => figures.sort((one, other) => one[by] - other[by])[Math.floor(rounds / 2)]!
    const [{ plain, full, ratio }, { p99 }] = [middle('ratio'), middle('p99')]
    return [
      {
        what: `lesson page × empty Remix route, ${connections} connections, median of ${rounds}`,
        figure: `${ratio.toFixed(2)} (${full.toFixed(0)} / ${plain.toFixed(0)} a second; ${ownRate.toFixed(0)} with the routes of its segment alone)`,
        budget: '≥ 3',
        ok: ratio >= 3,
      },
      {
        what: `lesson pages, ${connections} connections`,
        figure: `${full.toFixed(0)} a second`,
        budget: '≥ 1,000',
        ok: full >= 1000,
      },
      {
        what: `lesson page, ${connections} connections: p99, median of ${rounds}`,
        figure: `${p99.toFixed(0)} ms`,
        budget: '≤ 60 ms',
        ok: p99 <= 60,
      },
    ]
  } finally {
    await server.kill()
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/throughput.ts')) for (const row of await benchThroughput()) console.log(row)
