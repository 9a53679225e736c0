// Each class of the desk's styles has one home: two areas that use one word for two things draw each other's.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What narrow windows and paper need of classes of other areas. */
const later = ['narrow.css', 'print.css']

test('no two areas of the desk’s styles give a class of the same name its rules, or parts of it', () => {
  const homes = new Map<string, Set<string>>()
  for (const file of readdirSync('app/ui/desk').filter((name) => name.endsWith('.css') && !later.includes(name)))
    for (const [, name] of readFileSync(`app/ui/desk/${file}`, 'utf8').matchAll(/^\.([\w-]+)(?: (?:d[lt]|dd|div|h[1-6]|li|p|span))? \{/gm))
      homes.set(name!, (homes.get(name!) ?? new Set()).add(file))
  expect(homes.size).toBeGreaterThan(20)
  expect([...homes].flatMap(([name, files]) => (files.size > 1 ? [`.${name}: ${[...files].join(', ')}`] : []))).toEqual([])
})
