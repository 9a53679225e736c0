// A reviewer reads words, not signs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTexts } from '#app/modules/studio/compare.ts'
import { joinQuestions, type QuestionPart, widenToQuestions } from '#app/modules/studio/review/question-parts.ts'
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

const bank = (texts: readonly string[], more = '') =>
  texts
    .map(
      (text, nth) =>
        `- id: q-${nth}\n  lesson: lesson-1\n  kind: single\n  text: ${text}\n  options:\n    - key: a\n      text: 新箱子\n    - key: b\n      text: 湿箱子\n  correct:\n    - a\n  explanation: 湿的箱子会破。\n${more}`,
    )
    .join('')

/** The parts of a comparison of two banks: of a question what it says, of what is left out how many lines, of a line the line. */
function partsOf(before: string, after: string, { kept = [] as number[], isWhole = false } = {}) {
  const blocks = compareTexts(before, after, { isYaml: true })
  const shown = showBlocks(blocks, { isYaml: true, isWhole, kept: widenToQuestions(blocks, new Set(kept)) })
  return joinQuestions(shown, new Map([['lesson-1', '选箱子']])).map((part) =>
    'leftOut' in part ? part.leftOut : 'question' in part ? part.question : part.block,
  )
}

test('a bank that is all new is read question by question, without a name of the file', () => {
  const parts = partsOf('', bank(['用哪个？', '垫几层？']))
  expect(parts).toMatchObject([{ kind: 'added' }, { kind: 'added' }])
  const [question] = parts as QuestionPart[]
  expect(question!.lines).toEqual(
    [
      ['单选题', '用哪个？'],
      ['A', '新箱子'],
      ['B', '湿箱子'],
      ['答案', 'A'],
      ['为什么', '湿的箱子会破。'],
      ['哪一课讲的', '选箱子'],
    ].map(([label, after]) => ({ label, before: null, after })),
  )
  // What is remarked on is the line that asks.
  expect(question!.places[0]).toBe(3)
  expect([...question!.places].sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, nth) => nth))
})

test('of a bank that was changed each question with a change is shown as a whole, with what changed in it', () => {
  const before = bank(['一？', '二？', '三？', '四？'])
  const after = before.replace('text: 三？', 'text: 第三？').replace(/湿箱子(?![^]*湿箱子)/, '软箱子')
  const parts = partsOf(before, after)
  expect(parts).toMatchObject([expect.any(Number), { kind: 'changed' }, { kind: 'changed' }])
  const [, third, fourth] = parts as QuestionPart[]
  expect(third!.lines[0]).toEqual({ label: '单选题', before: '三？', after: '第三？' })
  expect(fourth!.lines.filter((line) => line.before !== line.after)).toEqual([{ label: 'B', before: '湿箱子', after: '软箱子' }])
  // One that has a remark is shown, too; one that was taken out, and one whose kind changed.
  expect(partsOf(before, after, { kept: [5] })[0]).toMatchObject({ kind: 'same', places: expect.arrayContaining([5]) as number[] })
  const [gone] = partsOf(before, bank(['一？', '二？', '三？'])).slice(-1) as QuestionPart[]
  expect(gone).toMatchObject({
    kind: 'removed',
    places: [],
    lines: expect.arrayContaining([{ label: '单选题', before: '四？', after: null }]) as unknown,
  })
  const [turned] = partsOf(bank(['一？']), bank(['一？']).replace('kind: single', 'kind: multiple')) as QuestionPart[]
  expect(turned!.lines).toContainEqual({ label: '多选题', before: null, after: '一？' })
})

test('nothing of a bank is hidden: what cannot be read as questions, or differs in signs alone, is shown line by line', () => {
  const before = bank(['一？', '二？'])
  const texts = (parts: ReturnType<typeof partsOf>) =>
    parts.flatMap((part) => (typeof part === 'object' && 'text' in part ? part.text : []))
  expect(texts(partsOf('', '- id: q\n  text: [\n'))).toEqual(['- id: q', '  text: ['])
  expect(texts(partsOf('', 'questions: 1\n'))).toEqual(['questions: 1'])
  const renamed = partsOf(before, before.replace('id: q-0', 'id: q-9'))
  expect(renamed[0]).toMatchObject({ kind: 'changed', before: '- id: q-0', after: '- id: q-9' })
  const quoted = partsOf(before, before.replace('text: 一？', 'text: "一？"'))
  expect(quoted).toContainEqual(expect.objectContaining({ kind: 'changed', after: '  text: "一？"' }))
  const block = fc.constantFrom(
    '- id: q',
    '  text: 问',
    '  kind: single',
    '- ',
    '  correct: [a]',
    '字',
    '- id: r',
    '  options: [{ key: a, text: 新 }]',
  )
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), fc.array(block, { maxLength: 12 }), (one, other) => {
      const [was, is] = [`${one.join('\n')}\n`, `${other.join('\n')}\n`]
      const places = partsOf(was, is, { isWhole: true }).flatMap((part) =>
        typeof part === 'number' ? [] : 'lines' in part ? part.places : 'block' in part ? part.block : [],
      )
      const all = compareTexts(was, is, { isYaml: true }).flatMap((part) => ('block' in part ? part.block : []))
      expect(places.sort((a, b) => a - b)).toEqual(all)
    }),
  )
})
