// What the commands of package.json make ready first.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

test('what was built of these very sources is not built again', () => {
  const { status, stderr } = spawnSync(process.execPath, ['app/cli/prepare.js', 'build'], { encoding: 'utf8' }) // built before the tests
  expect([status, stderr]).toEqual([0, ''])
})

test('a build that fails says so in one sentence, and is tried again the next time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-prepare-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync('app/cli/prepare.js', join(folder, 'prepare.js'))
  cpSync('package.json', join(folder, 'package.json')) // whose build finds nothing here
  for (const time of ['first', 'again']) {
    const attempt = () => execFileSync(process.execPath, ['prepare.js', 'program'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    expect(attempt, time).toThrow(/没有装好|没有成功/)
  }
})
