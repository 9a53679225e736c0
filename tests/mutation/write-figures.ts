// Writes what the last run of StrykerJS has found into docs/bench.md, where `npm run bench` leaves it; rows of files that were left out
// stay as they were. Fails if of any one file less is noticed than asked for (`thresholds.low` in stryker.config.json), and names it.
import { readFileSync, writeFileSync } from 'node:fs'
import { formatFigures, listShortcomings, mergeFigures, parseFigures, readReport, type Report } from './figures.ts'

const heading = '## Mutation'
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const report = readJson('build/mutation/report.json') as Report
const { mutate: measured } = readJson('stryker.config.json') as { mutate: string[] }
const least = report.thresholds.low

const [bench = '', before = ''] = readFileSync('docs/bench.md', 'utf8').split(`\n${heading}`)
const figures = mergeFigures(parseFigures(before), readReport(report), measured)

const section = `${heading}

Of the faults that \`npm run mutate\` (StrykerJS) puts into the files that hold rules, tests kill so many; at least ${least} % are asked for, of each file. Changed texts are left out:
names of states and kinds are held by their types, and sentences by whoever reads them. What goes through, and why it may: [test-gaps.md](test-gaps.md).

| file | killed | |
|---|---|---|
${formatFigures(figures)}
`
writeFileSync('docs/bench.md', `${bench.trimEnd()}\n\n${section}`)

const shortcomings = listShortcomings(figures, measured, least)
for (const line of shortcomings) process.stderr.write(`${line}\n`)
if (shortcomings.length > 0) process.exitCode = 1
