// Writes what the last `npm run mutate` has found into docs/bench.md, where `npm run bench` leaves it.
import { readFileSync, writeFileSync } from 'node:fs'

interface Report {
  files: Record<string, { mutants: { status: string }[] }>
}

const heading = '## Mutation'
const { files } = JSON.parse(readFileSync('build/mutation/report.json', 'utf8')) as Report

const counted = Object.entries(files).map(([file, { mutants }]) => {
  const of = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length
  return { file, killed: of('Killed', 'Timeout'), through: of('Survived', 'NoCoverage') }
})
const sum = counted.reduce((all, { killed, through }) => ({ file: 'all', killed: all.killed + killed, through: all.through + through }), {
  file: 'all',
  killed: 0,
  through: 0,
})
const line = ({ file, killed, through }: (typeof counted)[number]) =>
  `| ${file} | ${killed} of ${killed + through} | ${((100 * killed) / (killed + through)).toFixed(1)} % |`

const section = `${heading}

Of the faults that \`npm run mutate\` (StrykerJS) puts into the files that hold rules, tests kill so many; at least 90 % are asked for. Changed texts are left out:
names of states and kinds are held by their types, and sentences by whoever reads them. What goes through, and why it may: [test-gaps.md](test-gaps.md).

| file | killed | |
|---|---|---|
${[...counted.sort((one, other) => (one.file < other.file ? -1 : 1)), sum].map(line).join('\n')}
`

const [bench] = readFileSync('docs/bench.md', 'utf8').split(`\n${heading}`)
writeFileSync('docs/bench.md', `${bench!.trimEnd()}\n\n${section}`)
