// `bank import` and `bank export`, as an operator runs them: one JSON value on stdout, or one sentence on stderr.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import '#tests/support/built.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'tidui-bank-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const runIn = (data: string, ...words: string[]) =>
  spawnSync(process.execPath, ['build/program/tidui.js', ...words], {
    encoding: 'utf8',
    env: { ...process.env, TIDUI_DATA: join(folder, data) },
  })
const run = (...words: string[]) => runIn('data', ...words)

const course = 'sell-tea-and-potatoes'
const file = join(folder, '题 目.gift')
writeFileSync(
  file,
  `::保质期::腊肉的保质期写在哪里？{=商品页上 ~发货单上 ~聊天里说}

::垫纸::箱底要垫纸。{TRUE}

::连线::配对{=新箱子 -> 土豆 =泡沫箱 -> 腊肉 =罐子 -> 蜂蜜}
`,
)

test('questions come into the draft of a course of the release before any server ran, and the same file again changes nothing', () => {
  const answer = (...words: string[]) => {
    const { status, stdout, stderr } = run('bank', 'import', file, '--course', course, '--json', ...words)
    expect([status, stderr]).toEqual([0, ''])
    return JSON.parse(stdout) as unknown
  }
  const refused = [{ index: 3, name: '连线', line: 5, code: 'kind-unsupported', message: expect.stringMatching(/。$/) as string }]
  const first = { questions: 3, accepted: 2, new: 2, known: 0, changed: 0, refused }
  expect(answer('--dry-run')).toEqual(first)
  expect(answer('--format', 'gift')).toEqual(first)
  expect(answer()).toEqual({ ...first, new: 0, known: 2 })
  writeFileSync(file, readFileSync(file, 'utf8').replace('发货单上', '快递单上'))
  expect(answer()).toEqual({ ...first, new: 0, known: 1, changed: 1 })

  const out = join(folder, 'out.xml')
  const exported = run('bank', 'export', course, out, '--format', 'moodle-xml', '--json')
  expect([exported.status, exported.stderr]).toEqual([0, ''])
  expect(JSON.parse(exported.stdout)).toMatchObject({ course, version: 2, path: out, left: [] })
  expect(readFileSync(out, 'utf8')).toContain('快递单上')
  const again = run('bank', 'import', out, '--course', course, '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ new: 0, changed: 0, refused: [] })
  expect(run('bank', 'export', course, out, '--format', 'gift').stderr).toMatch(/已经存在/)
  const inUse = run('bank', 'export', course, join(folder, 'first.xml'), '--format', 'moodle-xml', '--version', '1', '--json')
  expect(JSON.parse(inUse.stdout)).toMatchObject({ version: 1 })
})

test.each([
  ['content export', ['content', 'export', course, join(folder, 'course.zip')]],
  ['bank export', ['bank', 'export', course, join(folder, 'bank.gift'), '--format', 'gift']],
])('%s finds the courses of the release before any server ran', (name, words) => {
  const { status, stderr } = runIn(name.replace(' ', '-'), ...words, '--json')
  expect([status, stderr]).toEqual([0, ''])
})

test('lessons of the release are found before any server ran', () => {
  const made = runIn('search', 'user', 'create', '--name', '管理', '--role', 'administrator', '--phone', '13900000001', '--json')
  expect(made.status).toBe(0)
  const found = runIn('search', 'search', '土豆', '--as', '13900000001', '--json')
  expect([found.status, found.stderr]).toEqual([0, ''])
  expect(JSON.parse(found.stdout)).toMatchObject({
    waiting: 0,
    results: expect.arrayContaining([expect.objectContaining({ course })]) as unknown,
  })
})

test('a file without questions is refused by what it is, in one sentence', () => {
  const backup = join(folder, 'course.mbz')
  writeFileSync(backup, Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(200)]))
  const pdf = join(folder, 'sheet.pdf')
  writeFileSync(pdf, '%PDF-1.7\n1 0 obj')
  const empty = join(folder, 'empty.gift')
  writeFileSync(empty, '$CATEGORY: $course$/top\n')
  for (const [words, sentence] of [
    [[empty, '--course', course], /一道题也没有/],
    [['README.md', '--course', course, '--format', 'gift'], /没有认得出的题目/],
    [[backup, '--course', course], /备份|压缩包/],
    [[pdf, '--course', course], /这是 PDF/],
    [[join(folder, 'nowhere.gift'), '--course', course], /没有这个文件/],
    [[file, '--course', 'nowhere'], /没有|找不到/],
    [[file, '--course', course, '--format', 'csv'], /--format 应是/],
    [[file, '--course', course, '--format', 'xlsx'], /没有找到/],
    [[file, '--course', course, '--lesson', 'nowhere'], /没有“nowhere”这一课/],
  ] as const) {
    const { status, stdout, stderr } = run('bank', 'import', ...words, '--json')
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1])
    expect(stderr).toMatch(sentence)
  }
})
