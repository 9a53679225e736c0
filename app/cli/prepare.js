// Makes ready what the commands of package.json need on a machine that has only Node: dependencies and
// the build, each only when it is missing or out of date. Plain JavaScript without dependencies, and careful with
// syntax, so that even a Node that is too old gets to say so.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  process.stderr.write(sentence + '\n')
  process.exit(1)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (Number(major) < 20 || (Number(major) === 20 && Number(minor) < 19)) {
  giveUp('Node.js 的版本是 ' + process.versions.node + '，太旧了：请安装 20.19 或更新的版本。')
}

/** The hash of files and of everything in folders: names and contents. @param {string[]} places */
function fingerprint(places) {
  const hash = createHash('sha256')
  /** @param {string} place */
  const add = (place) => {
    if (!existsSync(place)) return
    if (statSync(place).isDirectory()) {
      for (const name of readdirSync(place).sort()) add(join(place, name))
    } else hash.update(place).update(readFileSync(place))
  }
  for (const place of places) add(place)
  return hash.update(process.versions.modules).digest('hex')
}

/** Does the work unless the mark says that it was done for these very files. What the work itself lays among them belongs to them. @param {string} mark @param {string[]} places @param {() => void} work */
function once(mark, places, work) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint(places)) return
  work()
  mkdirSync(join(mark, '..'), { recursive: true })
  writeFileSync(mark, fingerprint(places))
}

/** @param {string[]} words @param {string} failure */
function npm(words, failure) {
  // The build needs the development dependencies, whatever the environment says.
  const environment = Object.assign({}, process.env, words[0] === 'ci' ? { NODE_ENV: 'development' } : {})
  try {
    execFileSync('npm', words, { stdio: ['ignore', 2, 2], env: environment })
  } catch {
    giveUp(failure)
  }
}

/** Builds a part of the production server unless it is of these very sources. The screens are first: their build empties the folder. @param {'screens' | 'program'} part @param {string[]} sources */
function build(part, sources) {
  once(part === 'screens' ? 'build/.tidui-built' : 'build/program/.tidui-built', sources, () => {
    if (part === 'screens') process.stderr.write('正在构建……\n')
    npm(['run', '-s', 'build:' + part], '构建没有成功：请看上面的原因。')
  })
}

/** What is wanted beside the dependencies: 'program' for the command line, 'build' for all that the server needs. */
const wanted = process.argv[2]

/** Dependencies that lie elsewhere and are only linked to are kept by whoever keeps them there. */
const areLinked = existsSync('node_modules') && lstatSync('node_modules').isSymbolicLink()

try {
  if (!areLinked) once('node_modules/.tidui-installed', ['package-lock.json', '.npmrc'], () => {
    process.stderr.write('正在安装依赖，第一次要一两分钟……\n')
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], '依赖没有装好：请检查网络和文件夹权限，再试一次。')
  })
  const sources = ['app', 'db', 'public', 'package.json', 'package-lock.json', 'vite.config.ts', 'remix.config.js']
  if (wanted === 'build') build('screens', sources)
  if (wanted === 'build' || wanted === 'program') build('program', ['app', 'db', 'package.json', 'package-lock.json'])
} catch (fault) {
  giveUp('文件夹 ' + process.cwd() + ' 不能写入：请改权限后再试。（' + (fault instanceof Error ? fault.message : fault) + '）')
}
