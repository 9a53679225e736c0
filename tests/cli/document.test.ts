// `document import`, as an operator runs it: a process of its own, one JSON value on stdout, or one sentence on stderr.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test, vi } from 'vitest'
import '#tests/support/built.ts'
import { docxOf, heading, headingStyles, paragraph, picture, pptxOf, shape } from '#tests/support/office-files.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'tidui-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tidui = (...words: string[]) =>
  spawnSync(process.execPath, ['build/program/tidui.js', 'document', 'import', ...words], {
    encoding: 'utf8',
    env: { ...process.env, TIDUI_DATA: join(folder, 'data') },
  })

test('a Word file becomes a folder with the lesson and its pictures, and a report of what is left', async () => {
  const photo = await sharp({ create: { width: 64, height: 40, channels: 3, background: '#2a6' } })
    .png()
    .toBuffer()
  const file = join(folder, '打包.docx')
  writeFileSync(
    file,
    docxOf({
      styles: headingStyles,
      body: heading(1, '选箱子') + paragraph(picture('p1', '一箱土豆')) + heading(1, '封口') + paragraph('两道胶带。'),
      links: [{ id: 'p1', type: 'image', target: 'media/image1.png' }],
      files: { 'word/media/image1.png': new Uint8Array(photo) },
    }),
  )
  const out = join(folder, '新 课')
  const { status, stdout, stderr } = tidui(file, '--out', out, '--json')
  expect([status, stderr]).toEqual([0, ''])
  const answer = JSON.parse(stdout) as { left: { what: string; where: string }[] }
  expect(answer).toMatchObject({ sections: 2, pictures: 1, tables: 0 })
  expect(answer.left.length).toBeGreaterThan(0)
  for (const { what, where } of answer.left) expect([typeof what, typeof where]).toEqual(['string', 'string'])
  expect(answer.left.map(({ what }) => what)).not.toContain('课文检查') // the lesson passes
  const names = readdirSync(out).sort()
  expect(names).toHaveLength(2)
  expect(names).toContain('lesson.mdx')
  const source = readFileSync(join(out, 'lesson.mdx'), 'utf8')
  expect(source).toContain(`<Figure src="${names.find((name) => name !== 'lesson.mdx')}" alt="一箱土豆"`)
  expect(tidui(file, '--out', out).stderr).toMatch(/不是空的/)
})

test('slides are named after their file, and the report is lines for people', () => {
  const file = join(folder, 'packing-2019.pptx')
  writeFileSync(file, pptxOf([{ shapes: shape('title', '封口') + shape('body', '两道胶带') }]))
  const { status, stdout } = tidui(file, '--out', join(folder, 'slides'))
  expect(status).toBe(0)
  expect(stdout).toMatch(/带进来 1 个小节、0 张图、0 个表格/)
  expect(readdirSync(join(folder, 'slides'))).toEqual(['packing-2019.mdx'])
})

test('what cannot be read is refused in one sentence, and nothing is written', () => {
  const file = join(folder, 'outside.docx')
  writeFileSync(
    file,
    docxOf({ body: paragraph('字'), links: [{ id: 'x', type: 'image', target: 'http://example.com/a.png', isOutside: true }] }),
  )
  for (const [name, sentence] of [
    [file, /链接的图片/],
    [join(folder, 'nowhere.docx'), /没有这个文件/],
  ] as const) {
    const { status, stdout, stderr } = tidui(name, '--out', join(folder, 'none'), '--json')
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1])
    expect(stderr).toMatch(sentence)
  }
  expect(readdirSync(folder)).not.toContain('none')
})
