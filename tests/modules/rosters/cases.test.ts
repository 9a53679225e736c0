// Rosters as real offices send them, beside what must come out.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRoster } from '#app/modules/rosters/reading/read-roster.server.ts'
import type { ValidatedRow } from '#app/modules/rosters/reading/validate-row.ts'
import { findRegion } from '#app/modules/regions/regions.server.ts'
import { county } from '#tests/modules/rosters/makers.ts'

const today = '2019-03-20'
const folder = 'tests/cases/rosters'

async function judge(bytes: Buffer) {
  const rows: ValidatedRow[] = []
  for await (const batch of readRoster(bytes, {
    today,
    county,
    mayImport: () => true,
    findRegion: (township, village) => findRegion({ county: county.code, township, village, day: today }),
  }))
    rows.push(...batch.rows)
  return rows
}

const cases = readdirSync(folder).filter((file) => /\.(xlsx|csv)$/.test(file))
test.each(cases)('%s is read as expected', async (file) => {
  const rows = await judge(readFileSync(`${folder}/${file}`))
  const expected = JSON.parse(readFileSync(`${folder}/${file.replace(/\.\w+$/, '.expected.json')}`, 'utf8')) as unknown
  const refused = rows.filter(({ problems }) => problems.length > 0)
  expect({
    rows: rows.length,
    accepted: rows.length - refused.length,
    refused: refused.map(({ row, problems }) => ({ row, code: problems[0]!.code })),
  }).toEqual(expected)
})
