// `npm run test:changed`: the tests of rules that are nearest to what was changed, for while one works. Makers of tests set up
// whole counties, so by imports alone (`vitest --changed`) most tests reach most files; the near ones say it in seconds.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** As many as two cores run through in some ten seconds. */
const maxFiles = 10

const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)

const since = process.argv[2] ?? 'HEAD'
const files = git('ls-files', '--cached', '--others', '--exclude-standard', 'app', 'db', 'tests').filter(existsSync)
const changed = [...git('diff', '--name-only', since), ...git('ls-files', '--others', '--exclude-standard')].filter((file) =>
  files.includes(file),
)

/** For each file those that import it. */
const importers = new Map(files.map((file) => [file, [] as string[]]))
for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([#.][^']+)'/g)) {
    importers.get(name!.startsWith('#') ? name!.slice(1) : join(dirname(file), name!))?.push(file)
  }
}

/** How many imports away each file is. What tests share sets up for all of them: nothing is near by way of it. */
function distancesFrom(start: string[]) {
  const distances = new Map(start.map((file) => [file, 0]))
  for (const [file, distance] of distances) {
    if (distance > 0 && file.startsWith('tests/support/')) continue
    for (const importer of importers.get(file)!) if (!distances.has(importer)) distances.set(importer, distance + 1)
  }
  return distances
}

const startsTheProgram = distancesFrom(['tests/support/built.ts']) // which takes its seconds, and a build before
const isQuick = (file: string) => /\.test\.tsx?$/.test(file) && !file.startsWith('tests/e2e/') && !startsTheProgram.has(file)
const reached = [...distancesFrom(changed)].filter(([file]) => isQuick(file)).toSorted(([, a], [, b]) => a - b)
const nearest = reached.slice(0, maxFiles).map(([file]) => file)
const count = `${changed.length} changed ${changed.length === 1 ? 'file' : 'files'}`
if (nearest.length === 0) {
  console.warn(`No quick test imports what leads to the ${count}: screens are seen by tests/access and the stories (npm test).`)
} else {
  console.warn(`The ${nearest.length} nearest of ${reached.length} files of quick tests that reach the ${count}; npm test runs them all.`)
  process.exitCode = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...nearest], { stdio: 'inherit' }).status ?? 1
}
