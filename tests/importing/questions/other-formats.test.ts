// Aiken, QTI and workbooks as others write them.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { writeQuestionTemplate } from '#app/importing/questions/questions.server.ts'
import { codeOf, png, readFrom, refusalOf } from '#tests/support/question-files.ts'

test('Aiken: what is whole is read, what is broken costs itself alone', async () => {
  const { format, questions } = await readFrom(
    '哪个是对的？\nA. 甲\nB) 乙\nC、丙\nANSWER: B\n\n没有答案的题\nA. 甲\nB. 乙\nC. 丙\n\n没有选项的题\n\n判断一下好吗\nA) 对\nB) 错\nANSWER: A\n解析：就是对的。\n答案不在选项里\nA. 甲\nB. 乙\nC. 丙\nANSWER: E\n\n几个都对的题\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n',
  )
  expect(format).toBe('aiken')
  expect(questions).toMatchObject([
    { kind: 'single', correct: ['b'], options: [{ text: '甲' }, { text: '乙' }, { text: '丙' }] },
    { code: 'no-right-answer', name: '没有答案的题', line: 7 },
    { code: 'syntax', line: 12 },
    { kind: 'trueFalse', correct: ['a'], explanation: '就是对的。' },
    { code: 'no-right-answer', line: 19 },
    { kind: 'multiple', correct: ['a', 'c'] },
  ])
})

const item2 = ({ declaration = '', body = '', extra = '' } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="名" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">${declaration || '<correctResponse><value>B</value></correctResponse>'}</responseDeclaration>${extra}<itemBody><p>看一看：</p>${
    body ||
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>哪个对？</prompt><simpleChoice identifier="A">甲<feedbackInline outcomeIdentifier="F" identifier="A">不是甲。</feedbackInline></simpleChoice><simpleChoice identifier="B"><p>乙</p></simpleChoice><simpleChoice identifier="C">丙</simpleChoice></choiceInteraction>'
  }</itemBody><modalFeedback outcomeIdentifier="F" identifier="x" showHide="show"><p>因为。</p></modalFeedback></assessmentItem>`

const item3 = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="三" adaptive="false" time-dependent="false"><qti-response-declaration identifier="R" cardinality="multiple" base-type="identifier"><qti-mapping><qti-map-entry map-key="a" mapped-value="2"/><qti-map-entry map-key="b" mapped-value="1"/><qti-map-entry map-key="c" mapped-value="-1"/></qti-mapping></qti-response-declaration><qti-item-body><p>哪几个是对的？</p><qti-choice-interaction response-identifier="R" max-choices="0"><qti-simple-choice identifier="a">甲</qti-simple-choice><qti-simple-choice identifier="b">乙</qti-simple-choice><qti-simple-choice identifier="c">丙</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`

test('QTI: items of both versions', async () => {
  expect(await readFrom(item2())).toMatchObject({
    format: 'qti',
    questions: [{ name: '名', text: '看一看：\n哪个对？', kind: 'single', correct: ['b'], options: [{ text: '甲' }, { text: '乙' }, { text: '丙' }], explanation: '因为。\n选“甲”：不是甲。' }],
  }) // prettier-ignore
  expect((await readFrom(item3)).questions).toMatchObject([
    { kind: 'multiple', correct: ['a', 'b'], notes: [expect.stringContaining('全部选对')] },
  ])
})

test.each([
  ['no declaration of what is right', item2({ declaration: '<defaultValue/>' }), 'no-right-answer'],
  ['a key that is no choice', item2({ declaration: '<correctResponse><value>X</value></correctResponse>' }), 'no-right-answer'],
  ['text to enter', item2({ body: '<p>填 <textEntryInteraction responseIdentifier="RESPONSE"/></p>' }), 'kind-unsupported'],
  ['order', item2({ body: '<orderInteraction responseIdentifier="RESPONSE"/>' }), 'kind-unsupported'],
  ['a plugin', item2({ body: '<customInteraction responseIdentifier="RESPONSE"/>' }), 'kind-unsupported'],
  ['choices in the text', item2({ body: '<p><inlineChoiceInteraction responseIdentifier="RESPONSE"/></p>' }), 'embedded-answers-unsupported'],
  ['a template', item2({ extra: '<templateDeclaration identifier="X" cardinality="single" baseType="integer"/>' }), 'calculated-unsupported'],
  ['mathematics', item2({ extra: '' }).replace('<p>看一看：</p>', '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'), 'markup-unsupported'],
  ['a missing picture', item2().replace('看一看：', '<img src="a.png" alt=""/>'), 'picture-missing'],
  ['broken XML', item2().replace('</prompt>', ''), 'syntax'],
])('QTI: %s is refused as %s', async (_, source, code) => {
  expect(await refusalOf(source)).toBe(code)
}) // prettier-ignore

const manifest = (...items: string[]) =>
  `<manifest><resources>${items.map((item) => `<resource identifier="${item}" type="imsqti_item_xmlv2p1" href="items/${item}.xml"/>`).join('')}<resource type="imsqti_test_xmlv2p1" href="test.xml"/></resources></manifest>`

test('QTI packages: in the order of the manifest, broken items by name, pictures beside them', async () => {
  const shown = item2().replace('看一看：', '看 <object type="image/png" data="../img/a.png">箱子</object>')
  const files = { 'imsmanifest.xml': manifest('b', 'a', 'gone'), 'items/a.xml': '<assessmentItem title="坏">', 'items/b.xml': shown, 'test.xml': '<x/>' }
  const zip = zipSync({ ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])), 'img/a.png': png })
  expect((await readFrom(zip)).questions).toMatchObject([
    { index: 1, name: '名', text: '看 ![箱子](picture-1.png)\n哪个对？', pictures: [{ bytes: png }] },
    { index: 2, name: '坏', code: 'syntax' },
    { index: 3, name: 'gone.xml', code: 'syntax' },
  ])
  const broken = zipSync({ 'imsmanifest.xml': Buffer.from('<manifest>'), 'x/one.xml': Buffer.from(item2()), 'x/two.xml': Buffer.from(item3) })
  expect((await readFrom(broken)).accepted).toHaveLength(2)
}) // prettier-ignore

const sheetOf = (rows: (string | number | boolean)[][]) => encodeWorkbook([{ name: '题', hasHeads: false, columns: [], rows }])

test('workbooks: columns by their names, kinds by their answers, rows that are broken', async () => {
  const { questions, unread } = await readFrom(
    await sheetOf([
      ['某课题库'],
      ['题型', '题干', 'A', 'B', 'C', 'D', '答案', '难易度', '知识点', '分值'],
      ['单选', '哪个是对的？', '甲', '乙', '丙', '', 'b', '较易', '打包，发货', 2],
      ['', '哪几个是对的？', '甲', '乙', '丙', '丁', 'A、C', '', '', ''],
      ['判断题', '这样对不对？', '', '', '', '', '×', '', '', ''],
      ['判断', '这样对不对呢？', '正确', '错误', '', '', 'A', '', '', ''],
      ['填空题', '首都是哪里？', '', '', '', '', '北京', '', '', ''],
      ['', '哪个是对的呢？', '甲', '乙', '丙', '', 'D', '', '', ''],
      ['', '哪个才对呢？', '甲', '乙', '丙', '', '', '', '', ''],
      ['单选题', '几加几等于四？', 1, 2, 3, '', 'B', '中', '', ''],
    ]),
  )
  expect(questions).toMatchObject([
    { kind: 'single', correct: ['b'], difficulty: 1, tags: ['打包', '发货'], line: 3 },
    { kind: 'multiple', correct: ['a', 'c'] },
    { kind: 'trueFalse', correct: ['b'] },
    { kind: 'trueFalse', correct: ['a'] },
    { code: 'kind-unsupported', line: 7 },
    { code: 'no-right-answer' },
    { code: 'no-right-answer' },
    { kind: 'single', options: [{ text: '1' }, { text: '2' }, { text: '3' }], difficulty: 2 },
  ])
  expect(unread).toMatchObject([{ rows: 1 }, { column: '分值' }])
})

test('the template is read, and its example is passed over', async () => {
  const template = await writeQuestionTemplate()
  await expect(readFrom(template)).rejects.toThrow('一道题也没有（示例那一行不算）')
  const filled = Object.entries(unzipSync(template)).map(([name, bytes]) => [name, strToU8(strFromU8(bytes).replace('>示例<', '>我的题<'))])
  const { questions, unread } = await readFrom(zipSync(Object.fromEntries(filled)))
  expect([questions.length, unread]).toEqual([1, []])
  expect(await codeOf(await sheetOf([['姓名', '手机号'], ['张三', '1']]))).toBe('no-heads') // prettier-ignore
})
