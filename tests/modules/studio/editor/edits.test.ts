// What the buttons above the text do to it, and what one press mends.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLesson } from '#app/lesson/compile.server.ts'
import type { UnsafeLesson } from '#app/lesson/safe-lesson.ts'
import {
  changesBetween,
  type Edit,
  putInBlock,
  removeBlock,
  swapBlocks,
  type TextChange,
  toggleAround,
  toggleHeading,
  toggleList,
  toggleNumbers,
} from '#app/modules/studio/editor/edits.ts'
import { describeComponents } from '#app/modules/studio/editor/describe-components.ts'
import { findMend } from '#app/modules/studio/editor/mends/mends.ts'

const apply = (text: string, changes: readonly TextChange[]) =>
  [...changes].reverse().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)

/** The text after an edit, with what is selected then between two bars. */
const after = (text: string, { changes, selection: { from, to } }: Edit) => {
  const now = apply(text, changes)
  return `${now.slice(0, from)}|${now.slice(from, to)}|${now.slice(to)}`
}
const selected = (text: string, words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })

test('words become bold, and plain again', () => {
  const text = '箱子要新的。'
  expect(after(text, toggleAround(text, selected(text, '新'), '**', '加粗的字'))).toBe('箱子要**|新|**的。')
  const bold = '箱子要**新**的。'
  expect(after(bold, toggleAround(bold, selected(bold, '新'), '**', '加粗的字'))).toBe('箱子要|新|的。')
  expect(after(bold, toggleAround(bold, selected(bold, '**新**'), '**', '加粗的字'))).toBe('箱子要|新|的。')
  expect(after('好 ', toggleAround('好 ', { from: 0, to: 2 }, '**', '加粗的字'))).toBe('**|好|** ')
  expect(after('', toggleAround('', { from: 0, to: 0 }, '**', '加粗的字'))).toBe('**|加粗的字|**')
})

test('lines become headings and lists, and plain again', () => {
  expect(after('看一看', toggleHeading('看一看', { from: 1, to: 1 }, 2))).toBe('## 看||一看')
  expect(after('## 看', toggleHeading('## 看', { from: 4, to: 4 }, 2))).toBe('看||')
  expect(after('## 看', toggleHeading('## 看', { from: 4, to: 4 }, 3))).toBe('### 看||')
  const lines = '一\n\n二\n三'
  expect(apply(lines, toggleList(lines, { from: 0, to: lines.length }).changes)).toBe('- 一\n\n- 二\n- 三')
  expect(apply(lines, toggleNumbers(lines, { from: 0, to: lines.length }).changes)).toBe('1. 一\n\n2. 二\n3. 三')
  const list = '- 一\n- 二'
  expect(apply(list, toggleNumbers(list, { from: 0, to: list.length }).changes)).toBe('1. 一\n2. 二')
  expect(apply(list, toggleList(list, { from: 0, to: list.length }).changes)).toBe('一\n二')
})

test('a block is put in behind the paragraph, with empty lines around it', () => {
  const put = (text: string, at: number) => apply(text, putInBlock(text, at, '<B />').changes)
  expect(put('一段\n还是它\n\n二段\n', 1)).toBe('一段\n还是它\n\n<B />\n\n二段\n')
  expect(put('一段', 1)).toBe('一段\n\n<B />\n')
  expect(put('一段\n', 3)).toBe('一段\n\n<B />\n')
  expect(put('一段\n\n', 4)).toBe('一段\n\n<B />\n')
  expect(put('一段\n\n\n二段', 4)).toBe('一段\n\n<B />\n\n二段')
  expect(put('', 0)).toBe('<B />\n')
})

test('putting a block in keeps every sign of the text, and leaves an empty line on both sides', () => {
  const texts = fc.array(fc.constantFrom('字', '\n', '\n\n', '- 一'), { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const now = apply(text, putInBlock(text, at % (text.length + 1), '<B />').changes)
      expect(now.replace('<B />', '').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
      const [before = '', behind = ''] = now.split('<B />')
      expect(before.trim() === '' || /\n[ ]*\n[ ]*$/.test(before)).toBe(true)
      expect(behind.trim() === '' || /^\n[ ]*\n/.test(behind)).toBe(true)
    }),
  )
})

test('a block is taken out with the gap behind it, and two blocks change places', () => {
  const text = '一段\n\n<B />\n\n二段\n'
  expect(apply(text, removeBlock(text, selected(text, '<B />')).changes)).toBe('一段\n\n二段\n')
  expect(apply('一段\n\n<B />\n', removeBlock('一段\n\n<B />\n', { from: 4, to: 9 }).changes)).toBe('一段\n')
  expect(apply(text, swapBlocks(text, selected(text, '一段'), selected(text, '<B />')).changes)).toBe('<B />\n\n一段\n\n二段\n')
})

test('the changes between two texts make one the other', () => {
  const texts = fc.string({ unit: fc.constantFrom('一', '二', '\n'), maxLength: 20 })
  fc.assert(fc.property(texts, texts, (before, now) => void expect(apply(before, changesBetween(before, now))).toBe(now)))
})

const lessonOf = (text: string) => `---\ntitle: 课\nsummary: 一句话。\nminutes: 5\nobjectives:\n  - 会做一件事\n---\n\n${text}\n`

test.each([
  ['a sign that begins code', '价钱 <五块', '价钱 \\<五块'],
  ['a brace', '写上 {名字', '写上 \\{名字'],
  ['a program in braces', '写上 {名字}。', '写上 \\{名字}。'],
  ['a heading of the first level', '# 标题', '## 标题'],
  ['an empty heading', '## \n\n字', '\n字'],
  ['an invisible character', '字\u200b字', '字字'],
  [
    'an id that is used twice',
    '<Checklist id="a">\n<Item id="b">字</Item>\n</Checklist>\n\n<Checklist id="a">\n<Item id="b">字</Item>\n</Checklist>',
    '<Checklist id="a">\n<Item id="b">字</Item>\n</Checklist>\n\n<Checklist id="a-2">\n<Item id="b">字</Item>\n</Checklist>',
  ],
  ['a comment', '字 <!-- 记得改 --> 字', '字  字'],
])('%s is mended by pressing', async (_, wrong, right) => {
  let source = lessonOf(wrong)
  for (let presses = 0; presses < 4; presses++) {
    const problem = await checkLesson(source).then(
      () => null,
      (fault: unknown) => (fault as UnsafeLesson).problems[0]!,
    )
    if (!problem) break
    const mend = findMend(source, problem, describeComponents())
    if (!mend) throw new Error(`nothing mends: ${problem.reason}`)
    source = apply(source, [mend])
  }
  expect(source.trim()).toBe(lessonOf(right).trim())
  await expect(checkLesson(source)).resolves.toBeDefined()
})
