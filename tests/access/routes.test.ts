// Every route × every role. A route that is not in the table fails.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type Asker, askers, type County } from './county.ts'
import { expected, intents, type Line, outsideRemix } from './expected.ts'
import { groupBy } from '#db/group-by.ts'
import { noteQueries, listUndeclared, scansAmong } from '#tests/support/plans.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
const queries = noteQueries()
afterAll(queries.stop)
beforeAll(async () => void (screens = await loadScreens()))

const lines = Object.entries({ ...expected, ...outsideRemix }).flatMap(([path, line]) =>
  (['get', 'post'] as const).flatMap((method) => (line[method] ? [{ path, method, line, answers: line[method].trim().split(/\s+/) }] : [])),
)

/** The address of a route, as Remix prints it. */
function pathOf(id: string): string {
  const route = screens.build.routes[id]!
  const above = route.parentId ? pathOf(route.parentId) : ''
  return (above === '/' ? '' : above) + (route.path ? `/${route.path}` : '') || '/'
}

/** Every address of Remix's with the methods it answers. */
function routes() {
  return Object.values(screens.build.routes)
    .filter(({ id }) => id !== 'root')
    .flatMap(({ id, module }) => [
      ...('loader' in module || 'default' in module ? [`get ${pathOf(id)}`] : []),
      ...('action' in module ? [`post ${pathOf(id)}`] : []),
    ])
    .sort()
}

test('every route stands in the table, and nothing else does', () => {
  const written = lines.filter(({ path }) => path in expected).map(({ path, method }) => `${method} ${path}`)
  expect(written.sort()).toEqual(routes())
})

test('each line has an answer for each asker', () => {
  for (const { path, method, answers } of lines) expect([path, method, answers.length]).toEqual([path, method, askers.length])
})

async function ask(
  county: County,
  origin: string,
  asker: Asker,
  { path, method, line }: { path: string; method: 'get' | 'post'; line: Line },
) {
  const { at = () => path, form, json } = line
  const body = method === 'get' ? undefined : json ? JSON.stringify(json(county, asker)) : new URLSearchParams(form?.(county) ?? {})
  const headers = { Cookie: county.cookieOf[asker], Origin: origin, ...(json && body ? { 'Content-Type': 'application/json' } : {}) }
  const answer = await fetch(origin + at(county), { method: method.toUpperCase(), redirect: 'manual', headers, body: body ?? null })
  await answer.text()
  return answer.headers.get('location')?.startsWith('/sign-in') ? 'in' : String(answer.status)
}

const byAsker = (answers: string[]) => Object.fromEntries(askers.map((asker, at) => [asker, answers[at]!]))

const readingByArea = groupBy(
  lines.filter(({ method }) => method === 'get'),
  ({ path }) => path.split('/').slice(0, 3).join('/'),
)

test.each([...readingByArea.keys()])(
  'reading: everybody sees what is theirs to see of %s, and nothing else',
  async (area) => {
    const county = await aCounty() // reading changes nothing, so one is enough
    const { origin, close } = await screens.serve(county.site)
    const got: Record<string, Record<string, string>> = {}
    const reading = readingByArea.get(area) ?? []
    for (const line of reading) {
      const answers = await Promise.all(askers.map((asker) => ask(county, origin, asker, line)))
      got[line.path] = byAsker(answers)
    }
    await close()
    expect(got).toEqual(Object.fromEntries(reading.map(({ path, answers }) => [path, byAsker(answers)])))
  },
  120_000,
)

test.each(lines.filter(({ method }) => method === 'post'))('writing: $path', async ({ path, method, line, answers }) => {
  const got: string[] = []
  let county = await aCounty()
  for (const asker of askers) {
    const { origin, close } = await screens.serve(county.site)
    const answer = await ask(county, origin, asker, { path, method, line })
    await close()
    got.push(answer)
    if (!line.spoilsNothing && !/^(in|40[134])$/.test(answer)) county = await aCounty()
  }
  expect(byAsker(got)).toEqual(byAsker(answers))
})

/** What a page's forms can ask for by `do`, read from its schema, in the route or beside the domain. */
function asksOf(id: string) {
  const route = readFileSync(`app/${id}.tsx`, 'utf8')
  // What an owner does with a pairing comes from its page and from the phone's outbox: it is read in one place.
  const shared = route.includes('handlePairingForm') ? readFileSync('app/http/phone-forms/owner-forms.server.ts', 'utf8') : ''
  const imported = [...route.matchAll(/import \{([^}]+)\} from '#(app\/modules\/[^']+-form\.ts)'/g)]
  const forms = imported.map(([, names, file]) =>
    // A file may hold the forms of several pages: this page's are those that it imports, with what they are made of.
    readFileSync(file!, 'utf8')
      .split(/^(?=(?:export )?(?:const|function) )/m)
      .filter((part) => !part.startsWith('export ') || names!.split(',').some((name) => part.startsWith(`export const ${name.trim()} `)))
      .join(''),
  )
  const source = [route, ...forms, shared].join('\n')
  const constants = imported.map(([, , file]) => readFileSync(file!, 'utf8')).join('\n')
  const listOf = (name: string) => new RegExp(`const ${name} = (\\[.*?\\])`, 's').exec(constants)?.[1]
  return [...source.matchAll(/\bdo: z\.(?:literal|enum)\((.+?)\)/g)].flatMap(([, words]) =>
    [...(listOf(words!) ?? words!).matchAll(/'(\w+)'/g)].map(([, word]) => word!),
  )
}

test('whatever a page can be asked to do stands in the table', () => {
  const asked = Object.keys(screens.build.routes)
    .filter((id) => id !== 'root')
    .flatMap((id) => asksOf(id).map((word) => `${pathOf(id)} ${word}`))
  const written = Object.entries(intents).flatMap(([path, each]) =>
    [...Object.keys(each), ...[expected[path]!.form!({} as County).do!]].map((word) => `${path} ${word}`),
  )
  expect(written.sort()).toEqual([...new Set(asked)].sort())
})

/** Whether somebody may at all: what comes of it is the domain's to say. */
const access = (answer: string) => (/^(in|40[134])$/.test(answer) ? answer : 'may')

test.each(Object.keys(intents))(
  'doing: %s',
  async (path) => {
    const county = await aCounty() // who may not, may not whatever the others have done before
    const { origin, close } = await screens.serve(county.site)
    const got: Record<string, Record<string, string>> = {}
    const due: typeof got = {}
    for (const [intent, { may, form }] of Object.entries(intents[path]!)) {
      const line: Line = { ...expected[path]!, form: () => ({ do: intent, ...form(county) }) }
      const answers: string[] = []
      for (const asker of askers) answers.push(access(await ask(county, origin, asker, { path, method: 'post', line })))
      got[intent] = byAsker(answers)
      due[intent] = byAsker((may ?? line.post!).trim().split(/\s+/).map(access))
    }
    await close()
    expect(got).toEqual(due)
  },
  120_000,
)

// The last one: all doors have been asked by now, by everybody.
test('no query behind any of these doors goes through a table that grows with people', async () => {
  expect(queries.noted.size).toBeGreaterThan(300)
  expect(listUndeclared(await scansAmong(queries.noted))).toEqual([])
})
