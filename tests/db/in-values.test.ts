// A list of any length can be asked for.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inValues } from '#db/in-values.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { persons } from '#db/schema/households.ts'
import { aPerson } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('of 100,000 values those that are there are found, by the index', async () => {
  const site = await aSite()
  const id = await aPerson(site)
  const many = [...Array.from({ length: 100_000 }, (_, at) => `made-up-${at}`), id, 'with \' and " and 长']
  const query = site.read.select({ id: persons.id }).from(persons).where(inValues(persons.id, many))
  expect(await query).toEqual([{ id }])
  expect(await site.read.select({ id: persons.id }).from(persons).where(inValues(persons.id, []))).toEqual([])
  const { sql, params } = query.toSQL()
  const database = new Sqlite(join(site.dataFolder, 'tidui.db'), { readonly: true })
  const plan = database.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]
  database.close()
  expect(plan.map(({ detail }) => detail).join('\n')).toMatch(/SEARCH persons/)
  await site.write('operator', 'delete many', async (tx) => {
    await tx.update(persons).set({ name: '田小' }).where(inValues(persons.id, many))
    expect(await tx.$count(persons, eq(persons.name, '田小'))).toBe(1)
  })
})

test('lists that may be long are asked for so; the other way takes only what is written there, or comes in pages', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('demo'))
  const open = files
    .flatMap((file) =>
      [...readFileSync(`app/${file}`, 'utf8').matchAll(/(?<!\w)inArray\(([^]{0,80})/g)].map(([, rest]) => `${file}: ${rest}`),
    )
    .filter((line) => !/, (\[|slots|states|\w+States|page|idsOf|alsoCalled|atDesks|withRoles)\b|, \[\s*'/.test(line))
  expect(open).toEqual([])
})
