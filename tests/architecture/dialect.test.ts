// A fence before another engine: what SQLite alone understands is written in db/ (db/dialect/README.md).
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What PostgreSQL, or any other engine, says otherwise or not at all. */
const ofOneEngine =
  /\b(json_\w+|jsonb_\w+|strftime|unixepoch|julianday|ifnull|iif|glob|rowid|printf|group_concat|string_agg|excluded|instr|typeof|pragma)\b|->>?\s*\S|\b(max|min|greatest|least)\([^)$]*,|\b(max|min|greatest|least)\(.*\),|\bmatch \$/i

test('outside db/ no SQL is written that one engine alone understands', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(`app/${file}`, 'utf8').matchAll(/\bsql(?:<[^`]*>)?`([^`]*)`/g)]
        .filter(([, text]) => ofOneEngine.test(text!))
        .map(([, text]) => `${file}: ${text}`),
    )
  expect(found).toEqual([])
})

test('outside db/ no query is prepared: other engines want a name for it', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && /\.prepare\(/.test(readFileSync(`app/${file}`, 'utf8')),
  )
  expect(found).toEqual([])
})

test('outside db/ nothing of one engine is imported', () => {
  const found = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && readFileSync(`app/${file}`, 'utf8').includes('#db/dialect/sqlite/'),
  )
  expect(found).toEqual([])
})
