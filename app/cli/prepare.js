// Prepares what the commands of package.json need on a machine that has only Node: dependencies and the build, each
// only if it is missing or out of date. Plain JavaScript without dependencies, in old syntax, so that even a Node that
// is too old can print the message about it.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} sentence @returns {never} */
function exitWith(sentence) {
  process.stderr.write(sentence + '\n')
  process.exit(1)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (Number(major) < 20 || (Number(major) === 20 && Number(minor) < 19)) {
  exitWith('Node.js 的版本是 ' + process.versions.node + '，太旧了：请安装 20.19 或更新的版本。')
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

/**
 * Does the work unless the marker file says that it was done for the same input. Files that the work itself writes
 * among the input count as part of it. @param {string} mark @param {string[]} places @param {() => Promise<void>} work
 */
async function runOncePerInput(mark, places, work) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint(places)) return
  accessSync('.', constants.W_OK) // otherwise npm would report it, in many lines
  await work()
  mkdirSync(join(mark, '..'), { recursive: true })
  writeFileSync(mark, fingerprint(places))
}

/** @param {string[]} words @param {string} failure */
function npm(words, failure) {
  // The build needs the development dependencies, whatever the environment says.
  const environment = Object.assign({}, process.env, words[0] === 'ci' ? { NODE_ENV: 'development' } : {})
  return new Promise((/** @type {(value: void) => void} */ done) => {
    const running = spawn('npm', words, { stdio: ['ignore', 2, 2], env: environment, shell: process.platform === 'win32' })
    running.on('error', () => exitWith(failure))
    running.on('exit', (code) => (code === 0 ? done() : exitWith(failure)))
  })
}

/** Linked dependencies are maintained where they are installed. */
const areLinked = () => existsSync('node_modules') && lstatSync('node_modules').isSymbolicLink()
const lock = ['package-lock.json', '.npmrc']

/** Installs the packages as published, without running their install scripts. */
async function packages() {
  if (areLinked()) return
  await runOncePerInput('node_modules/.tidui-packages', lock, () => {
    process.stderr.write('正在安装依赖，第一次要一两分钟……\n')
    return npm(
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      '依赖没有装好：请检查网络和文件夹权限，再试一次。',
    )
  })
}

/**
 * Builds the one package that must be compiled for this machine, if it is needed at all (db/dialect/sqlite/driver.ts).
 * It takes a minute, and the build does not wait for it.
 */
async function driver() {
  if (areLinked() || Number(process.versions.napi) >= 10) return
  await runOncePerInput('node_modules/.tidui-driver', lock, () =>
    npm(
      ['rebuild', 'better-sqlite3-12', '--loglevel=error'],
      '数据库的驱动没有装好：请安装 C++ 编译工具（Debian：apt-get install g++ make python3），或换用 Node.js 22 以上的版本，再试一次。',
    ),
  )
}

/**
 * Builds a part of the production server unless it was built from the same sources. The screens come first: their build
 * empties the folder. @param {'screens' | 'program'} part @param {string[]} sources
 */
function build(part, sources) {
  return runOncePerInput(part === 'screens' ? 'build/.tidui-built' : 'build/program/.tidui-built', sources, () => {
    if (part === 'screens') process.stderr.write('正在构建……\n')
    return npm(['run', '-s', 'build:' + part], '构建没有成功：请看上面的原因。')
  })
}

/** @param {string | undefined} wanted */
async function builds(wanted) {
  if (wanted === 'build')
    await build('screens', ['app', 'db', 'public', 'package.json', 'package-lock.json', 'vite.config.ts', 'remix.config.js'])
  if (wanted === 'build' || wanted === 'program') await build('program', ['app', 'db', 'package.json', 'package-lock.json'])
}

/** What is wanted: 'packages' alone, or the driver too, with 'program' for the command line or 'build' for everything that the server needs. */
const wanted = process.argv[2]

packages()
  .then(() => (wanted === 'packages' ? undefined : Promise.all([driver(), builds(wanted)])))
  .catch((fault) =>
    exitWith(
      ['EACCES', 'EPERM', 'EROFS'].includes(fault.code)
        ? '文件夹 ' + process.cwd() + ' 不能写入：请改权限后再试。'
        : '没有准备好：' + fault.message,
    ),
  )
