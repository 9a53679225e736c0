// What the commands of package.json make ready first.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import '#tests/support/built.ts'

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

test('a folder that cannot be written is told in one sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-prepare-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync('app/cli/prepare.js', join(folder, 'prepare.js'))
  chmodSync(folder, 0o555)
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {} // whoever may do anything may write there too
  const { status, stderr } = spawnSync(process.execPath, ['prepare.js'], { cwd: folder, encoding: 'utf8', ...nobody })
  expect([status, stderr]).toEqual([1, `文件夹 ${folder} 不能写入：请改权限后再试。\n`])
})
