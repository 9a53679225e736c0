// Says what `npm run coverage` found, a line for each domain and folder; build/coverage shows it line by line.
import { relative } from 'node:path'
import type { Reporter } from 'vitest/node'

interface Count {
  total: number
  covered: number
}

/** What istanbul's map of coverage is asked for here. */
interface CoverageMap {
  files(): string[]
  fileCoverageFor(file: string): { toSummary(): Record<'lines' | 'branches', Count> }
}

/** The domain or the folder of app/ or db/ that a file belongs to; the folder itself for what lies directly in it. */
const folderOf = (file: string) => /^(app\/modules\/[^/]+|(?:app|db)\/[^/]+(?=\/)|[^/]+)/.exec(file)![0]

const share = ({ total, covered }: Count) => (total === 0 ? '–' : `${((100 * covered) / total).toFixed(1)} %`)
const add = (sum: Count, { total, covered }: Count) => ({ total: sum.total + total, covered: sum.covered + covered })

/** The share of lines and of branches that the tests of rules run through, by folder. */
export default class CoverageByFolder implements Reporter {
  onCoverage(coverage: unknown) {
    const map = coverage as CoverageMap
    const none = { total: 0, covered: 0 }
    const folders = new Map<string, Record<'lines' | 'branches', Count>>()
    for (const file of map.files()) {
      const { lines, branches } = map.fileCoverageFor(file).toSummary()
      for (const name of [folderOf(relative('.', file)), 'all']) {
        const sum = folders.get(name) ?? { lines: none, branches: none }
        folders.set(name, { lines: add(sum.lines, lines), branches: add(sum.branches, branches) })
      }
    }
    const rows = [...folders].sort(([a], [b]) => a.localeCompare(b))
    const width = Math.max(...rows.map(([name]) => name.length))
    const lines = rows.map(([name, sum]) => `  ${name.padEnd(width)}  ${share(sum.lines).padStart(8)}  ${share(sum.branches).padStart(8)}`)
    process.stdout.write(`\n Covered${' '.repeat(width - 6)}     lines  branches\n${lines.join('\n')}\n\n`)
  }
}
