// The table of indicators for the documentation.
import { indicators } from './definitions.ts'

const beginning = '<!-- indicators: made by `npm run indicators:generate` -->'
const end = '<!-- end of indicators -->'

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** Writes the table of all indicators into a page, in place of the one between the two marks. Throws if there are none. */
export function writeIndicatorTable(page: string): string {
  const [from, to] = [page.indexOf(beginning), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error('The page has no place for the table of indicators.')
  const lines = indicators.map((one) =>
    row([`\`${one.name}\``, one.label, one.unit, one.counts, one.same, one.day, one.without, one.by.map((by) => `\`${by}\``).join(' ')]),
  )
  const head = [
    row(['name', 'on screen', 'unit', 'counts', 'the same', 'the day that decides', 'left out', 'divided by']),
    '|---|---|---|---|---|---|---|---|',
  ]
  return `${page.slice(0, from)}${[beginning, ...head, ...lines].join('\n')}\n${page.slice(to)}`
}
