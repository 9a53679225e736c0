// Moodle XML: what is exported by Moodle and by plugins, and files that are broken in one place.
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { png, readFrom, refusalOf } from '#tests/support/question-files.ts'

const answer = (text: string, fraction: number | string) =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[<p>${text}</p>]]></text><feedback format="html"><text></text></feedback></answer>`
const three = answer('甲', 100) + answer('乙', 0) + answer('丙', 0)
const question = (type: string, inner: string, text = '<p>哪一个是对的？</p>') =>
  `<question type="${type}"><name><text>名&amp;字</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext>${inner}</question>`
const quiz = (...questions: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`

test('the kinds that there are', async () => {
  const { questions, format } = await readFrom(
    quiz(
      '<question type="category"><category><text>$course$/top/打包</text></category></question>',
      question(
        'multichoice',
        `<single>true</single>${three}<generalfeedback format="html"><text>&lt;p&gt;因为。&lt;/p&gt;</text></generalfeedback>`,
      ),
      question('multichoice', `<single>false</single>${answer('甲', '33.33333')}${answer('乙', '66.66667')}${answer('丙', -100)}`),
      question('multichoiceset', answer('甲', 100) + answer('乙', 100) + answer('丙', 0)),
      question('truefalse', answer('true', 0) + answer('false', 100)),
      question('multichoice', answer('正确', 100) + answer('错误', 0)),
      question(
        'multichoice',
        `${three}<tags><tag><text>易碎</text></tag></tags><correctfeedback><text>太棒了，奖励！</text></correctfeedback>`,
      ),
    ),
  )
  expect(format).toBe('moodle-xml')
  expect(questions).toMatchObject([
    { index: 1, name: '名&字', text: '哪一个是对的？', kind: 'single', correct: ['a'], explanation: '因为。', tags: ['打包'], line: 4 },
    { kind: 'multiple', correct: ['a', 'b'], notes: [expect.stringContaining('全部选对')] },
    { kind: 'multiple', correct: ['a', 'b'], notes: [] },
    { kind: 'trueFalse', correct: ['b'] },
    { kind: 'trueFalse', correct: ['a'] },
    { tags: ['易碎', '打包'], notes: [expect.stringContaining('反馈')] },
  ])
})

test.each([
  ['cloze', 'embedded-answers-unsupported'],
  ['multianswer', 'embedded-answers-unsupported'],
  ['calculated', 'calculated-unsupported'],
  ['calculatedmulti', 'calculated-unsupported'],
  ['calculatedsimple', 'calculated-unsupported'],
  ...['shortanswer', 'numerical', 'essay', 'matching', 'description', 'ordering', 'ddwtos', 'coderunner', 'etwas'].map((kind) => [
    kind,
    'kind-unsupported',
  ]),
] as [string, string][])('%s is refused as %s', async (kind, code) => {
  expect(await refusalOf(quiz(question(kind, three)))).toBe(code)
})

test.each([
  ['no answer is right', question('multichoice', answer('甲', 0) + answer('乙', 0) + answer('丙', 0)), 'no-right-answer'],
  ['a weight is no number', question('multichoice', answer('甲', 'x') + three), 'syntax'],
  ['a picture is missing', question('multichoice', three, '<p>看图：<img src="@@PLUGINFILE@@/a.png"></p>'), 'picture-missing'],
  ['a picture is none', question('multichoice', three, '<p>看图：<img src="data:image/png;base64,AAAA"></p>'), 'picture-unsupported'],
  ['base64 is none', question('multichoice', three, '<p>看图：<img src="data:image/png;base64,****"></p>'), 'picture-missing'],
  ['there is a film', question('multichoice', three, '<p>看完再答：<video src="a.mp4"></video></p>'), 'markup-unsupported'],
  ['an entity is not declared', question('multichoice', `<hint><text>&unknown;</text></hint>${three}`), 'syntax'],
  ['a declaration hides in it', question('multichoice', `<!DOCTYPE x [<!ENTITY a "b">]>${three}`), 'syntax'],
  ['it is nested too deeply', question('multichoice', '<a>'.repeat(100) + '</a>'.repeat(100) + three), 'too-long'],
])('%s: that question is refused', async (_, one, code) => {
  expect(await refusalOf(quiz(one))).toBe(code)
})

test('pictures in files, in the text and in answers, each once', async () => {
  const file = `<file name="a b.png" path="/x/" encoding="base64">${png.toString('base64')}</file>`
  const shown = '<p>看图 <img src="@@PLUGINFILE@@/x/a%20b.png" alt="箱子"> 再看 <img src="@@PLUGINFILE@@/x/a%20b.png"></p>'
  const withFile = question('multichoice', three).replace(
    /<questiontext.*<\/questiontext>/,
    `<questiontext format="html"><text><![CDATA[${shown}]]></text>${file}</questiontext>`,
  )
  const { questions } = await readFrom(quiz(withFile))
  expect(questions).toMatchObject([
    { text: '看图 ![箱子](picture-1.png) 再看 ![](picture-1.png)', pictures: [{ name: 'picture-1.png', bytes: png }] },
  ])
})

test('pictures beside the file in a ZIP', async () => {
  const zip = zipSync({
    'quiz.xml': Buffer.from(quiz(question('multichoice', three, '<p>看图：<img src="images/a.png"></p>'))),
    'images/a.png': png,
  })
  expect((await readFrom(zip)).questions).toMatchObject([{ pictures: [{ bytes: png }] }])
})

const good = question('multichoice', three)

test.each([
  ['an end tag is missing', good.replace('</question>', '')],
  ['a tag inside is not closed', good.replace('</questiontext>', '')],
  ['a CDATA section is not closed', good.replace(']]>', ']>')],
  ['a comment is not closed', good.replace('<name>', '<!-- <name>')],
  ['there is a bare ampersand', good.replace('&amp;', '&')],
  ['it is cut off', good.slice(0, 120)],
])('%s: one question of five is lost, and it is named', async (_, broken) => {
  const { questions } = await readFrom(quiz(good, good, broken, good, good))
  expect(questions.map((one) => ('code' in one ? one.code : one.kind))).toEqual(['single', 'single', 'syntax', 'single', 'single'])
  expect(questions.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7])
})

test('a file that is cut off keeps what is whole', async () => {
  const { questions } = await readFrom(quiz(good, good, good).slice(0, -300))
  expect(questions.map((one) => 'code' in one)).toEqual([false, false, true])
})

test('questions in comments between others are none', async () => {
  const { questions } = await readFrom(quiz(good, `<!-- ${good} -->`, good))
  expect(questions).toHaveLength(2)
})

test('every name may have a prefix', async () => {
  const { questions } = await readFrom(
    quiz(good, good.replace('<name>', '<name'), good)
      .replace(/<(\/?)(?=[a-z])(?!p>)/g, '<$1m:')
      .replace('<m:quiz>', '<m:quiz xmlns:m="x">'),
  )
  expect(questions).toMatchObject([{ name: '名&字', kind: 'single' }, { code: 'syntax' }, { kind: 'single' }])
})

test.each([
  ['a section', '看这段：<question type="essay"> 是什么？'],
  ['a section with a whole question', '看这段：\n<question type="essay">\n</question> 是什么？'],
  ['a section with another one in it', '看这段：<question type="essay"><text><![CDATA[甲]]]]><![CDATA[></text> 是什么？'],
])('%s that is closed may show the start of a question', async (_, text) => {
  const showing = good.replace('<p>哪一个是对的？</p>', text).replace('format="html"', 'format="plain_text"')
  const { questions } = await readFrom(quiz(good, showing, good))
  expect(questions).toMatchObject([
    { kind: 'single' },
    { kind: 'single', text: text.replace(']]]]><![CDATA[>', ']]>') },
    { kind: 'single' },
  ])
})

test('a comment that is closed may contain a question', async () => {
  const { questions } = await readFrom(quiz(good, good.replace('<name>', `<!-- ${good} --><name>`), good))
  expect(questions).toMatchObject([{ kind: 'single' }, { kind: 'single' }, { kind: 'single' }])
})

test.each([
  ['an answer', good.replace('乙</p>]]>', '乙</p>]>')],
  ['the last section', good.replace('丙</p>]]>', '丙</p>]>')],
])('%s that is not closed costs its question alone, whatever sections the others have', async (_, broken) => {
  const bare = question('multichoice', three.replaceAll(/<!\[CDATA\[<p>(.)<\/p>\]\]>/g, '$1'), 'x').replace('<![CDATA[x]]>', '哪个是对的？')
  for (const others of [[good, good], [bare, bare], [bare, good]]) {
    const { questions } = await readFrom(quiz(broken, ...others))
    expect(questions).toMatchObject([{ code: expect.stringMatching(/./) }, { kind: 'single' }, { kind: 'single' }])
  }
}) // prettier-ignore
