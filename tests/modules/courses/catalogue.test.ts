// Whatever an author gets wrong in a course's folder is told with its file and line, and the course stays out until it is mended.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { z } from 'zod'
import { hashLesson } from '#app/lesson/compile.server.ts'
import { findPictureFaults } from '#app/lesson/picture.ts'
import { courseFile, questionFile } from '#app/modules/courses/course-files.ts'
import { courseLabels, questionLabels } from '#app/modules/courses/field-labels.ts'
import { readCatalogue } from '#app/modules/courses/catalogue.server.ts'
import {
  checkContent,
  checkCourseFiles,
  checkCourseReading,
  listCourses,
  publishCourse,
  readCourseVersion,
  readVersionMedia,
  renderLesson,
} from '#app/modules/courses/courses.server.ts'
import { acceptPhotograph, readMedia } from '#app/modules/media/media.server.ts'
import { listLocalNames } from '#app/programme/local-names.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { lessonRenders } from '#db/schema/courses.ts'
import { anMp3, anMp4, aPhotograph, bomb, id3, withComment } from '#tests/media/makers.ts'
import { aSite } from '#tests/support/site.ts'

const lesson = `---
title: 认识茶
summary: 认识自家的茶。
minutes: 5
objectives: [认出好茶叶]
---

## 看叶子

好茶看叶子。

<Figure src="leaf.svg" alt="一片完整的茶叶" />
`
const courseYaml = `title: 卖茶
summary: 把茶卖到网上。
hours: 6
lessons:
  - first
exam:
  single: 10
  multiple: 0
  trueFalse: 0
  minutes: 30
  passMark: 60
`
const question = (id: string) => `- id: ${id}
  lesson: first
  kind: single
  text: 哪片叶子好？
  options:
    - { key: a, text: 完整的 }
    - { key: b, text: 碎的 }
    - { key: c, text: 发黄的 }
  correct: [a]
  explanation: 完整的叶子泡得久。
`
const bank = Array.from({ length: 10 }, (_, i) => question(`leaf-${i}`)).join('')
const leaf = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><text font-size="16">叶</text></svg>'

type Files = Record<string, string | Buffer | null>
const sound: Files = { 'course.yaml': courseYaml, 'questions.yaml': bank, 'first.mdx': lesson, 'leaf.svg': leaf }

/** A content folder with one course; null leaves a file out. */
function aFolder(changed: Files = {}, place = 'entrepreneur/tea') {
  const root = mkdtempSync(join(tmpdir(), 'tidui-content-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  mkdirSync(join(root, place), { recursive: true })
  for (const [name, text] of Object.entries({ ...sound, ...changed })) if (text !== null) writeFileSync(join(root, place, name), text)
  return root
}

test('a sound course is read whole', async () => {
  const { courses, problems, files } = await readCatalogue(aFolder())
  expect(problems).toEqual([])
  expect(files).toBe(4)
  expect(courses).toMatchObject([
    {
      slug: 'tea',
      tier: 'entrepreneur',
      title: '卖茶',
      lessons: [{ slug: 'first', title: '认识茶', minutes: 5 }],
      pictures: { 'leaf.svg': leaf },
    },
  ])
  expect(courses[0]!.questions).toHaveLength(10)
})

const broken: [what: string, files: Files, file: string, line: number, reason: string][] = [
  ['a course without its plan', { 'course.yaml': null }, 'course.yaml', 1, '少了 course.yaml'],
  ['a course without a bank', { 'questions.yaml': null }, 'questions.yaml', 1, '题库'],
  ['YAML that is none', { 'course.yaml': courseYaml.replace('hours: 6', 'hours: "6" 7') }, 'course.yaml', 3, 'YAML'],
  ['a plan without a title', { 'course.yaml': courseYaml.replace('title: 卖茶\n', '') }, 'course.yaml', 1, '少了课程名'],
  ['hours in words', { 'course.yaml': courseYaml.replace('hours: 6', 'hours: 六') }, 'course.yaml', 3, '学时'],
  [
    'an item that is none',
    { 'course.yaml': courseYaml.replace('hours: 6', 'hours: 6\nprice: 100') },
    'course.yaml',
    4,
    '没有“price”这一项',
  ],
  ['an exam of nine questions', { 'course.yaml': courseYaml.replace('single: 10', 'single: 9') }, 'course.yaml', 7, '至少 10 道'],
  [
    'an exam that draws more than there is',
    { 'course.yaml': courseYaml.replace('multiple: 0', 'multiple: 2') },
    'course.yaml',
    8,
    '题库里只有 0 道',
  ],
  [
    'a lesson that is listed but not there',
    { 'course.yaml': courseYaml.replace('  - first', '  - first\n  - second') },
    'course.yaml',
    6,
    'second.mdx',
  ],
  ['a lesson that is there but not listed', { 'second.mdx': lesson }, 'course.yaml', 5, 'second.mdx'],
  ['a lesson listed twice', { 'course.yaml': courseYaml.replace('  - first', '  - first\n  - first') }, 'course.yaml', 5, '列了两次'],
  ['a lesson with a program in it', { 'first.mdx': `${lesson}\n{1}\n` }, 'first.mdx', 14, '花括号'],
  ['a lesson without sections', { 'first.mdx': lesson.replace('## 看叶子', '看叶子') }, 'first.mdx', 1, '##'],
  ['a picture that is not there', { 'leaf.svg': null }, 'first.mdx', 12, 'leaf.svg'],
  ['a picture with a program in it', { 'leaf.svg': leaf.replace('<text', '<script>1</script><text') }, 'leaf.svg', 1, '程序'],
  [
    'a picture that fetches another',
    { 'leaf.svg': leaf.replace('<text', '<image href="https://example.com/a.png"/><text') },
    'leaf.svg',
    1,
    '外部地址',
  ],
  ['a picture with an event in it', { 'leaf.svg': leaf.replace('<text', '<text onclick="x"') }, 'leaf.svg', 1, '程序'],
  ['a picture whose writing is too small', { 'leaf.svg': leaf.replace('font-size="16"', 'font-size="12"') }, 'leaf.svg', 1, '字太小'],
  ['a picture without a size', { 'leaf.svg': leaf.replace('viewBox="0 0 320 200"', '') }, 'leaf.svg', 1, 'viewBox'],
  ['a picture that is too heavy', { 'leaf.svg': leaf.replace('叶', '叶'.repeat(30_000)) }, 'leaf.svg', 1, '图太大'],
  [
    'a picture with a program of another namespace',
    { 'leaf.svg': leaf.replace('<text', '<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script><text') },
    'leaf.svg',
    1,
    '程序',
  ],
  [
    'a picture that turns into a program',
    { 'leaf.svg': leaf.replace('<text', '<set attributeName="href" to="&#106;avascript:alert(1)"/><text') },
    'leaf.svg',
    1,
    '<set>',
  ],
  ['a picture with a page in it', { 'leaf.svg': leaf.replace('<text', '<foreignObject/><text') }, 'leaf.svg', 1, '<foreignObject>'],
  [
    'a picture with a style sheet',
    { 'leaf.svg': leaf.replace('<text', '<style>@im\\70 ort "//example.com"</style><text') },
    'leaf.svg',
    1,
    '<style>',
  ],
  ['a picture with a style', { 'leaf.svg': leaf.replace('<text', '<text style="fill:url(//example.com)"') }, 'leaf.svg', 1, 'style'],
  [
    'a picture painted from elsewhere',
    { 'leaf.svg': leaf.replace('<text', '<text fill="url(https://example.com/a)"') },
    'leaf.svg',
    1,
    '外部地址',
  ],
  [
    'a picture that uses itself without end',
    { 'leaf.svg': leaf.replace('<text', '<g id="a"><use href="#a"/></g><text') },
    'leaf.svg',
    1,
    '<use>',
  ],
  [
    'a picture with an entity of a file',
    { 'leaf.svg': `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>${leaf.replace('叶', '&x;')}` },
    'leaf.svg',
    1,
    'DOCTYPE',
  ],
  [
    'a picture that asks for a style sheet',
    { 'leaf.svg': `<?xml-stylesheet href="https://example.com/a.css"?>${leaf}` },
    'leaf.svg',
    1,
    '<?',
  ],
  ['a picture that no browser draws', { 'leaf.svg': leaf.replace(/ xmlns="[^"]*"/, '') }, 'leaf.svg', 1, 'xmlns'],
  ['a lesson whose name is blank', { 'first.mdx': lesson.replace('认识茶', '"   "') }, 'first.mdx', 2, '课名'],
  ['a lesson of half a minute', { 'first.mdx': lesson.replace('minutes: 5', 'minutes: 0.5') }, 'first.mdx', 4, '整数'],
  ['a picture whose writing has a unit', { 'leaf.svg': leaf.replace('font-size="16"', 'font-size="9px"') }, 'leaf.svg', 1, 'font-size'],
  ['a picture that ends too soon', { 'leaf.svg': leaf.replace('</svg>', '') }, 'leaf.svg', 1, '写得完整'],
  ['a picture that is a page', { 'leaf.svg': '<html viewBox="0 0 320 200"/>' }, 'leaf.svg', 1, '从 <svg> 开始'],
  ['a plan that is a tower', { 'course.yaml': `${courseYaml}x: ${'['.repeat(500)}\n` }, 'course.yaml', 12, '太深'],
  ['a plan turned around', { 'course.yaml': courseYaml.replace('卖茶', '卖\u202E茶') }, 'course.yaml', 1, 'U+202E'],
  [
    'a question for the prototype',
    { 'questions.yaml': bank + question('odd').replace('  kind', '  __proto__: { polluted: 1 }\n  kind') },
    'questions.yaml',
    103,
    '__proto__',
  ],
  ['a file that belongs elsewhere', { 'notes.docx': 'x' }, 'notes.docx', 1, '只能放'],
  [
    'a question with a wrong key',
    { 'questions.yaml': question('odd').replace('correct: [a]', 'correct: [z]') + bank },
    'questions.yaml',
    1,
    '不在选项里',
  ],
  [
    'a single choice with two right answers',
    { 'questions.yaml': bank + question('odd').replace('correct: [a]', 'correct: [a, b]') },
    'questions.yaml',
    101,
    '只有一个',
  ],
  [
    'a question without an explanation',
    { 'questions.yaml': bank + question('odd').replace(/ {2}explanation.*\n/, '') },
    'questions.yaml',
    101,
    '少了解释',
  ],
  [
    'a question with two options',
    { 'questions.yaml': bank + question('odd').replace(/ {4}- \{ key: c.*\n/, '') },
    'questions.yaml',
    101,
    '至少三个',
  ],
  [
    'a question with the same option twice',
    { 'questions.yaml': bank + question('odd').replace('碎的', '完整的') },
    'questions.yaml',
    101,
    '一样的选项',
  ],
  [
    'a question of a lesson that is none',
    { 'questions.yaml': bank + question('odd').replace('lesson: first', 'lesson: last') },
    'questions.yaml',
    102,
    '“last”',
  ],
  [
    'a kind that is none',
    { 'questions.yaml': bank + question('odd').replace('kind: single', 'kind: essay') },
    'questions.yaml',
    103,
    '第 11 题的题型：题型要写 single（单选题）',
  ],
  [
    'a mark above all',
    { 'course.yaml': courseYaml.replace('passMark: 60', 'passMark: 600') },
    'course.yaml',
    11,
    '考试几分及格（满分 100）：及格线',
  ],
  ['a plan without lessons', { 'course.yaml': courseYaml.replace('lessons:\n  - first\n', '') }, 'course.yaml', 1, '课文：要列出'],
  [
    'a lesson in Chinese signs',
    { 'course.yaml': courseYaml.replace('  - first', '  - first\n  - 第二课') },
    'course.yaml',
    6,
    '课文第 2 课：名字只能',
  ],
  [
    'an option without a letter',
    { 'questions.yaml': bank + question('odd').replace('key: b', 'key: B') },
    'questions.yaml',
    107,
    '第 11 题的选项第 2 个的字母：',
  ],
  [
    'a question in a further file',
    { 'questions-2.yaml': question('odd').replace('text: 哪片叶子好？', 'text: 哪') },
    'questions-2.yaml',
    4,
    '第 1 题的题目：题目太短',
  ],
  ['an id used twice', { 'questions.yaml': bank + question('leaf-0') }, 'questions.yaml', 101, '用了两次'],
]

test.each(broken)('%s is told with its place, and the course stays out', async (_, files, file, line, reason) => {
  const { courses, problems } = await readCatalogue(aFolder(files))
  expect(
    problems.filter((problem) => problem.file === `entrepreneur/tea/${file}` && problem.line === line && problem.reason.includes(reason)),
    JSON.stringify(problems),
  ).not.toEqual([])
  expect(courses).toEqual([])
})

test('a folder named like a lesson, a pointer out of the folder, and bytes that are no text are told', async () => {
  const root = aFolder({ 'leaf.svg': null })
  const folder = join(root, 'entrepreneur/tea')
  mkdirSync(join(folder, 'second.mdx'))
  symlinkSync('/etc/hostname', join(folder, 'leaf.svg'))
  writeFileSync(join(folder, 'third.mdx'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))
  const told = (await checkContent(root)).problems.map(({ file, reason }) => [file.split('/').at(-1), reason])
  expect(told).toContainEqual(['second.mdx', expect.stringContaining('不能是文件夹')])
  expect(told).toContainEqual(['leaf.svg', expect.stringContaining('快捷方式')])
  expect(told).toContainEqual(['third.mdx', expect.stringContaining('UTF-8')])
})

test('a folder that is no tier is told', async () => {
  expect((await checkContent(aFolder({}, 'farmers/tea'))).problems).toMatchObject([
    { file: 'farmers', reason: expect.stringContaining('不是层次') as string },
  ])
})

test('a tier, a course or a file of it is checked by itself; where no course is, nothing is called sound', async () => {
  const root = aFolder({ 'leaf.svg': null })
  const whole = await checkContent(root)
  expect(whole.problems.length).toBeGreaterThan(0)
  for (const part of ['entrepreneur', 'entrepreneur/tea', 'entrepreneur/tea/course.yaml'])
    expect(await checkContent(join(root, part)), part).toEqual(whole)
  mkdirSync(join(root, 'township'))
  await expect(checkContent(join(root, 'township'))).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('没有课程') as string,
  })
})

test('a folder under no tier that has lessons is checked as a course: what became of a document says what it lacks', async () => {
  const folder = join(aFolder({ 'first.mdx': lesson.replace('好茶看叶子。', '镬子里倒水。') }), 'entrepreneur/tea')
  const loose = join(folder, '../../brought')
  cpSync(folder, loose, { recursive: true })
  for (const name of ['course.yaml', 'questions.yaml']) rmSync(join(loose, name))
  const { problems, findings } = await checkContent(loose)
  expect(problems.map(({ file }) => file)).toEqual(expect.arrayContaining(['brought/course.yaml', 'brought/questions.yaml']))
  expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toContain('brought/first.mdx rare-character')
  expect(await checkContent(join(loose, 'first.mdx'))).toEqual(await checkContent(loose))
})

test('the same check runs over files that lie in no folder', async () => {
  const files = new Map(Object.entries(sound).map(([name, text]) => [name, Buffer.from(text as string)]))
  const [inFolder] = (await readCatalogue(aFolder())).courses
  expect(await checkCourseFiles(files, { tier: 'entrepreneur', slug: 'tea' })).toEqual({
    course: inFolder,
    problems: [],
    remarks: [],
    media: new Map(),
  })
  files.delete('leaf.svg')
  expect(await checkCourseFiles(files, { tier: 'entrepreneur', slug: 'tea' })).toMatchObject({
    course: null,
    problems: [{ file: 'first.mdx', line: 12, reason: expect.stringContaining('leaf.svg') as string }],
  })
})

const photographLesson = `${lesson}
<Figure src="stall.jpg" alt="摆好的茶摊" />

<Audio src="said.mp3" title="怎么看叶子" transcript="先看叶尖。" />

<Video src="shown.mp4" poster="stall.jpg" title="炒茶" transcript="锅要热。" />
`
const stall = async () => (await acceptPhotograph(await aPhotograph(), { account: 'a' })).bytes

test('photographs, sounds and videos are checked, and named by their hashes', async () => {
  const files = { 'first.mdx': photographLesson, 'stall.jpg': await stall(), 'said.mp3': anMp3(), 'shown.mp4': anMp4() }
  const root = aFolder(files)
  const { courses, problems, remarks } = await readCatalogue(root)
  expect([problems, remarks]).toEqual([[], []])
  expect(courses[0]!.media).toEqual({
    'said.mp3': hashBytes(anMp3()),
    'shown.mp4': hashBytes(anMp4()),
    'stall.jpg': hashBytes(await stall()),
  })
  const site = await aSite({ contentFolder: root })
  const versionId = await site.write('operator', 'publish', (tx) => publishCourse(tx, site, 'tea'))
  const version = await readCourseVersion(site, versionId)
  expect(await readVersionMedia(site, version)).toEqual(
    new Map([
      ['said.mp3', { hash: hashBytes(anMp3()), mediaType: 'audio/mpeg', width: null, height: null, seconds: 1, size: anMp3().length }],
      ['shown.mp4', { hash: hashBytes(anMp4()), mediaType: 'video/mp4', width: 640, height: 320, seconds: 1, size: anMp4().length }],
      ['stall.jpg', expect.objectContaining({ mediaType: 'image/jpeg', width: 1200, height: 900, seconds: null })],
    ]),
  )
  expect((await readMedia(site, version.media!['said.mp3']!)).bytes.equals(anMp3())).toBe(true)
})

test('a course without photographs, sounds and videos is stored, and hashed, as before there were any', async () => {
  const [course] = (await readCatalogue(aFolder())).courses
  expect(course).not.toHaveProperty('media')
  expect(course!.contentHash).toBe('5a8cd51b8c24fc22a27c68653ce5c9fcf17e60f74ad10b820745d7fb7e78a7a5')
})

test('a picture, sound or video that no lesson uses is remarked on', async () => {
  const { courses, remarks } = await readCatalogue(aFolder({ 'said.mp3': anMp3(), 'branch.svg': leaf }))
  expect(courses).toHaveLength(1)
  expect(remarks.map(({ file, reason }) => [file, reason])).toEqual([
    ['entrepreneur/tea/branch.svg', expect.stringContaining('没有一课用到')],
    ['entrepreneur/tea/said.mp3', expect.stringContaining('没有一课用到')],
  ])
})

test.each<[what: string, name: string, make: () => Promise<Buffer> | Buffer, reason: string]>([
  ['a drawing named like a photograph', 'stall.jpg', () => Buffer.from(leaf), '照片只收'],
  [
    'a PNG named like a JPEG',
    'stall.jpg',
    async () => (await acceptPhotograph(await aPhotograph(100, 'png'), { account: 'a' })).bytes,
    '改文件名',
  ],
  ['a photograph that tells where it was taken', 'stall.jpg', () => aPhotograph(800, 'jpeg', { place: true }), '拍摄的地点'],
  [
    'a photograph with an archive behind it',
    'stall.jpg',
    async () => Buffer.concat([await stall(), Buffer.from('PK\x03\x04')]),
    '不是能打开的照片',
  ],
  ['a photograph with a page in a comment', 'stall.jpg', async () => withComment(await stall()), '别的信息'],
  ['a photograph that ends too soon', 'stall.jpg', async () => (await stall()).subarray(0, 3000), '不是能打开的照片'],
  ['a photograph as a camera makes it', 'stall.jpg', () => aPhotograph(3000, 'jpeg', { grain: false }), '长边最多 1600'],
  ['a photograph that expands to gigabytes', 'stall.png', () => bomb(30_000), '不是能打开的照片'],
  ['a photograph of more than 600 kB', 'stall.jpg', async () => Buffer.concat([await stall(), Buffer.alloc(700_000)]), '最多 600 kB'],
  ['an animation', 'stall.webp', () => Buffer.from('RIFF\x10\0\0\0WEBPVP8X\0\0\0\0ANIM'), '不是能打开的照片'],
  ['a sound with a title', 'said.mp3', () => anMp3({ before: id3(100) }), '由它整理'],
  ['a sound of another kind', 'said.m4a', () => anMp3(), '名字'],
  ['a video whose index comes last', 'shown.mp4', () => anMp4({ indexLast: true }), '由它整理'],
  ['a video that ends too soon', 'shown.mp4', () => anMp4().subarray(0, 300), '不完整'],
])('%s is told, and the course stays out', async (_, name, make, reason) => {
  const { courses, problems } = await readCatalogue(aFolder({ [name]: await make() }))
  expect(problems).toMatchObject([{ file: `entrepreneur/tea/${name}`, line: 1, reason: expect.stringContaining(reason) as string }])
  expect(courses).toEqual([])
})

test('what is hard for readers is told beside the problems, and the course is listed all the same', async () => {
  const root = aFolder({
    'first.mdx': lesson.replace('好茶看叶子。', '好茶看叶子，镬子里炒。'),
    'questions.yaml': bank.replace('哪片叶子好？', '打 19900000001 问哪片叶子好？'),
  })
  const { problems, findings } = await checkContent(root)
  expect(problems).toEqual([])
  expect(findings.map(({ file, line, rule }) => [file, line, rule])).toEqual([
    ['entrepreneur/tea/first.mdx', 10, 'rare-character'],
    ['entrepreneur/tea/first.mdx', 12, 'nothing-to-do'],
    ['entrepreneur/tea/questions.yaml', 4, 'mobile-number'],
  ])
  expect((await readCatalogue(root)).courses.map(({ slug }) => slug)).toEqual(['tea'])
})

test('files that lie in no folder are checked for their readers too, with what their pictures weigh on a phone', () => {
  const files = new Map(Object.entries(sound).map(([name, text]) => [name, Buffer.from(text!)]))
  const rulesOf = (facts = {}) => checkCourseReading(files, { tier: 'entrepreneur' }, facts).map(({ file, rule }) => [file, rule])
  expect(rulesOf()).toEqual([['first.mdx', 'nothing-to-do']])
  expect(rulesOf({ pictureBytes: { 'leaf.svg': 200_000 } })).toContainEqual(['first.mdx', 'heavy-pictures'])
  files.set('first.mdx', Buffer.from(lesson.replace('leaf.svg', 'stall.jpg')))
  files.set('stall.jpg', Buffer.alloc(500_000))
  expect(rulesOf()).toEqual([['first.mdx', 'nothing-to-do']])
})

test('a lesson that cannot be compiled is checked for its readers too', async () => {
  const { problems, findings } = await checkContent(aFolder({ 'first.mdx': lesson.replace('好茶看叶子。', '镬子 {1 + 1}') }))
  expect(problems).not.toEqual([])
  expect(findings.map(({ rule }) => rule)).toContain('rare-character')
})

test('names of the programme are known to its readers', async () => {
  const root = aFolder({ 'first.mdx': lesson.replace('好茶看叶子。', '镬县的茶。') })
  const programme = loadProgramme(null)
  const rulesOf = async (shortName: string) => {
    const knownNames = listLocalNames({ ...programme, west: { ...programme.west, shortName } })
    return (await checkContent(root, { knownNames })).findings.map(({ rule }) => rule)
  }
  expect(await rulesOf(programme.west.shortName)).toEqual(['rare-character', 'nothing-to-do'])
  expect(await rulesOf('镬县')).toEqual(['nothing-to-do'])
})

test('those who work in an office are given longer sentences than those who learn to sell', async () => {
  const files = { 'first.mdx': lesson.replace('好茶看叶子。', `${'先看货再看人'.repeat(6)}。`) }
  const rulesOf = async (place: string) => (await checkContent(aFolder(files, place))).findings.map(({ rule }) => rule)
  expect(await rulesOf('entrepreneur/tea')).toEqual(['long-sentence', 'nothing-to-do'])
  expect(await rulesOf('township/tea')).toEqual(['nothing-to-do'])
})

test('files that systems leave behind are passed over', async () => {
  expect((await checkContent(aFolder({ '.DS_Store': 'x' }))).problems).toEqual([])
})

test('a published version stays as it was, whatever becomes of the folder', async () => {
  const folder = aFolder()
  const site = await aSite({ contentFolder: folder })
  const versionId = await site.write('operator', 'publish', (tx) => publishCourse(tx, site, 'tea'))
  const again = await site.write('operator', 'publish', (tx) => publishCourse(tx, site, 'tea'))
  expect(again).toBe(versionId)

  const mended = aFolder({ 'first.mdx': lesson.replace('好茶看叶子', '好茶先看叶子') })
  const next = await site.write('operator', 'publish', (tx) => publishCourse(tx, { contentFolder: mended }, 'tea'))
  expect(next).not.toBe(versionId)
  expect((await readCourseVersion(site, versionId)).lessons[0]!.source).toBe(lesson)
  expect((await readCourseVersion(site, next)).lessons[0]!.source).toContain('好茶先看叶子')
})

test('a course that is not sound cannot be published', async () => {
  const site = await aSite({ contentFolder: aFolder({ 'leaf.svg': null }) })
  expect(await listCourses(site)).toEqual([])
  await expect(site.write('operator', 'publish', (tx) => publishCourse(tx, site, 'tea'))).rejects.toMatchObject({ status: 404 })
})

test('a lesson is compiled once, however many ask at once, and kept', async () => {
  const site = await aSite({ contentFolder: aFolder() })
  const source = lesson.replace('好茶看叶子。', '好茶看叶子，也看汤。')
  const all = await Promise.all(Array.from({ length: 8 }, () => renderLesson(site, source)))
  expect(all.every((one) => one === all[0])).toBe(true)
  // Nobody waits until it is kept.
  await vi.waitFor(async () => expect((await site.read.select().from(lessonRenders)).map((row) => row.lesson)).toEqual([all[0]]), {
    timeout: 10_000,
  })
})

test('what an earlier run has kept is not compiled again', async () => {
  const site = await aSite({ contentFolder: aFolder() })
  const source = lesson.replace('好茶看叶子。', '好茶闻香。')
  const kept = {
    html: '<p>kept</p>',
    frontMatter: { title: '认识茶', summary: '认识自家的茶。', minutes: 5, objectives: ['认出好茶叶'] },
    sections: [],
  }
  await site.write(
    'system',
    'keep',
    async (tx) => void (await tx.insert(lessonRenders).values({ hash: hashLesson(source), lesson: kept, madeAt: tx.at })),
  )
  expect(await renderLesson(site, source)).toEqual(kept)
})

test('no picture has an attribute that wakes a program, whatever it is called', () => {
  const events = fc.oneof(
    fc.constantFrom(
      'onload',
      'onclick',
      'onbegin',
      'onend',
      'onrepeat',
      'onerror',
      'onfocusin',
      'onmouseover',
      'onanimationstart',
      'onLoad',
    ),
    fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 14 }).map((rest) => `on${rest}`),
  )
  fc.assert(
    fc.property(events, fc.constantFrom('svg', 'text'), (event, element) => {
      const faults = findPictureFaults(leaf.replace(`<${element} `, `<${element} ${event}="x" `))
      expect(faults.map(({ reason }) => reason)).toEqual([`图里的 <${element}> 不能有 ${event}，那是程序。`])
    }),
  )
  expect(findPictureFaults(leaf)).toEqual([])
})

test('problems of a plan and a bank name every field as its form does', () => {
  const keys = new Set<string>()
  const collect = (schema: z.ZodType) => {
    const { def } = schema as unknown as {
      def: { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType }
    }
    for (const [key, inner] of Object.entries(def.shape ?? {})) {
      keys.add(key)
      collect(inner)
    }
    for (const inner of [def.element, def.innerType]) if (inner) collect(inner)
  }
  for (const schema of [courseFile, questionFile]) collect(schema)
  expect([...keys].filter((key) => !Object.hasOwn({ ...courseLabels, ...questionLabels }, key))).toEqual([])
})
