// Another county is configuration: what is only true of the pair that ships stands in its file, and nowhere else in the code.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listChildren, getPath } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'

// The list of passwords that most people choose has given names among them.
const mayNameIt = /^db\/(programmes|demo)\/|\/common-secrets\.ts$/
const sources = readdirSync('.', { recursive: true, encoding: 'utf8' }).filter((file) => /^(app|db)\/.*\.(tsx?|js|css)$/.test(file))

/** All words that name the pair: its sides, what they lie in, their townships, its codes and prefixes. */
function wordsOfThePair() {
  const { west, east, certificatePrefix, firstYear, goods } = loadProgramme(null)
  const counties = [west.county, ...east.counties]
  const days = [`${firstYear}-01-01`, '2026-01-01']
  const names = days.flatMap((day) =>
    counties.flatMap((code) => [...getPath(code, day), ...listChildren(code, day).map(({ name }) => name)]),
  )
  const ownGoods = Object.values(goods).flatMap(({ name, words }) => [name, ...words])
  return {
    texts: new Set([
      ...names,
      ...ownGoods,
      ...west.placeWords,
      ...east.placeWords,
      west.shortName,
      east.shortName,
      west.exampleAddress,
      ...counties,
    ]),
    prefix: new RegExp(`\\b${certificatePrefix}(\\b|\\d|\\$)`),
    letters: /xianfeng|yuhang/i,
  }
}

test('outside its file, the demo and the courses, no code names the pair that ships', () => {
  const { texts, prefix, letters } = wordsOfThePair()
  expect(texts.size).toBeGreaterThan(40)
  const isImportOfShipped = (line: string) => /^import .*'#db\/programmes\/[\w.-]+' with/.test(line)
  const naming = sources
    .filter((file) => !mayNameIt.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => !isImportOfShipped(line))
        .flatMap((line, at) =>
          [...texts].some((text) => line.includes(text)) || prefix.test(line) || letters.test(line)
            ? [`${file}:${at + 1} ${line.trim()}`]
            : [],
        ),
    )
  expect(naming).toEqual([])
})
