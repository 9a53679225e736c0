// What authors write is never run as code, and what is refused says where and why.
import { expect, test } from 'vitest'
import { compileLesson, hashOfLesson, longestLesson, pipelineVersion } from '#app/lesson/compile.server.ts'
import { isDecentUrl, UnsafeLesson } from '#app/lesson/safe-lesson.ts'

const head = '---\ntitle: 课\nsummary: 一课\nminutes: 5\n---\n'

/** Hostile sources, each with the line on which it must be refused. Line 6 is the first after the head. */
const hostile: [string, string, number][] = [
  ['an expression', `${head}{globalThis.hacked = 1}`, 6],
  ['an expression in a sentence', `${head}好 {process.exit(1)} 吗`, 6],
  ['an import', `${head}import fs from 'node:fs'`, 6],
  ['an import of a file on disk', `${head}import pkg from '../package.json'`, 6],
  ['an export', `${head}export const x = 1`, 6],
  ['an export of a layout', `${head}export default () => null`, 6],
  ['front matter that is code', '---js\n{ title: (globalThis.hacked = 1) }\n---\n文', 1],
  ['front matter that is coffee', '---coffee\ntitle: 1\n---\n文', 1],
  ['front matter in JSON', '---json\n{}\n---\n文', 1],
  ['no front matter', '# 课', 1],
  ['a script', `${head}<script>alert(1)</script>`, 6],
  ['an image of HTML', `${head}<img src="x" onerror="alert(1)" />`, 6],
  ['an iframe', `${head}\n<iframe src="https://example.com" />`, 7],
  ['a component that is none of ours', `${head}<Danger />`, 6],
  ['a name from the prototype', `${head}<constructor />`, 6],
  ['a member of an object', `${head}<Figure.x />`, 6],
  ['a fragment', `${head}<>好</>`, 6],
  ['a computed attribute', `${head}<Figure src={"a.svg"} alt="图" />`, 6],
  ['a spread attribute', `${head}<Figure {...x} />`, 6],
  ['an attribute that is none', `${head}<Figure src="a.svg" alt="图" onClick="x" />`, 6],
  ['dangerouslySetInnerHTML', `${head}<Note dangerouslySetInnerHTML="x" />`, 6],
  ['a style', `${head}<Note style="x" />`, 6],
  ['a missing attribute', `${head}<Figure src="a.svg" />`, 6],
  ['a javascript link', `${head}[点](javascript:alert(1))`, 6],
  ['a data link', `${head}[点](data:text/html,x)`, 6],
  ['a link by definition', `${head}[点][a]\n\n[a]: javascript:alert(1)`, 8],
  ['a link without a scheme', `${head}[点](//example.com)`, 6],
  ['a link with backslashes', `${head}[点](\\\\\\\\example.com)`, 6],
  ['a link over http', `${head}[点](http://example.com)`, 6],
  ['a picture from elsewhere', `${head}![图](https://example.com/a.png)`, 6],
  ['a figure from elsewhere', `${head}<Figure src="https://example.com/a.png" alt="图" />`, 6],
  ['an unclosed tag', `${head}<Note>\n好`, 6],
  ['an unclosed brace', `${head}好 { 吗`, 6],
  ['a title that is missing', '---\nsummary: 一课\nminutes: 5\n---\n文', 1],
]

test.each(hostile)('%s is refused', async (_, source, line) => {
  const refusal = await compileLesson(source).then(
    () => null,
    (fault: unknown) => fault,
  )
  expect(refusal).toBeInstanceOf(UnsafeLesson)
  const { problems } = refusal as UnsafeLesson
  expect(problems.map((problem) => problem.line)).toContain(line)
  expect(problems.every(({ reason }) => /[\u4e00-\u9fff]/.test(reason))).toBe(true)
  expect((globalThis as { hacked?: number }).hacked).toBeUndefined()
})

test('a plain lesson becomes HTML in sections, with its title', async () => {
  const { html, frontMatter, sections } = await compileLesson(`${head}开头。\n\n## 第一节 *好*\n\n<Note kind="warn">当心。</Note>\n\n## 第二节\n\n<Check id="c" question="对吗？">\n<Option text="对" right>因为。</Option>\n<Option text="不对">不是。</Option>\n</Check>`)
  expect(frontMatter).toEqual({ title: '课', summary: '一课', minutes: 5 })
  expect(sections).toEqual([{ id: 's1', title: '第一节 好' }, { id: 's2', title: '第二节' }])
  expect(html).toContain('<section data-section="s1"><h2 id="s1">第一节 <em>好</em></h2>')
  expect(html.match(/<section/g)).toHaveLength(2)
  expect(html).not.toContain('<script')
})

test('a check explains each option without scripts', async () => {
  const { html } = await compileLesson(`${head}<Check id="c" question="对吗？">\n<Option text="对" right>因为这样。</Option>\n</Check>`)
  expect(html).toMatch(/<details class="option right"><summary>对<\/summary>.*✓ 对。.*因为这样。/s)
})

test('the calculator answers without scripts', async () => {
  const { html } = await compileLesson(`${head}<Calculator price="39.9" cost="15" box="2.5" freight="8" fee="5" returns="4" />`)
  expect(html).toContain('<output>10.89</output>')
})

test('the key of the cache changes with the source and with the pipeline', () => {
  expect(hashOfLesson('一')).not.toBe(hashOfLesson('二'))
  expect(pipelineVersion).toBeTruthy()
})

test('a lesson that is too long is refused before it is compiled', async () => {
  await expect(compileLesson(head + '字'.repeat(longestLesson))).rejects.toThrow('太长')
})

test('many at once come out right, one after the other', async () => {
  const all = await Promise.all(['甲', '乙', '丙'].map((word) => compileLesson(`${head}${word}`)))
  expect(all.map(({ html }) => html)).toEqual(['<p>甲</p>', '<p>乙</p>', '<p>丙</p>'])
})

test.each([
  ['pictures/a.svg', false, true],
  ['/a', true, true],
  ['https://example.com', true, true],
  ['https://example.com', false, false],
  ['mailto:a@example.com', true, true],
  ['tel:110', true, false],
  ['  //example.com', true, false],
  ['/\\example.com', true, false],
])('the address %s (abroad allowed: %s) is decent: %s', (url, abroad, decent) => {
  expect(isDecentUrl(url, { abroad })).toBe(decent)
})
