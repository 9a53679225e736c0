// Lists of facts have a look: without one their values stand indented under their names, and take two lines each.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every list of facts of a page names the look that it has', () => {
  const bare = readdirSync('app/modules', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.tsx') && readFileSync(join('app/modules', path), 'utf8').includes('<dl>'),
  )
  expect(bare).toEqual([])
})
