// What the operator is told is true of the code: every variable is in the table, and the unit and the Containerfile name what is there.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { settingNames } from '#app/settings.server.ts'

const sources = readdirSync('.', { recursive: true, encoding: 'utf8' }).filter((file) => /^(app|db)\/.*\.tsx?$/.test(file))

const namesIn = (file: string, sign: RegExp) => [...readFileSync(file, 'utf8').matchAll(sign)].map(([, name]) => name!)

test('every TIDUI_ variable of the code is in the table of docs/operations.md, and none else', () => {
  const used = new Set(sources.flatMap((file) => namesIn(file, /\b(TIDUI_[A-Z_]*[A-Z])\b/g)))
  const told = new Set(namesIn('docs/operations.md', /^\| `(TIDUI_[A-Z_]+)`/gm))
  expect(used.size).toBeGreaterThan(8)
  expect([...used].filter((name) => !told.has(name))).toEqual([])
  expect([...told].filter((name) => !used.has(name))).toEqual([])
})

test('the settings, the table of docs/operations.md and .env.example name the same variables', () => {
  expect(namesIn('docs/operations.md', /^\| `(PORT|TIDUI_[A-Z_]+)`/gm)).toEqual(settingNames)
  expect(namesIn('.env.example', /^#?([A-Z_]+)=/gm)).toEqual(settingNames)
})

test('the environment is read by the settings alone', () => {
  const readers = sources.filter((file) => /process\.env(?!\.NODE_ENV)/.test(readFileSync(file, 'utf8')))
  expect(readers).toEqual(['app/settings.server.ts'])
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)('systemd finds nothing wrong with the unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const unit = join(folder, 'tidui.service')
  writeFileSync(
    unit,
    readFileSync('docs/operations/tidui.service', 'utf8')
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('/opt/tidui', process.cwd()),
  )
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const exposure = execFileSync('systemd-analyze', ['security', '--offline=true', unit], { encoding: 'utf8' }).match(
    /Overall exposure level for \S+ (\d+\.\d)/,
  )
  expect(Number(exposure?.[1])).toBeLessThan(3)
})

test('the Containerfile copies what there is, by name, and never the data folder', () => {
  const copied = [...readFileSync('docs/operations/Containerfile', 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
    names!.split(' '),
  )
  expect(copied.length).toBeGreaterThan(5)
  for (const name of copied) expect([name, existsSync(name)]).toEqual([name, true])
  expect(copied).not.toContain('.')
  expect(copied).not.toContain('data')
})
