// `npm run indicators:generate`: writes the table of indicators into docs/indicators.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { writeIndicatorTable } from './describe.ts'

const page = 'docs/indicators.md'
writeFileSync(page, writeIndicatorTable(readFileSync(page, 'utf8')))
