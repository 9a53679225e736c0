// The server's process holds each module once (docs/decisions/one-module-graph.md), read from what was built.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import '#tests/support/built.ts'

const built = readdirSync('build/server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => readFileSync(`build/server/${file}`, 'utf8'))

const declared = (pattern: RegExp) => built.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!))

test('the program and its screens have one class of refusals between them, and no class twice', () => {
  const classes = declared(/^class (\w+)/gm)
  expect(classes).toContain('Refusal')
  expect(classes.filter((name, at) => classes.indexOf(name) !== at)).toEqual([])
})

test('courses, lessons, sheets, sessions and writes under way are kept in one place each', () => {
  const kept = ['catalogues', 'checked', 'insideWrite', 'keptSheets', 'luciaOf', 'renders']
  const caches = declared(/^const (\w+)(?:\$\d+)? = (?:\/\* @__PURE__ \*\/ )?new (?:Weak)?(?:Map|AsyncLocalStorage)\(/gm)
  expect(caches.filter((name) => kept.includes(name)).sort()).toEqual(kept)
})

test('what `npm start` runs loads that program and no module beside it', () => {
  const start = readFileSync('build/program/start.js', 'utf8')
  expect(start).toContain('../server/serve.js')
  expect(start).not.toMatch(/^import /m)
})
