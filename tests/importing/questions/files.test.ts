// Whole files: encodings, what is no file of questions, and what was made to do harm.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatLabels, maxQuestionFileBytes, questionFormats, UnreadableQuestions } from '#app/importing/questions/questions.server.ts'
import { encodeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { codeOf, png, readFrom, refusalOf } from '#tests/support/question-files.ts'

const gift = '::名字::哪一个是对的？{=甲 ~乙 ~丙}\n\n这样做是对的吗？{T}\n'
const utf16 = Buffer.from(gift, 'utf16le')

/** Chinese as GB18030; Node has no encoder. */
const gb18030 = Buffer.from(
  '3a3ac3fbd7d63a3ac4c4d2bbb8f6cac7b6d4b5c4a3bf7b3dbcd7207ed2d2207eb1fb7d0a0ad5e2d1f9d7f6cac7b6d4b5c4c2f0a3bf7b547d0a',
  'hex',
)

test.each([
  ['UTF-8', Buffer.from(gift)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${gift}`)],
  ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16 of the other order', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ['UTF-16 without its mark', Buffer.from(gift.repeat(20), 'utf16le')],
  ['GB18030', gb18030],
])('%s', async (_, bytes) => {
  const { questions } = await readFrom(bytes)
  expect(questions.slice(0, 2)).toMatchObject([{ name: '名字', text: '哪一个是对的？', options: [{ text: '甲' }, { text: '乙' }, { text: '丙' }] }, { text: '这样做是对的吗？' }])
}) // prettier-ignore

test('Windows-1252, whether it is declared or not', async () => {
  const french = '::Été::Où est l’élève déjà né ?{=à côté ~forêt ~çà et là}'.replace('’', "'")
  expect((await readFrom(Buffer.from(french, 'latin1'))).questions).toMatchObject([{ name: 'Été', options: [{ text: 'à côté' }, { text: 'forêt' }, { text: 'çà et là' }] }])
  const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><quiz><question type="truefalse"><name><text>é</text></name><questiontext><text>São Paulo é ali?</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`
  expect((await readFrom(Buffer.from(xml, 'latin1'))).questions).toMatchObject([{ text: 'São Paulo é ali?' }])
}) // prettier-ignore

test('a broken byte costs its question alone', async () => {
  const bytes = Buffer.from(`${gift}\n坏了的题目在这里吗？{T}`)
  bytes[bytes.indexOf('坏') + 1] = 0x41
  expect((await readFrom(bytes)).questions).toMatchObject([{ kind: 'single' }, { kind: 'trueFalse' }, { code: 'syntax' }])
})

const readme = '# Title\n\nSome words {here} and more.\n\n```sh\nfor (const a of b) { c = d }\n```\n\nThe end.\n'

const zipOf = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])))

test.each([
  ['empty', Buffer.alloc(0)],
  ['empty', Buffer.from('\n \n')],
  ['moodle-backup', zipOf('moodle_backup.xml', 'questions.xml', 'files.xml')],
  ['moodle-backup', gzipSync(Buffer.concat([Buffer.from('.ARCHIVE_INDEX'), Buffer.alloc(1_000)]))],
  ['moodle-backup', Buffer.from('<?xml version="1.0"?><question_categories><question_category id="1"/></question_categories>')],
  ['word', zipOf('[Content_Types].xml', 'word/document.xml')],
  ['slides', zipOf('[Content_Types].xml', 'ppt/presentation.xml')],
  ['other-office', zipOf('mimetype', 'content.xml')],
  ['old-office', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['pdf', Buffer.from('%PDF-1.7')],
  ['rtf', Buffer.from('{\\rtf1 {a=b}}')],
  ['picture', png],
  ['recording', Buffer.from('\0\0\0\x18ftypmp42', 'latin1')],
  ['program', Buffer.from('MZ\x90\0\x03\0', 'latin1')],
  ['program', Buffer.from('\x7fELF', 'latin1')],
  ['archive', Buffer.from('Rar!\x1a\x07', 'latin1')],
  ['archive', zipOf('a.bin')],
  ['web-page', Buffer.from('<!DOCTYPE html><html><body>{=a ~b}</body></html>')],
  ['qti-1', Buffer.from('<?xml version="1.0"?><questestinterop><item/></questestinterop>')],
  ['other-xml', Buffer.from('<?xml version="1.0"?><feed/>')],
  ['entities', Buffer.from('<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz></quiz>')],
  ['no-questions', Buffer.from('{"questions": []}')],
  ['no-questions', Buffer.from('Some words.')],
  ['damaged', zipSync({ 'a.gift': strToU8(gift) }).subarray(0, 60)],
] as const)('%s: a file is refused by what it is (%#)', async (code, bytes) => {
  expect(await codeOf(bytes)).toBe(code)
})

test('a QTI 1.2 package is named', async () => {
  const zip = zipSync({ 'imsmanifest.xml': strToU8('<manifest/>'), 'q.xml': strToU8('<questestinterop><item/></questestinterop>') })
  expect(await codeOf(zip)).toBe('qti-1')
})

test('a file of another format than was chosen says which', async () => {
  expect(await codeOf('<quiz></quiz>', 'gift')).toBe('other-format')
})

test.each([
  ['an empty quiz', '<quiz></quiz>', undefined],
  ['a quiz of something else', '<?xml version="1.0"?><quiz><item>甲</item></quiz>', undefined],
  ['categories alone', '$CATEGORY: $course$/top\n\n// nothing\n', undefined],
  ['a category of XML alone', '<quiz><question type="category"><category><text>甲</text></category></question></quiz>', undefined],
  ['comments alone', '// [tag:甲]\n', 'gift'],
  ['a note', readme, 'gift'],
  ['a note', readme, 'aiken'],
  ['a note', readme, 'xlsx'],
  ['a note', readme, undefined],
  ['a program', 'function f() {\n  return g({ a: b });\n}\n\nbody { color: red }\n', undefined],
  ['a program', 'function f() {\n  return g({ a: b });\n}\n\nbody { color: red }\n', 'gift'],
  ['our own note', readFileSync('README.md'), 'gift'],
  ['our own note', readFileSync('README.md'), undefined],
] as const)('%s: nothing read is refused as a whole (%#)', async (_, file, format) => {
  expect(['no-questions', 'no-heads']).toContain(await codeOf(file, format))
})

test('a workbook with heads and no questions is refused as a whole', async () => {
  expect(await codeOf(await encodeWorkbook([{ name: '题', hasHeads: false, columns: [], rows: [['题目', 'A', 'B', 'C', '答案']] }]))).toBe('no-questions')
}) // prettier-ignore

test('a file in which each question is of a kind that is none here is a file of questions', async () => {
  expect((await readFrom('二加二是多少？{四}\n\n三加三是多少？{六}')).refused.map(({ code }) => code)).toEqual([
    'kind-unsupported',
    'kind-unsupported',
  ])
  expect((await readFrom('$CATEGORY: x\n\n只有一段说明文字。')).refused.map(({ code }) => code)).toEqual(['kind-unsupported'])
})

test('every format has a name that people know', () => {
  expect(Object.keys(formatLabels)).toEqual([...questionFormats])
})

test('a file that is too large is not even decoded', async () => {
  expect(await codeOf(Buffer.alloc(maxQuestionFileBytes + 1, 0x20))).toBe('too-large')
})

test('zip bombs and endless lists end', async () => {
  const zeros = new Uint8Array(40_000_000).fill(0x20)
  expect(await codeOf(zipSync({ 'a.gift': [zeros, { level: 9 }] }))).toBe('bomb')
  expect(await codeOf('对不对呢？{T}\n\n'.repeat(5_001))).toBe('too-many-questions')
})

/** Texts that make careless readers slow or deep, each with what may come of it. */
const long = 300_000
test.each([
  ['open braces', '{'.repeat(long)],
  ['names', '::a'.repeat(long)],
  ['tildes', `选一个吧？{${'~'.repeat(long)}}`],
  ['open questions', '一二三四{\n\n'.repeat(4_900)],
  ['tags', `[html]${'<b>'.repeat(long / 4)}{T}`],
  ['open tags', `[html]${'<a '.repeat(long / 4)}{T}`],
  ['references', `[html]${'&amp'.repeat(long / 6)}{T}`],
  ['stars', `[markdown]${'**a'.repeat(long / 4)}{T}`],
  ['lines', `[markdown]${'\\n'.repeat(long / 4)}{T}`],
  ['brackets', `[markdown]${'!['.repeat(long / 4)}{T}`],
  ['formulas', `[html]${'\\\\('.repeat(long / 6)}{T}`],
  ['comments', '// [tag:'.repeat(long / 4)],
  ['elements', `<quiz>${'<question type="x">'.repeat(4_900)}</quiz>`],
  ['comments in XML', `<quiz><question type="multichoice">${'<!--'.repeat(long)}</quiz>`],
  ['CDATA', `<quiz><question type="multichoice">${'<![CDATA['.repeat(long / 4)}</quiz>`],
  ['depth', `<quiz><question type="multichoice">${'<a>'.repeat(long / 4)}</question></quiz>`],
  ['attributes', `<quiz><question type="multichoice" ${'a="b" '.repeat(long / 4)}></question></quiz>`],
  ['choices', `问题是什么？\n${'A. x\n'.repeat(4_900)}ANSWER: A`],
])('%s: read or refused in time', async (_, text) => {
  const begin = process.cpuUsage().user
  await readFrom(text).catch((fault: unknown) => expect(fault).toBeInstanceOf(UnreadableQuestions))
  expect((process.cpuUsage().user - begin) / 1_000).toBeLessThan(5_000)
})

test('any bytes are read or refused', async () => {
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.array(fc.constantFrom('{', '}', '~', '=', '#', '::', '\n', '\\', '<quiz>', '<question type="multichoice">', '</question>', '<answer fraction="100">', '<![CDATA[', ']]>', '<!--', '-->', 'A. ', 'ANSWER: A', '&', '[html]', '<p>', '字字字字'), { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))), // prettier-ignore
  )
  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      await readFrom(bytes).catch((fault: unknown) => expect(fault).toBeInstanceOf(UnreadableQuestions))
    }),
    { numRuns: 500 },
  )
})

test('nothing that a file refers to is read', async () => {
  const xml = (source: string) =>
    `<quiz><question type="truefalse"><name><text>x</text></name><questiontext format="html"><text>&lt;img src="${source}"&gt; 对不对？</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`
  for (const source of [
    'file:///etc/passwd',
    '../../etc/passwd',
    '/etc/passwd',
    'http://localhost/a.png',
    '//host/a.png',
    '@@PLUGINFILE@@/../../etc/passwd',
  ])
    expect(await refusalOf(xml(source))).toBe('picture-missing')
})
