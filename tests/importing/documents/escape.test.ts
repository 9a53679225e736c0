// Whatever a document says is shown as it says it: nothing of it becomes code, a component, a list or a heading.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LeftList } from '#app/importing/documents/left.ts'
import { cleanText } from '#app/importing/documents/lesson/escape.ts'
import { composeLessons } from '#app/importing/documents/lesson/compose.ts'
import type { Block } from '#app/importing/documents/blocks.ts'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { decodeReferences } from '#app/importing/documents/html/parse-html.ts'

const nasty = [
  '{alert(1)}',
  '<script>alert(1)</script>',
  '<Figure src="x.svg" alt="x" />',
  '</Note>',
  'import x from "y"',
  'export const a = 1',
  '# 标题',
  '##没有空格',
  '- 一条',
  '+ 一条',
  '1. 一条',
  '2019. 那一年',
  '> 引用',
  '---',
  '===',
  '| a | b |',
  '|---|---|',
  '```js',
  '~~~',
  '~~划掉~~ 3~5 斤',
  '**不粗** __不粗__ *斜* _斜_',
  '字_1__* 字_2_',
  '30*20*10 厘米',
  '![图](https://example.com/x.png)',
  '[字](javascript:alert(1))',
  '[^1]: 脚注',
  '[x] 打勾',
  '&lt;b&gt; &copy; &#123;',
  'a < b > c <= d <3',
  '\\{ \\\\ \\*',
  '<!-- 注释 -->',
  '<?php ?>',
  '全角＊＊粗＊＊',
  'snake_case_name 和 _边上_',
  '价格：$5，{{模板}}',
  '    缩进四格',
]
const signs = [
  ...'*_`~{}[]()<>#+-=|!\\&;:.,，。（）“”1a字 ',
  '**',
  '__',
  '~~',
  '<a',
  '</',
  '{}',
  '&#1',
  '](',
  '1. ',
  '> ',
  'import ',
  '```',
]

const textOf = (html: string) => decodeReferences(html.replace(/<[^>]*>/g, ''))
/** Spaces of Markdown are not kept one by one. */
const plain = (text: string) => cleanText(text).replace(/＊ ＊/g, '＊＊').replace(/\s+/g, '')

async function shown(blocks: readonly Block[]) {
  const { lessons } = composeLessons(blocks, { fileTitle: '试', pictures: new Map(), left: new LeftList() })
  const { lesson, remarks } = await checkLesson(lessons[0]!.source)
  expect(remarks).toEqual([])
  return lesson.html
}
const section: Block = { kind: 'heading', level: 1, runs: [{ text: '节' }] }

test.each(nasty)('%s', async (text) => {
  const runs = [{ text }]
  const html = await shown([
    section,
    { kind: 'paragraph', runs },
    { kind: 'item', isOrdered: false, level: 0, runs },
    { kind: 'quote', runs },
    {
      kind: 'table',
      rows: [
        [
          { runs, across: 1, down: 1 },
          { runs, across: 1, down: 1 },
        ],
        [
          { runs, across: 1, down: 1 },
          { runs: [{ text: '别的' }], across: 1, down: 1 },
        ],
      ],
    },
    { kind: 'heading', level: 2, runs },
    { kind: 'paragraph', runs: [{ text: '前' }, { text, isBold: true }, { text: '后' }] },
    section,
  ])
  const times = plain(textOf(html)).split(plain(text)).length - 1
  expect(times, html).toBe(8)
})

test('any text at all is shown as it is, in paragraphs, items and bold words', async () => {
  const text = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 20 }), async (texts) => {
      const marked = texts.map((one, at) => ({ one, block: at % 3 })).filter(({ one }) => plain(one) !== '')
      const html = await shown([
        section,
        ...marked.map(({ one, block }): Block =>
          block === 0
            ? { kind: 'paragraph', runs: [{ text: one }] }
            : block === 1
              ? { kind: 'item', isOrdered: true, level: 0, runs: [{ text: one }] }
              : { kind: 'paragraph', runs: [{ text: '前' }, { text: one, isBold: true }, { text: '后' }] },
        ),
      ])
      const all = plain(textOf(html))
      for (const { one, block } of marked) expect(all, html).toContain(plain(block === 2 ? `前${one}后` : one))
    }),
    { numRuns: 15 },
  )
})
