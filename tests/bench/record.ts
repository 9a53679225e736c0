// Keeps the figures in docs/bench.md, each with the commit at which it was measured: who measures a part leaves the other rows as they were.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Row } from './exams.ts'

const file = 'docs/bench.md'

/** The first numbers of figure and budget set against each other: under 1 is within the budget, over 1 beyond it, for `≤`. */
export function ratioOf({ figure, budget }: Pick<Row, 'figure' | 'budget'>) {
  const number = (text: string) => Number(text.replaceAll(',', '').match(/\d+(\.\d+)?/)?.[0])
  const ratio = number(figure) / number(budget)
  return Number.isFinite(ratio) ? ratio.toFixed(2) : '–'
}

/** What a row measures, without the sizes and medians that its name also tells. */
const keyOf = (what: string) =>
  what
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Puts the rows in the place of those that measured the same before, and others at the end; of a whole run, all others go. */
export function recordRows(rows: readonly Row[], { isWhole = false } = {}) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const text = readFileSync(file, 'utf8')
  const sections = text.match(/\n## [^]*/)?.[0] ?? '' // what others measure stands in sections of its own
  const lines = new Map<string, string>()
  if (!isWhole)
    for (const [line, what = ''] of text.slice(0, text.length - sections.length).matchAll(/^\| (?!what )([^|]+) \|.*\|$/gm))
      lines.set(keyOf(what), line)
  for (const row of rows)
    lines.set(
      keyOf(row.what),
      `| ${row.what} | ${row.figure} | ${row.budget} | ${ratioOf(row)} | ${row.ok ? 'kept' : '**not kept**'} | ${commit} |`,
    )
  writeFileSync(
    file,
    `# Bench\n\nMeasured by \`npm run bench\`, Node ${process.version}, ${cpus().length} cores, quiet; each row at the commit beside it. Ratio: figure ÷ budget (for ≥ rows, above 1 is good).\n\n| what | figure | budget | ratio | | at |\n|---|---|---|---|---|---|\n${[...lines.values()].join('\n')}\n${sections}`,
  )
}
