// Every action, asked by somebody who may, with values far too long and lists far too many: refused, quickly, and nothing is kept.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { aCounty, type Asker, type County } from '#tests/access/county.ts'
import { expected, intents, type Line } from '#tests/access/expected.ts'
import { loadScreens } from '#tests/access/screens.ts'

const long = '长'.repeat(6_500) // nearly all that a form may hold, once each sign takes nine bytes

/** Milliseconds, of a machine that has other tests to run: what is slow to refuse takes minutes. */
const limit = 3_000

/** The same form, one field after the other far too long, then all of it with the field many times. */
function hostile(form: Record<string, string>): URLSearchParams[] {
  const names = Object.keys(form).filter((name) => name !== 'do')
  return [
    ...names.map((name) => new URLSearchParams({ ...form, [name]: long })),
    ...names.map(
      (name) =>
        new URLSearchParams([...Object.entries(form), ...Array.from({ length: 1900 }, (_, at): [string, string] => [name, `x${at}`])]),
    ),
  ]
}

const asks = Object.entries(expected)
  .filter(([, line]) => line.post && !line.json)
  .flatMap(([path, line]) => [
    { path, line, intent: '' },
    ...Object.entries(intents[path] ?? {}).map(([intent, { form }]) => ({
      path,
      intent,
      line: { ...line, form: (county: County) => ({ do: intent, ...form(county) }) } as Line,
    })),
  ])
/** Who signs in through these is not asked for. */
const isOpen = (path: string) => ['/sign-out'].includes(path)

/** Where in the database a value lies that is as long as what was sent. */
function longValues(dataFolder: string) {
  const database = new Sqlite(join(dataFolder, 'tidui.db'), { readonly: true })
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name not in ('course_versions', 'lesson_renders')")
    .pluck()
    .all() as string[]
  const found = tables.flatMap((table) =>
    (database.pragma(`table_info(${table})`) as { name: string }[]).flatMap(({ name }) =>
      database.prepare(`select 1 from "${table}" where typeof("${name}") = 'text' and length("${name}") >= ${long.length} limit 1`).get()
        ? [`${table}.${name}`]
        : [],
    ),
  )
  database.close()
  return found
}

test('no form takes what is far too long or far too much', async () => {
  const screens = await loadScreens()
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  const wrong: string[] = []
  for (const { path, line, intent } of asks.filter(({ path }) => !isOpen(path))) {
    const asker: Asker =
      path.startsWith('/desk') || path.startsWith('/certificates')
        ? 'administrator'
        : /^\/(shop|pairings|wishes)/.test(path)
          ? 'ownerHere'
          : 'traineeHere'
    for (const body of hostile(line.form?.(county) ?? {})) {
      const send = async () => {
        const begun = performance.now()
        const answer = await fetch(origin + (line.at?.(county) ?? path), {
          method: 'POST',
          redirect: 'manual',
          body,
          headers: { origin, cookie: county.cookieOf[asker] },
        })
        const { length } = await answer.text()
        return { status: answer.status, length, took: performance.now() - begun }
      }
      const first = await send()
      // Whoever comes first waits for what the page loads once; a value that is slow to refuse is slow again.
      const { status, length, took } = first.took > limit ? await send() : first
      if (status >= 500 || took > limit || length > 1_000_000) wrong.push(`${path} ${intent} ${status} ${Math.round(took)} ms ${length}`)
    }
  }
  await close()
  expect(wrong).toEqual([])
  expect(longValues(county.site.dataFolder)).toEqual([])
}, 240_000)
