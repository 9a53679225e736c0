// The direction of the arrows (docs/architecture.md), read from the imports themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const sources = readdirSync('.', { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(app|db)\/.*\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

interface Arrow {
  from: string
  to: string
}

const resolved = (from: string, target: string) =>
  target.startsWith('#') ? target.slice(1) : target.startsWith('.') ? normalize(join(dirname(from), target)) : target

const arrows: Arrow[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({ from: file, to: resolved(file, target!) })),
)

const moduleOf = (file: string) => file.match(/^app\/modules\/([^/]+)\//)?.[1] ?? null
const say = (wrong: Arrow[]) => wrong.map(({ from, to }) => `${from} → ${to}`)

test('there are imports to judge', () => {
  expect(arrows.length).toBeGreaterThan(100)
})

test('db/ imports nothing from app/', () => {
  expect(say(arrows.filter(({ from, to }) => from.startsWith('db/') && to.startsWith('app/')))).toEqual([])
})

test('only db/ knows which database it is, of tests too', () => {
  const ofEngine = /^(better-sqlite3|drizzle-orm\/(better-sqlite3|sqlite-core))/
  expect(say(arrows.filter(({ from, to }) => !from.startsWith('db/') && ofEngine.test(to)))).toEqual([])
  const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  expect(tests.filter((file) => /from 'drizzle-orm\/sqlite-core'/.test(readFileSync(join('tests', file), 'utf8')))).toEqual([])
})

test('ui/ and workflow/ know no domain', () => {
  expect(say(arrows.filter(({ from, to }) => /^app\/(ui|workflow)\//.test(from) && to.startsWith('app/modules/')))).toEqual([])
})

test('domain code knows no HTTP', () => {
  expect(
    say(
      arrows.filter(
        ({ from, to }) =>
          moduleOf(from) !== null &&
          (to.startsWith('app/http/') || to.startsWith('app/routes/') || to === '@remix-run/node') &&
          !from.endsWith('.tsx'),
      ),
    ),
  ).toEqual([])
})

test('a domain is entered by its door: no other server file of it is imported from outside', () => {
  const wrong = arrows.filter(({ from, to }) => {
    const target = moduleOf(to)
    if (target === null || target === moduleOf(from) || !to.includes('.server.')) return false
    return to !== `app/modules/${target}/${target}.server.ts`
  })
  expect(say(wrong)).toEqual([])
})

test('routes ask doors: no query and no table in a route', () => {
  expect(
    say(arrows.filter(({ from, to }) => from.startsWith('app/routes/') && (to.startsWith('drizzle-orm') || to.startsWith('db/')))),
  ).toEqual([])
})

test('only the kernel moves a machine in the database', () => {
  const movers = sources
    .filter(({ file, text }) => !file.startsWith('db/') && /\.(insert|update)\((workflows|workflowEvents)\)/.test(text))
    .map(({ file }) => file)
  expect(movers).toEqual(['app/workflow/kernel.server.ts'])
})

test('only the session file knows Lucia', () => {
  expect([...new Set(arrows.filter(({ to }) => to === 'lucia').map(({ from }) => from))]).toEqual([
    'app/modules/sessions/session.server.ts',
  ])
})

const filesWith = (sign: RegExp) => sources.filter(({ text }) => sign.test(text)).map(({ file }) => file)

test('slips, and so new secrets, are issued in one place', () => {
  expect(filesWith(/\.insert\(slips\)/)).toEqual(['app/modules/accounts/slips.server.ts'])
})

test('screens open sessions in one place, which asks for the second step', () => {
  expect(filesWith(/\b(create|replace)Session\(/).filter((file) => !file.startsWith('app/modules/sessions/'))).toEqual([
    'app/http/complete-sign-in.server.ts',
  ])
})

test('only counters of sign-ins, and what is derived from entries and facts, leave no audit entry', () => {
  expect(filesWith(/\bwriteUnaudited\(/)).toEqual([
    'app/modules/audit/index.server.ts',
    'app/modules/lockout/tries.server.ts',
    'app/modules/sessions/last-seen.server.ts',
    'app/modules/talent/keeping.server.ts',
  ])
})

/** Rules over the names of a domain's states, which know nothing else: anybody may ask them. */
const isStates = (file: string) => file.endsWith('.states.ts')

test('rules over states know the names of states alone', () => {
  const wrong = arrows.filter(
    ({ from, to }) => isStates(from) && to !== 'app/workflow/states.ts' && to !== from.replace('.states.', '.machine.'),
  )
  expect(say(wrong)).toEqual([])
})

test('domains meet without circles', () => {
  const meets = new Map<string, Set<string>>()
  for (const { from, to } of arrows) {
    const [one, other] = [moduleOf(from), moduleOf(to)]
    if (one && other && one !== other && !isStates(to)) meets.set(one, (meets.get(one) ?? new Set()).add(other))
  }
  const circle = (at: string, path: string[]): string[] | null => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at]
    for (const next of meets.get(at) ?? []) {
      const found = circle(next, [...path, at])
      if (found) return found
    }
    return null
  }
  for (const start of meets.keys()) expect(circle(start, [])?.join(' → ') ?? null).toBeNull()
})

test('no file makes a circle', () => {
  // The list of tasks loads each when it is asked for, and gives the threads, which every site has, their types.
  const isLoadedLater = ({ from }: Arrow) => from === 'app/threads/tasks.server.ts'
  const left = new Map(sources.map(({ file }) => [file, new Set<string>()]))
  for (const arrow of arrows) if (left.has(arrow.to) && !isLoadedLater(arrow)) left.get(arrow.from)!.add(arrow.to)
  // A file that imports none that is left is in no circle.
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const [file, targets] of left) {
      if ([...targets].some((target) => left.has(target))) continue
      left.delete(file)
      isDone = false
    }
  }
  const importers = new Set([...left.values()].flatMap((targets) => [...targets]))
  expect([...left.keys()].filter((file) => importers.has(file))).toEqual([])
})

test('the studio compiles in threads: nobody who reads waits for an author', () => {
  const compiling = sources.filter(
    ({ file, text }) => file.startsWith('app/modules/studio/') && /import [^']*\b(checkCourseFiles|checkLesson|compileLesson)\b/.test(text),
  )
  expect(compiling.map(({ file }) => file).filter((file) => !file.endsWith('.task.ts'))).toEqual([])
})

test('machines run on the phone too: they import xstate alone', () => {
  expect(
    say(
      arrows.filter(
        ({ from, to }) => from.endsWith('.machine.ts') && to !== 'xstate' && !to.endsWith('.machine.ts') && !to.endsWith('.events.ts'),
      ),
    ),
  ).toEqual([])
})

test('a form is read in one place, which counts its fields before anything is built of them', () => {
  const readers = sources.filter(({ text }) => /\.formData\(/.test(text)).map(({ file }) => file)
  expect(readers).toEqual(['app/http/bodies/forms.server.ts'])
})

test('a route is wiring: at most 60 lines', () => {
  const routes = sources.filter(({ file }) => file.startsWith('app/routes/'))
  expect(routes.length).toBeGreaterThan(20)
  expect(routes.filter(({ text }) => text.trimEnd().split('\n').length > 60).map(({ file }) => file)).toEqual([])
})

test('a page knows no route: what it shows is handed to it', () => {
  const pages = sources.filter(({ file }) => moduleOf(file) !== null && file.includes('/pages/'))
  expect(pages.filter(({ text }) => /\buse(LoaderData|ActionData|RouteLoaderData|Matches)\b/.test(text)).map(({ file }) => file)).toEqual(
    [],
  )
})

/** Folders of more files, and why. */
const largeFolders: Record<string, string> = {
  'db/schema': 'a file for each owner of tables',
  'tests/e2e': 'a file for each story, and what stories share',
}

test('no folder holds more than 25 files', () => {
  const counts = new Map<string, number>()
  for (const folder of ['app', 'db', 'tests', 'docs'])
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) counts.set(entry.parentPath, (counts.get(entry.parentPath) ?? 0) + 1)
  const large = [...counts].filter(([, files]) => files > 25).map(([folder]) => folder)
  expect(large.sort()).toEqual(Object.keys(largeFolders))
})

test('no door of a domain exports more than 40 names', () => {
  const names = (text: string) => [
    ...[...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => list!.split(',').filter((name) => name.trim() !== '')),
    ...text.matchAll(/^export (?:async )?(?:function\*?|const|class|interface|type) \w/gm),
  ]
  const doors = sources.filter(({ file }) => file === `app/modules/${moduleOf(file)}/${moduleOf(file)}.server.ts`)
  expect(doors.length).toBeGreaterThan(10)
  expect(doors.filter(({ text }) => names(text).length > 40).map(({ file }) => moduleOf(file))).toEqual([])
})
