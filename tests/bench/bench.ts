// `npm run bench [-- NAME …]`: measures the budgets, prints each row with figure, budget and ratio, and keeps it in docs/bench.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { loadDemoCounty } from '#app/demo/county.server.ts'
import { categories } from '#app/modules/shops/categories.ts'
import { matchFile } from '#app/modules/matching/match-file.ts'
import { matchRound } from '#app/modules/matching/round.ts'
import type { RoundInput } from '#app/modules/matching/round-types.ts'
import { defaultWeights } from '#app/modules/matching/score.ts'
import { handlings, platforms, skills } from '#app/modules/shops/shop.ts'
import { openSite } from '#app/site.server.ts'
import { createRandom } from '#db/demo/random.ts'
import { startServer } from '#tests/support/running-server.ts'
import { benchAnswers, benchOpening, benchWholeExams, type Row } from './exams.ts'
import { benchAudit } from './audit.ts'
import { benchDemo } from './demo.ts'
import { benchDocuments } from './documents.ts'
import { benchHostile } from './hostile.ts'
import { benchLargeClass } from './large-class.ts'
import { benchLedger } from './ledger.ts'
import { benchLessonSearch } from './lesson-search.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchPages } from './pages.ts'
import { benchQuestions } from './questions.ts'
import { benchReadingCheck } from './reading-check.ts'
import { benchPipeline } from './talent/pipeline.ts'
import { benchReports } from './reports.ts'
import { rosterBench } from './rosters.ts'
import { benchStudio } from './studio.ts'
import { benchThroughput } from './throughput.ts'
import { ratioOf, recordRows } from './record.ts'
import { median } from './times.ts'

/** Server start to first answer, on the demo county. */
async function benchStart(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  await loadDemoCounty(site)
  await site.close()
  const begun = performance.now()
  const server = await startServer({ dataFolder })
  const seconds = (performance.now() - begun) / 1000
  await server.kill()
  rmSync(dataFolder, { recursive: true, force: true })
  return [{ what: 'server start to first answer, existing database', figure: `${seconds.toFixed(2)} s`, budget: '≤ 2 s', ok: seconds <= 2 }]
}

/** Matching 1,000 western with 300 eastern shops: strict lists of random length as a file has them, and a whole round with all its scores and reasons. */
async function benchMatching(): Promise<Row[]> {
  const random = createRandom(7)
  const east = Array.from({ length: 300 }, (_, i) => `e${i}`)
  const west = Array.from({ length: 1000 }, (_, i) => `w${i}`)
  const some = (of: readonly string[], count: number) => [...new Set(Array.from({ length: count }, () => random.pick(of)))]
  const file = {
    west: west.map((id) => ({ id, prefers: some(east, 20) })),
    east: east.map((id) => ({ id, capacity: random.whole(1, 5), prefers: some(west, 400) })),
  }
  const round = aLargeRound(random, west, east, some)
  const row = (what: string, run: () => unknown): Row => {
    const seconds = median(
      Array.from({ length: 5 }, () => {
        const begun = performance.now()
        run()
        return (performance.now() - begun) / 1000
      }),
    )
    return { what, figure: `${seconds.toFixed(2)} s`, budget: '≤ 0.5 s', ok: seconds <= 0.5 }
  }
  return [
    row('matching 1,000 west × 300 east', () => matchFile(file, 1)),
    row('a round of 1,000 × 300: scores, pairs, reasons, checker', () => matchRound(round)),
  ]
}

/** Shops of all kinds, each with wishes, some with a veto. */
function aLargeRound(
  random: ReturnType<typeof createRandom>,
  west: readonly string[],
  east: readonly string[],
  some: (of: readonly string[], count: number) => string[],
): RoundInput {
  const of = <T extends string>(words: Record<T, string>, count: number) => some(Object.keys(words), count) as T[]
  const goods = (count: number) =>
    some(
      categories.map(({ code }) => code),
      count,
    )
  const shop = (id: string) => ({
    id,
    name: id,
    ownerId: `owner of ${id}`,
    categories: goods(3),
    platforms: of(platforms, 3),
    band: random.whole(0, 5),
  })
  return {
    west: west.map((id) => ({ ...shop(id), needs: of(skills, 3), ships: of(handlings, 2) })),
    east: east.map((id) => ({
      ...shop(id),
      willHelp: random.whole(1, 4),
      helping: 0,
      teaches: of(skills, 6),
      handles: of(handlings, 3),
      buys: goods(3),
    })),
    wishes: Object.fromEntries([...west.map((id) => [id, some(east, 5)]), ...east.map((id) => [id, some(west, 5)])]),
    vetoes: some(west, 200).map((by) => ({ by, of: random.pick(east) })),
    conflicts: [],
    failed: [],
    pins: [],
    weights: defaultWeights,
    seed: 7,
    goods: {},
    leastScore: 0,
  }
}

const groups: Record<string, () => Promise<Row[]>> = {
  pages: () => benchPages(),
  lighthouse: () => benchLighthouse(),
  throughput: () => benchThroughput(),
  start: benchStart,
  answers: () => benchAnswers(),
  opening: () => benchOpening(),
  exams: () => benchWholeExams(),
  rosters: () => rosterBench(),
  documents: () => benchDocuments(),
  questions: () => benchQuestions(),
  reports: () => benchReports(),
  pipeline: () => benchPipeline(),
  'lesson-search': benchLessonSearch,
  studio: () => benchStudio(),
  'large-class': () => benchLargeClass(),
  matching: benchMatching,
  demo: benchDemo,
  hostile: benchHostile,
  reading: benchReadingCheck,
  audit: benchAudit,
  ledger: () => benchLedger(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in groups))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} to measure. There are: ${Object.keys(groups).join(', ')}.`)
  process.exit(1)
}
const measured: Row[] = []
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  try {
    for (const row of await measure()) {
      measured.push(row)
      console.log(`${row.ok ? 'ok ' : 'NOT'} ${row.what}: ${row.figure} (budget ${row.budget}, ratio ${ratioOf(row)})`)
    }
  } catch (fault) {
    measured.push({ what: name, figure: `could not be measured: ${String(fault)}`, budget: '', ok: false })
    console.error(name, fault)
  }
}

recordRows(measured, { isWhole: wanted.length === 0 })
process.exit(0)
