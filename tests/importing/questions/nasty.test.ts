// Inputs that make careless readers change a question without a word, fall over, or answer for something that nobody meant.
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { codeOf, readFrom, refusalOf } from '#tests/support/question-files.ts'

const answer = (text: string, fraction: string) => `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text></answer>`
const three = answer('甲', '100') + answer('乙', '0') + answer('丙', '0')
const moodle = (text: string, inner = three, type = 'multichoice') =>
  `<question type="${type}"><name><text>名</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${inner}</question>`
const quiz = (...questions: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions.join('\n')}</quiz>`
const html = (text: string) => quiz(moodle(text))
const gift = (answers: string) => `$CATEGORY: x\n\n哪个是对的？{${answers}}`
const choices =
  '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>哪个是对的？</prompt><simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B">乙</simpleChoice><simpleChoice identifier="C">丙</simpleChoice></choiceInteraction>'
const item = (body = choices, right = '<value>A</value>') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="名"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse>${right}</correctResponse></responseDeclaration><itemBody>${body}</itemBody></assessmentItem>`
const sheet = (...rows: (string | number | boolean)[][]) => encodeWorkbook([{ name: '题', hasHeads: false, columns: [], rows }])

/** Twenty questions in GB18030; Node has no encoder. */
const gb18030 = Buffer.from('d5e2d1f9d7f6cac7b6d4b5c4c2f0a3bf7b547d0a0a'.repeat(20), 'hex')

test.each([
  // Weights
  ['a weight that is far too large', gift('=甲 ~%99999999999999999999%乙 ~丙'), 'syntax'],
  ['a weight of more than all', gift('~%150%甲 ~乙 ~丙'), 'syntax'],
  ['a weight with a comma', gift('~%33,333%甲 ~%33,333%乙 ~%33,333%丙 ~丁'), 'syntax'],
  ['a weight with an exponent', gift('=甲 ~%1e3%乙 ~丙'), 'syntax'],
  ['a fraction with a comma', quiz(moodle('哪个是对的？', answer('甲', '100,00') + three)), 'syntax'],
  ['a fraction without end', quiz(moodle('哪个是对的？', answer('甲', 'Infinity') + three)), 'syntax'],
  ['a fraction of four hundred digits', quiz(moodle('哪个是对的？', answer('甲', '9'.repeat(400)) + three)), 'syntax'],
  ['a right answer twice', item(choices, '<value>A</value><value>B</value>'), 'several-right-answers'],
  // Names that every object has
  ['a kind called constructor', quiz(moodle('哪个是对的？', three, 'constructor')), 'kind-unsupported'],
  ['an element called constructor', html('<constructor>哪个是对的？</constructor>'), 'markup-unsupported'],
  // What would be shown otherwise than it was meant
  ['hidden words', html('<p>哪个是对的？</p><p hidden>选甲</p>'), 'markup-unsupported'],
  ['words that are crossed out', html('<p>哪个<span style="text-decoration: line-through">不</span>对呢？</p>'), 'markup-unsupported'],
  ['two languages of one sentence', html('<span lang="zh" class="multilang">哪个对？</span><span lang="en" class="multilang">Which?</span>'), 'markup-unsupported'],
  ['two languages in braces', html('{mlang zh}哪个是对的？{mlang}{mlang en}Which?{mlang}'), 'markup-unsupported'],
  ['a formula by its environment', html('<p>\\begin{align}x\\end{align} 是多少？</p>'), 'markup-unsupported'],
  ['a list that counts down', html('<ol reversed><li>一</li><li>二</li></ol><p>哪个对？</p>'), 'markup-unsupported'],
  ['a choice that is there sometimes', item(choices.replace('identifier="C"', 'identifier="C" templateIdentifier="T" showHide="hide"')), 'calculated-unsupported'],
  ['a part that lies elsewhere', item(`<include href="other.xml"/>${choices}`), 'markup-unsupported'],
  ['an answer for two choices', '哪个是对的？\nA. 甲\nB. 乙\nB. 丙\nANSWER: B\n', 'syntax'],
  ['three hundred choices', quiz(moodle('哪个是对的？', three + Array.from({ length: 300 }, (_, at) => answer(`选项${at}`, '0')).join(''))), 'too-many-options'],
  // Entities
  ...['&#x110000;', '&#xD800;', '&#0;', '&#99999999999;'].map((one): [string, string, string] => [`${one} in a text`, html(`哪个 ${one} 是对的？`), 'syntax']),
  ['an entity beyond all characters', quiz(moodle('哪个是对的？').replace('名', '&#x110000;')), 'syntax'],
  ['a picture as the text of a drawing', html('看图<img src="data:image/svg+xml,%3Csvg/%3E">哪个对？'), 'picture-unsupported'],
  ['an item that declares entities', `<?xml version="1.0"?>${item().replace('<itemBody>', '<!DOCTYPE x [<!ENTITY a "b">]><itemBody>')}`, 'syntax'],
])('%s: that question is refused', async (_, file, code) => {
  expect(await refusalOf(file)).toBe(code)
}) // prettier-ignore

test('the sentence about an unknown kind names the kind, whatever it is called', async () => {
  const { refused } = await readFrom(quiz(moodle('哪个是对的？', three, 'constructor')))
  expect(refused[0]?.message).toContain('“constructor”类的题')
})

test.each([
  ['signs that were encoded twice', html('1 &amp;lt; 2 &amp;amp; 3 哪个对？'), '1 &lt; 2 &amp; 3 哪个对？'],
  ['a CDATA section that holds the end of one', html('a ]]]]><![CDATA[> b 哪个对？'), 'a ]]> b 哪个对？'],
  ['a list by letters', html('<p>有：</p><ol type="A"><li>茶</li><li>豆</li></ol><p>选 A 还是 B？</p>'), '有：\nA. 茶\nB. 豆\n选 A 还是 B？'],
  ['a list that begins elsewhere', html('<ol start="4" style="list-style-type: lower-alpha"><li>茶</li><li value="2">豆</li></ol>选哪个？'), 'd. 茶\nb. 豆\n选哪个？'],
  ['a mark of the encoding in the middle', '$CATEGORY: x\n\n\ufeff::名::哪个是对的？{=甲 ~乙 ~丙}', '哪个是对的？'],
  ['lines that end as on an old Mac', '$CATEGORY: x\r\r::名::哪个\\n是对的？{\r=甲\r// 说明 {\r~乙\r~丙\r}\r', '哪个\n是对的？'],
  ['an address with two strokes', '$CATEGORY: x\n\n见 https://example.com/a 哪个是对的？{=甲 ~乙 ~丙}', '见 https://example.com/a 哪个是对的？'],
  ['what candidates read in a rubric', item(`<rubricBlock view="candidate"><p>三月卖了五单。</p></rubricBlock>${choices}`), '三月卖了五单。\n哪个是对的？'],
  ['a rubric for those who mark', item(`<rubricBlock view="scorer"><p>看仔细。</p></rubricBlock>${choices}`), '哪个是对的？'],
  ['choices without a blank', '哪个是对的？\nA.甲x\nB.Bear\nC.3\nANSWER: B\n', '哪个是对的？'],
  ['a question that begins like a choice', 'U.S.A. 在哪里呢？\nA.here\nB.there\nC.nowhere\nANSWER: B\n', 'U.S.A. 在哪里呢？'],
])('%s: read as it was meant', async (_, file, text) => {
  const { questions } = await readFrom(file)
  expect(questions).toMatchObject([{ text, options: [{}, {}, {}] }])
}) // prettier-ignore

test('a question that Moodle hides is brought in with a word about it', async () => {
  const { questions } = await readFrom(quiz(moodle('哪个是对的？', `<hidden>1</hidden>${three}`)))
  expect(questions).toMatchObject([{ kind: 'single', notes: [expect.stringContaining('隐藏')] }])
})

test('a zero or a control character costs its question alone', async () => {
  const good = '::一::哪个是对的？{=甲 ~乙 ~丙}\n\n'.repeat(20)
  const inUtf8 = await readFrom(Buffer.from(`${good}::坏::这里\0有什么？{T}\n`))
  const inGb = await readFrom(Buffer.concat([gb18030, Buffer.from('ok?abc\u0001{T}\n')]))
  expect([inUtf8.accepted.length, inUtf8.refused.map(({ code }) => code)]).toEqual([20, ['syntax']])
  expect([inGb.accepted.length, inGb.refused.map(({ code }) => code)]).toEqual([20, ['syntax']])
})

const declared = (encoding: string) => quiz(moodle('哪个是对的？')).replace('UTF-8', encoding)
test.each([
  ['UTF-16 that says so', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(declared('UTF-16'), 'utf16le')])],
  ['UTF-16 without its mark', Buffer.from(declared('UTF-16'), 'utf16le')],
  ['an encoding that nobody knows', Buffer.from(declared('x-mars'))],
  ['UTF-8 that calls itself Latin', Buffer.from(declared('UTF-8').replace('encoding', "encoding='UTF-8' other"))],
])('XML in %s', async (_, bytes) => {
  expect((await readFrom(bytes)).questions.length).toBeGreaterThan(0)
})

test.each([
  ['entities', 'a billion laughs', `<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><quiz>${moodle('&b;')}</quiz>`],
  ['entities', 'a declaration that lies outside', `<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz>${moodle('哪个是对的？')}</quiz>`],
  ['unknown-characters', 'UTF-32', Buffer.from('fffe00003c000000710000007500000069000000', 'hex')],
  ['archive', 'a package in a package', zipSync({ 'a.zip': zipSync({ 'a.gift': strToU8('甲是对的吗？{T}') }) })],
  ['archive', 'several files of questions', zipSync({ 'a.gift': strToU8('甲是对的吗？{T}'), 'b.gift': strToU8('乙是对的吗？{T}') })],
] as const)('%s: %s is refused as a whole', async (code, _, file) => {
  expect(await codeOf(file)).toBe(code)
}) // prettier-ignore

test('data of a program holds no questions, whatever is chosen', async () => {
  expect(await codeOf('{"questions": [{"text": "=a ~b"}]}', 'gift')).toBe('no-questions')
})

test('a package whose manifest leads out of it finds nothing there', async () => {
  const manifest = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="../../../etc/passwd"/></resources></manifest>'
  expect(await refusalOf(zipSync({ 'imsmanifest.xml': strToU8(manifest) }))).toBe('syntax')
})

test('workbooks: cells that only look like something', async () => {
  const { questions } = await readFrom(
    await sheet(
      ['题目', '题型', 'A', 'B', 'C', 'D', '答案', '难度', '课'],
      ['哪个是对的？', '', '甲', '乙', '丙', '', 'A', 'constructor', '__proto__'],
      ['这样对不对？', '判断', '', '', '', '', true, '', ''],
      ['=cmd|x 是什么？', '', '=1+1', '+1', '@x', '', 'A', '', ''],
      ['哪个数是对的？', '', 1e21, 0.5, 7, '', 'A', '', ''],
      ['哪个是对的呢？', '', '甲', '', '丙', '丁', 'A', '', ''],
      ['哪个才是对的？', '', '甲', '乙', '丙', '', '乙', '', ''],
    ),
  )
  expect(questions).toMatchObject([
    { kind: 'single', lesson: '__proto__', notes: [expect.stringContaining('constructor')] },
    { kind: 'trueFalse', correct: ['a'] },
    { text: '=cmd|x 是什么？', options: [{ text: '=1+1' }, { text: '+1' }, { text: '@x' }] },
    { kind: 'single' },
    { code: 'empty-option' },
    { code: 'no-right-answer' },
  ])
  expect(questions[0]).not.toHaveProperty('difficulty')
})
