// A reviewer reads words, not signs.
import { expect, test } from 'vitest'
import { compareTexts } from '#app/modules/studio/compare.ts'
import { toReadable } from '#app/modules/studio/review/readable.ts'
import { showBlocks } from '#app/modules/studio/review/show-blocks.ts'

const prose = (text: string) => toReadable(text, { isYaml: false })

test.each([
  ['箱子要**新的**。', { kind: 'prose', text: '箱子要新的。' }],
  ['## 选箱子', { kind: 'heading', text: '选箱子' }],
  ['- 新的\n- 干的', { kind: 'prose', text: '• 新的\n• 干的' }],
  ['看[这里](https://a.example/b)', { kind: 'prose', text: '看这里（https://a.example/b）' }],
  ['---', { kind: 'rule' }],
  [
    '<Checklist id="box" title="做了没有">\n<Item id="one">我选了一个新箱子</Item>\n</Checklist>',
    { kind: 'component', label: '动手清单', text: '标题：做了没有\n【要做的事】 我选了一个新箱子' },
  ],
  ['<Figure src="box.svg" alt="一个 > 箱子" />', { kind: 'component', label: '图', text: '图：box.svg 图上有什么：一个 > 箱子' }],
  ['<Unknown>字</Unknown>', { kind: 'component', label: 'Unknown', text: '字' }],
])('%s', (text, readable) => {
  expect(prose(text)).toMatchObject(readable)
})

test.each(['<A', '![', '[', '**', '<A "', '\\\\', '<Figure '])('a text of many %s is read in time', (sign) => {
  const begun = performance.now()
  for (const length of [7_000, 250_000]) prose(sign.repeat(length / sign.length))
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test('lines of YAML are fields under their names', () => {
  const field = (text: string) => toReadable(text, { isYaml: true })
  expect(field("title: '打好包'")).toEqual({ kind: 'field', label: '标题', text: '打好包' })
  expect(field('  - 会选一个箱子')).toEqual({ kind: 'field', label: '', text: '会选一个箱子' })
  expect(field('- id: q-1')).toEqual({ kind: 'field', label: '编号', text: 'q-1' })
})

const lesson = (end: string) => `---\ntitle: 打好包\n---\n\n一。\n\n二。\n\n三。\n\n四。\n\n${end}\n`

test('of a long text what changed is shown, with a paragraph around it and what is asked for; or all of it', () => {
  const blocks = compareTexts(lesson('五。'), lesson('六。'))
  const shown = (choice: { isWhole?: boolean; kept?: number[] }) =>
    showBlocks(blocks, { isYaml: false, isWhole: choice.isWhole ?? false, kept: new Set(choice.kept) }).map((part) =>
      'leftOut' in part ? part.leftOut : part.block.kind === 'changed' ? part.block.after : part.block.text,
    )
  expect(shown({})).toEqual([4, '四。', '六。'])
  expect(shown({ kept: [3] })).toEqual([1, '一。', 2, '四。', '六。'])
  expect(shown({ isWhole: true })).toHaveLength(6) // without the lines around the front matter
  const whole = showBlocks(blocks, { isYaml: false, isWhole: true, kept: new Set() })
  expect(whole.map((part) => 'isYaml' in part && part.isYaml)).toEqual([true, false, false, false, false, false])
})

test('words in shreds between changes count as changed', () => {
  const [block] = compareTexts('箱子、快递、平台都要算进去。', '成本、运费和退货都要算进去。')
  expect(block).toMatchObject({
    words: [
      { kind: 'removed', text: '箱子、快递、平台' },
      { kind: 'added', text: '成本、运费和退货' },
      { kind: 'same', text: '都要算进去。' },
    ],
  })
})
