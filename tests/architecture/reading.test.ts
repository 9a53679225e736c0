// What the documents for newcomers point at is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const documents = [
  'CONTRIBUTING.md',
  'docs/reading-notes.md',
  'docs/architecture.md',
  ...readdirSync('docs/how-to').map((file) => `docs/how-to/${file}`),
]

test.each(documents)('each place that %s names is there', (document) => {
  const named = [...readFileSync(document, 'utf8').matchAll(/`((?:app|db|tests|docs|content)\/[\w./$-]+)`/g)].map(([, place]) => place!)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((place) => !existsSync(place))).toEqual([])
})

test('the files that `npm run mutate` puts faults into, and the tests that it asks, are there', () => {
  const { mutate } = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as { mutate: string[] }
  const tests = [...readFileSync('tests/mutation/vitest.config.ts', 'utf8').matchAll(/'(tests\/[^']+)\.test\.ts'/g)].flatMap(([, path]) => {
    const [, before = '', names, behind = ''] = /^(.*)\{(.+)\}(.*)$/.exec(path!) ?? []
    return names === undefined ? [path!] : names.split(',').map((name) => before + name + behind)
  })
  expect([mutate.length, tests.length].every((count) => count > 10)).toBe(true)
  expect(mutate.filter((file) => !existsSync(file))).toEqual([])
  expect(tests.filter((test) => !test.endsWith('*') && !existsSync(`${test}.test.ts`))).toEqual([])
})
