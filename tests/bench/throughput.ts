// The bench row of throughput: a lesson page against an empty Remix route of the same server, in the same run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { openSession } from '#app/modules/accounts/accounts.server.ts'
import { openSite } from '#app/site.server.ts'
import { aClass, aStudent, course } from '#tests/modules/learning/makers.ts'
import { startServer } from '#tests/support/running-server.ts'
import type { Row } from './exams.ts'

const connections = 32
const seconds = 4

/** Answers a second. Anything but 200 makes the figure worthless, and is a fault. */
async function rate(url: string, cookie: string) {
  const { requests, errors, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { cookie, 'accept-encoding': 'br' },
  })
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} answers that were not 200`)
  return requests.average
}

/** Lesson and empty route take turns, so that both meet the same neighbours on a shared machine; the median ratio counts. */
export async function benchThroughput({ rounds = 5 } = {}): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  const student = await aStudent(site, await aClass(site))
  const cookie = (await openSession(site, student.accountId)).split(';')[0]!
  const server = await startServer({ dataFolder, program: 'tests/bench/empty-route-server.ts' })
  const lesson = `${server.origin}/courses/${course}/choose-goods`
  const empty = `${server.origin}/empty`
  try {
    await rate(empty, cookie) // warm-up
    await rate(lesson, cookie)
    const figures = []
    for (let round = 0; round < rounds; round++) {
      const [plain, full] = [await rate(empty, cookie), await rate(lesson, cookie)]
      figures.push({ plain, full, ratio: full / plain })
    }
    const { plain, full, ratio } = figures.sort((one, other) => one.ratio - other.ratio)[Math.floor(rounds / 2)]!
    return [
      {
        what: `lesson page × empty Remix route, ${connections} connections, median of ${rounds}`,
        figure: `${ratio.toFixed(2)} (${full.toFixed(0)} / ${plain.toFixed(0)} a second)`,
        budget: '≥ 0.5',
        ok: ratio >= 0.5,
      },
    ]
  } finally {
    await server.kill()
    await site.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('bench/throughput.ts')) for (const row of await benchThroughput()) console.log(row)
