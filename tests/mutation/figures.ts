// What StrykerJS found, by file: as it reports it, and as it is kept in docs/bench.md.

export interface Report {
  thresholds: { low: number }
  files: Record<string, { mutants: { status: string }[] }>
}

/** Of the faults put into a file how many tests noticed, and how many went through. */
export interface Figure {
  file: string
  killed: number
  through: number
}

const countIn = (mutants: { status: string }[], ...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length

export const readReport = ({ files }: Report): Figure[] =>
  Object.entries(files).map(([file, { mutants }]) => ({
    file,
    killed: countIn(mutants, 'Killed', 'Timeout'),
    through: countIn(mutants, 'Survived', 'NoCoverage'),
  }))

/** In per cent; null of a file into which no fault can be put. */
export const shareKilled = ({ killed, through }: Figure) => (killed + through === 0 ? null : (100 * killed) / (killed + through))

function formatRow(figure: Figure) {
  const share = shareKilled(figure)
  return `| ${figure.file} | ${figure.killed} of ${figure.killed + figure.through} | ${share === null ? '–' : `${share.toFixed(1)} %`} |`
}

/** One row a file, and one of all. */
export function formatFigures(figures: readonly Figure[]) {
  const sum = (key: 'killed' | 'through') => figures.reduce((all, figure) => all + figure[key], 0)
  const sorted = [...figures].sort((one, other) => (one.file < other.file ? -1 : 1))
  return [...sorted, { file: 'all', killed: sum('killed'), through: sum('through') }].map(formatRow).join('\n')
}

/** The rows of files, as `formatFigures` writes them. */
export const parseFigures = (text: string): Figure[] =>
  [...text.matchAll(/^\| (\S+\.ts) \| (\d+) of (\d+) \|/gm)].map(([, file = '', killed, all]) => ({
    file,
    killed: Number(killed),
    through: Number(all) - Number(killed),
  }))

/** Of the files that are measured what was found now; of those that this run left out, what was found before. */
export function mergeFigures(before: readonly Figure[], now: readonly Figure[], measured: readonly string[]) {
  const byFile = new Map([...before, ...now].map((figure) => [figure.file, figure]))
  return measured.flatMap((file) => byFile.get(file) ?? [])
}

/** Each file of which too little is noticed, or nothing known: one good file does not make up for a bad one. */
export function listShortcomings(figures: readonly Figure[], measured: readonly string[], least: number) {
  const missing = measured.filter((file) => !figures.some((figure) => figure.file === file))
  return [
    ...figures.flatMap((figure) => {
      const share = shareKilled(figure)
      return share === null || share >= least
        ? []
        : [`${figure.file}: ${share.toFixed(1)} % of its faults are noticed, of ${least} % asked for`]
    }),
    ...missing.map((file) => `${file}: not measured yet`),
  ]
}
