// Components of a lesson as forms: what is not changed stays as it was typed, byte for byte.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLesson } from '#app/lesson/compile.server.ts'
import { lessonComponents } from '#app/lesson/components.tsx'
import { componentExamples, groups } from '#app/modules/studio/guide/examples.ts'
import { formNotes } from '#app/modules/studio/editor/form-notes.ts'
import {
  type ComponentValues,
  emptyValues,
  escapeText,
  fillIds,
  findFormFaults,
  readValues,
  unescapeText,
  writeValues,
} from '#app/modules/studio/editor/component-values.ts'
import { describeComponents } from '#app/modules/studio/editor/describe-components.ts'
import { type ComponentNode, findComponentBlocks, parseSource, toSource } from '#app/modules/studio/editor/source-tree.ts'
import { findTables, readTable, writeTable } from '#app/modules/studio/editor/table-values.ts'
import { present } from '#app/present.ts'

const forms = describeComponents()
const lessons = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => ({ file, source: readFileSync(`content/${file}`, 'utf8') }))

const componentIn = (source: string): ComponentNode =>
  present(
    parseSource(source).find((node): node is ComponentNode => node.kind === 'component'),
    'component',
  )
const valuesOf = (source: string) => present(readValues(componentIn(source), forms), 'values')
const rewrite = (source: string, change: (values: ComponentValues) => ComponentValues | void) => {
  const values = structuredClone(valuesOf(source))
  return writeValues(componentIn(source), change(values) ?? values, forms)
}
const lessonOf = (text: string) => `---\ntitle: 课\nsummary: 一句话。\nminutes: 5\nobjectives:\n  - 会做一件事\n---\n\n${text}\n`

/** Half-written text: pieces of tags, quotes, code, escapes and words in any order. */
const scraps = fc
  .array(
    fc.constantFrom(
      ...[
        '<Note kind="tip">',
        '</Note>',
        '<Check id="a" question="问">',
        '</Check>',
        '<Option text="一" right>',
        '</Option>',
        '<Figure src="a.svg" />',
        '<',
        '>',
        '"',
        '\\',
        '`',
        '```\n',
        '\n',
        '\n\n',
        '---\n',
        '{',
        '字',
        '# ',
        '- ',
        '<Note',
        ' kind=',
        "'",
        '</',
        '<Steps>\n1. 一\n2. 二\n</Steps>',
        '\r\n',
        '| 一 | 二 |\n| --- | --- |\n',
      ],
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

test('printing what was read gives the source, byte for byte, however half-written it is', () => {
  for (const { source } of lessons) expect(toSource(parseSource(source))).toBe(source)
  fc.assert(
    fc.property(scraps, (source) => void expect(toSource(parseSource(source))).toBe(source)),
    { numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (source) => void expect(toSource(parseSource(source))).toBe(source)),
  )
})

test('each node says where it stands in the source', () => {
  fc.assert(
    fc.property(scraps, (source) => {
      for (const node of parseSource(source)) expect(toSource([node])).toBe(source.slice(node.from, node.to))
    }),
    { numRuns: 1_000 },
  )
})

test('writing a form that nobody changed changes nothing', () => {
  const check = (source: string) => {
    const visit = (node: ComponentNode) => {
      const values = readValues(node, forms)
      if (values) expect(writeValues(node, values, forms)).toBe(toSource([node]))
      for (const child of node.children) if (child.kind === 'component') visit(child)
    }
    for (const node of parseSource(source)) if (node.kind === 'component') visit(node)
  }
  for (const { source } of lessons) check(source)
  fc.assert(fc.property(scraps, check), { numRuns: 2_000 })
})

test('every component of the shipped lessons can be changed by a form', () => {
  const left = lessons.flatMap(({ file, source }) =>
    findComponentBlocks(source).flatMap(({ node }) => (readValues(present(node, 'node'), forms) ? [] : [`${file}: ${toSource([node!])}`])),
  )
  expect(left).toEqual([])
})

test('changing one attribute changes only that', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...lessons),
      fc.nat(),
      fc.nat(),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      (lesson, at, field, typed) => {
        const blocks = findComponentBlocks(lesson.source)
        const node = blocks[at % Math.max(1, blocks.length)]?.node
        const attribute = node?.attributes[field % Math.max(1, node.attributes.length)]
        if (!node || !attribute || typed.trim() === '') return
        const values = present(readValues(node, forms), 'values')
        const written = writeValues(node, { ...values, attributes: { ...values.attributes, [attribute.name]: typed } }, forms)
        const before = toSource([node])
        const place = before.indexOf(`${attribute.name}=`)
        expect(written.slice(0, place)).toBe(before.slice(0, place))
        const rest = before.slice(place + attribute.name.length + 1 + attribute.raw.length + 2)
        expect(written.endsWith(rest)).toBe(true)
        const again = present(readValues(componentIn(written), forms), 'values')
        expect(again.attributes[attribute.name]).toBe(typed.replace(/[ \t]*\r?\n\s*/g, ' '))
      },
    ),
  )
})

const check =
  '<Check id="pack"  question=\'哪样最要紧？\'>\n<Option text="包紧">不透气。</Option>\n\n<Option text="晾干" right>三样都要。</Option>\n</Check>'

test('one option is changed, and the others stay as they are', () => {
  expect(rewrite(check, (values) => void (values.parts[0]!.text = '水汽{出不去}，<两天>就烂。'))).toBe(
    check.replace('不透气。', '水汽\\{出不去\\}，\\<两天>就烂。'),
  )
  expect(rewrite(check, (values) => void (values.attributes.question = '夏天发"土豆"，它\'哪样\'要紧？'))).toBe(
    check.replace('哪样最要紧？', '夏天发"土豆"，它&apos;哪样&apos;要紧？'),
  )
  const swapped = rewrite(check, (values) => void values.parts.reverse())
  expect(swapped).toContain('<Option text="晾干" right>三样都要。</Option>\n<Option text="包紧">不透气。</Option>')
  const ticked = rewrite(check, (values) => {
    values.parts[0]!.attributes.right = ''
    delete values.parts[1]!.attributes.right
  })
  expect(ticked).toBe(check.replace('text="晾干" right', 'text="晾干"').replace('text="包紧"', 'text="包紧" right'))
})

test('what is in a component that the form has no place for is left to those who write it as text', () => {
  expect(readValues(componentIn('<Check id="a" question="问">\n闲话\n<Option text="一">好</Option>\n</Check>'), forms)).toBeNull()
  expect(readValues(componentIn('<Note colour="red">\n字\n</Note>'), forms)).toBeNull()
  expect(readValues(componentIn('<Steps>\n1. 一\n   - 二\n</Steps>'), forms)).toBeNull()
  expect(readValues(componentIn('<Nothing />'), forms)).toBeNull()
})

test('what a form puts in is a lesson that can be shown', async () => {
  const filled = (values: ComponentValues): ComponentValues => ({
    ...values,
    attributes: Object.fromEntries(
      forms[values.name]!.fields.flatMap(({ name, kind, choices, isRequired, pattern }) => {
        if (kind === 'tick' || kind === 'id') return []
        if (kind === 'file') return [[name, 'a.svg']]
        if (kind === 'choice') return [[name, choices[0]!.value]]
        return isRequired || pattern === null ? [[name, pattern ? '10' : `写了 {3} <b> "话" ${name}`]] : []
      }),
    ),
    text: forms[values.name]!.inner === 'text' ? '写了 a < b，{花括号}。\n\n第二段' : '',
    steps: forms[values.name]!.inner === 'steps' ? ['先 <看>', '再做'] : [],
    parts: values.parts.map((part, nth) => {
      const inner = filled(part) as typeof part
      for (const name of ['text', 'title']) if (inner.attributes[name] !== undefined) inner.attributes[name] += String(nth)
      if (part.name === 'Option' && nth === 0) inner.attributes.right = ''
      return { ...inner, was: null }
    }),
  })
  const names = Object.keys(forms).filter(
    (name) => !forms[name]!.isWithin && ['Figure', 'Note', 'Steps', 'Compare', 'Policy', 'Check', 'Checklist', 'Calculator'].includes(name),
  )
  for (const name of names) {
    const values = fillIds(filled(emptyValues(name, forms)), forms, '')
    expect([name, findFormFaults(values, forms)]).toEqual([name, {}])
    const source = writeValues(null, values, forms)
    await expect(checkLesson(lessonOf(source)).then(({ lesson }) => lesson.html)).resolves.toContain('objectives')
    expect(writeValues(componentIn(source), valuesOf(source), forms)).toBe(source)
  }
})

test('a form says at its field what is missing, by the rules of the component table', () => {
  const values = emptyValues('Check', forms)
  expect(Object.keys(findFormFaults(values, forms)).sort()).toEqual(
    ['id', 'inner', 'parts.0.inner', 'parts.0.text', 'parts.1.inner', 'parts.1.text', 'question'].sort(),
  )
  expect(findFormFaults({ ...emptyValues('Calculator', forms), attributes: { price: '便宜' } }, forms)).toEqual({
    price: '“卖价”不对：要写一个数，最多两位小数。',
  })
})

test('new components get ids that the lesson does not have', () => {
  const values = emptyValues('Checklist', forms)
  expect(fillIds(values, forms, '<Checklist id="checklist-1">').attributes.id).toBe('checklist-2')
  const two = { ...values, parts: [...values.parts, ...values.parts] }
  expect(fillIds(two, forms, '').parts.map(({ attributes }) => attributes.id)).toEqual(['item-1', 'item-2'])
})

test('signs that would begin code are escaped, and read back as they were typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '{', '}', '字', 'a', '>', ' '), maxLength: 20 }), (typed) => {
      expect(unescapeText(escapeText(typed))).toBe(typed)
    }),
  )
})

test('the notes of forms are of components and attributes that there are, and each component that is put in says what it is for', () => {
  const known: Record<string, { attributes: object }> = lessonComponents
  const named = Object.entries(formNotes).flatMap(([name, { hints = {}, long = [], rare = [], values = {}, title }]) =>
    [...Object.keys(hints), ...long, ...rare, ...Object.keys(values), ...(title ? [title] : [])].map((field) => `${name} ${field}`),
  )
  expect(named.filter((one) => !Object.hasOwn(known[one.split(' ')[0] ?? '']?.attributes ?? {}, one.split(' ')[1] ?? ''))).toEqual([])
  expect(Object.values(forms).filter(({ isWithin, hint }) => !isWithin && hint === '')).toEqual([])
})

test('a table is cells, and rows that nobody changed stay as they were typed', () => {
  const table = '|  货 | 价钱|\n|:--|--:|\n| 茶 |  80 |\n|土豆|3 |'
  const cells = present(readTable(table), 'cells')
  expect(cells).toEqual([
    ['货', '价钱'],
    ['茶', '80'],
    ['土豆', '3'],
  ])
  expect(writeTable(cells, table)).toBe(table)
  expect(writeTable([cells[0]!, cells[1]!, ['土豆', '4|5']], table)).toBe(table.replace('|土豆|3 |', '| 土豆 | 4\\|5 |'))
  expect(readTable(writeTable([['a', '']]))).toEqual([['a']])
  const source = `前面\n\n${table}\n\n<Note>\n| 不 | 是 |\n| - | - |\n</Note>\n\n${table}`
  expect(findTables(source, findComponentBlocks(source)).map(({ from, to }) => source.slice(from, to))).toEqual([table, table])
})

test('reading takes time in proportion to the text', () => {
  for (const piece of ['<Note kind="', '`', '<Note>', '</Note>', '```', '<A b ', '\\<', '---\n']) {
    const source = piece.repeat(20_000)
    const begun = performance.now()
    expect(toSource(parseSource(source))).toBe(source)
    expect(performance.now() - begun).toBeLessThan(3_000)
  }
})

test('every component of the guide opens in its form, with a field or a form for all that is in it; drawings as photographs do', () => {
  const shown = groups.flatMap(({ components }) => components)
  expect(new Set(shown)).toEqual(new Set(Object.keys(forms).filter((name) => !forms[name]?.isWithin)))
  for (const name of shown) {
    const source = componentExamples[name]?.source ?? ''
    const node = componentIn(source)
    expect([name, node.name]).toEqual([name, name])
    const values = valuesOf(source)
    expect([name, findFormFaults(values, forms)]).toEqual([name, {}])
    expect(writeValues(node, values, forms)).toBe(source.slice(node.from, node.to))
    // No field wants a sign of syntax: each has a label, and what it holds is chosen, ticked, counted or words.
    for (const field of [forms[name], ...(forms[name]?.parts ?? []).map((part) => forms[part])].flatMap((one) => one?.fields ?? []))
      expect([name, field.name, field.label]).toEqual([name, field.name, expect.stringMatching(/\p{Script=Han}/u)])
  }
  const photograph = '<Figure src="stall.jpg" alt="高的货放后面" />'
  const drawn = photograph.replace('.jpg', '.svg')
  expect(valuesOf(drawn)).toEqual({ ...valuesOf(photograph), attributes: { src: 'stall.svg', alt: '高的货放后面' } })
  expect(forms.Figure?.fields.find(({ name }) => name === 'src')).toMatchObject({ kind: 'file', endings: ['svg', 'jpg', 'png', 'webp'] })
})
