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
