// What every page of the desk keeps: lists of facts have a look, without which their values take two lines each, and paper names its place.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every list of facts of a page names the look that it has', () => {
  const bare = readdirSync('app/modules', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.tsx') && readFileSync(join('app/modules', path), 'utf8').includes('<dl>'),
  )
  expect(bare).toEqual([])
})

test('no printed page carries the code of a county for its name', () => {
  const coded = readdirSync('app/modules', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.tsx') && /printed=\{.*\.county\b/.test(readFileSync(join('app/modules', path), 'utf8')),
  )
  expect(coded).toEqual([])
})
