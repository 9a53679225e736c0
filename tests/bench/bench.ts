// `npm run bench [-- NAME …]`: measures the budgets, prints each row with figure, budget and ratio, writes docs/bench.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { loadDemoCounty } from '#app/demo/county.server.ts'
import { matchFile } from '#app/modules/mentorship/matching/match-file.ts'
import { openSite } from '#app/site.server.ts'
import { seeded } from '#db/demo/random.ts'
import { startServer } from '#tests/support/running-server.ts'
import { benchAnswers, benchOpening, type Row } from './exams.ts'
import { benchPages } from './pages.ts'
import { benchReports } from './reports.ts'
import { rosterBench } from './rosters.ts'
import { benchThroughput } from './throughput.ts'

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

/** Matching 1,000 western with 300 eastern shops, lists of random length. */
async function benchMatching(): Promise<Row[]> {
  const random = seeded(7)
  const east = Array.from({ length: 300 }, (_, i) => `e${i}`)
  const west = Array.from({ length: 1000 }, (_, i) => `w${i}`)
  const some = (of: readonly string[], count: number) => [...new Set(Array.from({ length: count }, () => random.pick(of)))]
  const file = { west: west.map((id) => ({ id, prefers: some(east, 20) })), east: east.map((id) => ({ id, capacity: random.whole(1, 5), prefers: some(west, 400) })) }
  const times = Array.from({ length: 3 }, () => {
    const begun = performance.now()
    matchFile(file, 1)
    return (performance.now() - begun) / 1000
  }).sort((one, other) => one - other)
  return [{ what: 'matching 1,000 west × 300 east', figure: `${times[1]!.toFixed(2)} s`, budget: '≤ 0.5 s', ok: times[1]! <= 0.5 }]
}

const groups: Record<string, () => Promise<Row[]>> = {
  pages: () => benchPages(),
  throughput: () => benchThroughput(),
  start: benchStart,
  answers: () => benchAnswers(),
  opening: () => benchOpening(),
  rosters: () => rosterBench(),
  reports: () => benchReports(),
  matching: benchMatching,
}

/** The first numbers of figure and budget set against each other: under 1 is within the budget, over 1 beyond it, for `≤`. */
function ratioOf({ figure, budget }: Row) {
  const number = (text: string) => Number(text.replaceAll(',', '').match(/\d+(\.\d+)?/)?.[0])
  const ratio = number(figure) / number(budget)
  return Number.isFinite(ratio) ? ratio.toFixed(2) : '–'
}

const wanted = process.argv.slice(2)
const measured: (Row & { ratio: string })[] = []
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  try {
    for (const row of await measure()) {
      const ratio = ratioOf(row)
      measured.push({ ...row, ratio })
      console.log(`${row.ok ? 'ok ' : 'NOT'} ${row.what}: ${row.figure} (budget ${row.budget}, ratio ${ratio})`)
    }
  } catch (fault) {
    measured.push({ what: name, figure: `could not be measured: ${String(fault)}`, budget: '', ok: false, ratio: '–' })
    console.error(name, fault)
  }
}

if (wanted.length === 0) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const table = measured.map(({ what, figure, budget, ratio, ok }) => `| ${what} | ${figure} | ${budget} | ${ratio} | ${ok ? 'kept' : '**not kept**'} |`).join('\n')
  writeFileSync(
    'docs/bench.md',
    `# Bench\n\nMeasured by \`npm run bench\` at ${commit}, Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} at the end. Ratio: figure ÷ budget (for ≥ rows, above 1 is good).\n\n| what | figure | budget | ratio | |\n|---|---|---|---|---|\n${table}\n`,
  )
}
process.exit(0)
