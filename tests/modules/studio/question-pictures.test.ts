// Questions with pictures: in from files, in the bank of a version, on the sheet of a candidate, and out again as they came.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import type { QuestionFormat, QuestionToWrite } from '#app/importing/questions/questions.server.ts'
import { writeQuestionFile } from '#app/importing/questions/write-questions.server.ts'
import { placeholders } from '#app/lesson/placeholders.ts'
import { checkCourseFiles } from '#app/modules/courses/courses.server.ts'
import { planExam, readResult, readSitting, startOrResumeAttempt, submitAttempt } from '#app/modules/exams/exams.server.ts'
import { readLessonMedia } from '#app/modules/learning/learning.server.ts'
import { readMediaTotals } from '#app/modules/media/media.server.ts'
import { loadTexts } from '#app/modules/studio/files.server.ts'
import { readBank } from '#app/modules/studio/questions/question-bank.ts'
import { questionForm } from '#app/modules/studio/questions/question-form.ts'
import {
  bankExchange,
  bankPages,
  bringQuestions,
  createCourse,
  editing,
  questionBank,
  studioMedia,
} from '#app/modules/studio/studio.server.ts'
import { present } from '#app/present.ts'
import { aPhotograph, bomb } from '#tests/media/makers.ts'
import { aStudent } from '#tests/modules/learning/makers.ts'
import { aCohort, anAdmin, step } from '#tests/support/makers.ts'
import { anyQuestion, png } from '#tests/support/question-files.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, bankText, lessonText, publish, write } from './makers.ts'

const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"><rect width="320" height="160" fill="#8a5"/></svg>',
)

async function anAuthor(site: TestSite, slug = 'pack') {
  const author = await anInstructor(site, '田作')
  const versionId = await createCourse(site, author, { slug, tier: 'entrepreneur', title: '打包' })
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  return { author, versionId }
}

const preview = (site: TestSite, viewer: Viewer, slug: string, file: string | Uint8Array) =>
  bankExchange.previewQuestions(site, viewer, { slug, bytes: Buffer.from(file as string) })

async function bring(site: TestSite, viewer: Viewer, slug: string, file: string | Uint8Array) {
  const { preview: seen, photographs } = await preview(site, viewer, slug, file)
  const questions = [...seen.added, ...seen.changed].map(({ question }) => question)
  const brought = await bankExchange.acceptQuestions(site, viewer, { slug, lesson: 'lesson-1', questions, photographs })
  return { ...seen, ...brought }
}

const questionsOf = async (site: TestSite, viewer: Viewer, versionId: string) =>
  present((await questionBank.readQuestionBank(site, viewer, versionId)).questions, 'questions')

const aTruth = (name: string, text: string, files = '') =>
  `<question type="truefalse"><name><text>${name}</text></name><questiontext format="html"><text><![CDATA[${text}]]></text>${files}</questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`
const fileOf = (name: string, bytes: Buffer) => `<file name="${name}" encoding="base64">${bytes.toString('base64')}</file>`
const quiz = (...questions: string[]) => `<quiz>${questions.join('')}</quiz>`
const boxes = '<p>图里的箱子可以用。<img src="@@PLUGINFILE@@/a.jpg" alt="一个箱子"></p>'

test('pictures of a Moodle file become files of the version, are used, and the same file again changes nothing', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const photograph = await aPhotograph()
  const inline = `<p>这张图画的是箱子。</p><p><img src="data:image/png;base64,${png.toString('base64')}"></p>`
  const xml = quiz(aTruth('箱子', boxes, fileOf('a.jpg', photograph)), aTruth('画', inline), aTruth('无图', '<p>箱底要垫纸。</p>'))
  const first = await bring(site, author, 'pack', xml)
  expect([first.refused, first.added]).toEqual([[], 3])
  const [box, drawn, bare] = await questionsOf(site, author, versionId)
  expect(box).toMatchObject({ text: '图里的箱子可以用。', alt: '一个箱子', picture: expect.stringMatching(/^question-[0-9a-f]{10}\.jpg$/) })
  expect(drawn).toMatchObject({ text: '这张图画的是箱子。', alt: placeholders.picture })
  expect([bare?.picture, bare?.alt]).toEqual([undefined, undefined])
  const { files } = await studioMedia.listVersionMedia(site, author, versionId)
  expect(files.map(({ name, isUsed }) => [name, isUsed]).sort()).toEqual(
    [
      [drawn?.picture, true],
      [box?.picture, true],
    ].sort(),
  )
  // Not as it came: encoded anew, within the limits of photographs.
  const shown = await studioMedia.openStudioMedia(site, author, { versionId, name: present(box?.picture, 'picture') })
  expect(Buffer.from(await shown.read(0, shown.size)).equals(photograph)).toBe(false)
  const again = await bring(site, author, 'pack', xml)
  expect([again.known, again.added, again.changed]).toEqual([3, 0, 0])
})

test.each([
  ['a missing file', boxes, '', 'picture-missing'],
  ['one on the web', '<p>图里的箱子可以用。<img src="https://x.test/a.jpg"></p>', '', 'picture-missing'],
  ['what is no picture', boxes, fileOf('a.jpg', Buffer.from('<html><script>alert(1)</script></html>')), 'picture-unsupported'],
  ['a torn photograph', boxes, fileOf('a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')), 'picture-unsupported'],
  [
    'a drawing that runs',
    boxes,
    fileOf('a.jpg', Buffer.from(drawing.toString().replace('<rect', '<script>1</script><rect'))),
    'picture-unsupported',
  ],
  ['a picture of too many pixels', boxes, fileOf('a.jpg', bomb(30_000)), 'picture-unsupported'],
  ['a GIF', boxes, fileOf('a.jpg', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')), 'picture-unsupported'],
  [
    'two pictures',
    `${boxes}<p><img src="@@PLUGINFILE@@/b.png"></p>`,
    fileOf('a.jpg', png) + fileOf('b.png', Buffer.concat([png, png])),
    'picture-unsupported',
  ],
  ['the same picture twice', `${boxes}${boxes}`, fileOf('a.jpg', png), 'picture-unsupported'],
  ['no words', '<p><img src="@@PLUGINFILE@@/a.jpg" alt="一个很大很大的箱子"></p>', fileOf('a.jpg', png), 'too-short'],
] as const)('%s refuses that question alone', async (_, text, files, code) => {
  const site = await aSite()
  const { author } = await anAuthor(site)
  const xml = quiz(aTruth('坏的', text, files), aTruth('好的', boxes, fileOf('a.jpg', await aPhotograph())))
  const { preview: seen } = await preview(site, author, 'pack', xml)
  expect(seen.refused).toMatchObject([{ index: 1, name: '坏的', code, message: expect.stringMatching(/。$/) }])
  expect(seen.added).toMatchObject([{ index: 2, name: '好的' }])
})

test('a picture in an option is refused, and one amid words is told to look for', async () => {
  const site = await aSite()
  const { author } = await anAuthor(site)
  const option = `<question type="multichoice"><name><text>选图</text></name><questiontext format="html"><text>哪个箱子可以用？</text></questiontext><single>true</single><answer fraction="100" format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.png" alt="新">]]></text>${fileOf('a.png', png)}</answer><answer fraction="0"><text>湿的</text></answer><answer fraction="0"><text>破的</text></answer></question>`
  const amid = aTruth('算', '<p>算出来<img src="@@PLUGINFILE@@/a.png" alt="式子">等于三。</p>', fileOf('a.png', png))
  const { preview: seen } = await preview(site, author, 'pack', quiz(option, amid))
  expect(seen.refused).toMatchObject([{ name: '选图', code: 'picture-unsupported' }])
  expect(seen.added).toMatchObject([{ notes: ['图放到了题目的下面。'], question: { text: '算出来（见图）等于三。', alt: '式子' } }])
})

test('a preview keeps photographs for its form, and what the form sends is checked', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const xml = quiz(aTruth('箱子', boxes, fileOf('a.jpg', await aPhotograph())), aTruth('画', boxes, fileOf('a.jpg', drawing)))
  const before = (await readMediaTotals(site)).count
  await preview(site, author, 'pack', xml)
  expect((await readMediaTotals(site)).count).toBe(before)
  const { carried } = await bringQuestions.previewPosted(site, author, { slug: 'pack', fileName: 'a.xml', bytes: Buffer.from(xml) })
  expect((await readMediaTotals(site)).count).toBe(before + 1)
  await bringQuestions.acceptPosted(site, author, { slug: 'pack', lesson: 'lesson-1', questions: carried })
  const questions = await questionsOf(site, author, versionId)
  expect(questions.map(({ picture }) => picture?.split('.').at(-1)).sort()).toEqual(['jpg', 'svg'])
  const question = { kind: 'trueFalse', text: '箱子可以用。', options: [], right: [0], explanation: '', lesson: null, alt: '箱子' } as const
  const forged = (one: object) =>
    bankExchange.acceptQuestions(site, author, { slug: 'pack', lesson: 'lesson-1', questions: [{ ...question, ...one }] })
  await expect(forged({ picture: `${'0'.repeat(64)}.jpg` })).rejects.toMatchObject({ status: 422 })
  await expect(forged({ picture: `${'0'.repeat(64)}.svg`, drawing: drawing.toString() })).rejects.toMatchObject({ status: 422 })
  expect(await questionsOf(site, author, versionId)).toEqual(questions)
})

test.each(['moodle-xml', 'qti', 'gift'] as const)(
  'whatever pictures questions have, they leave as %s and come back as they were',
  async (format) => {
    const site = await aSite()
    const pictures = [null, await aPhotograph(), png, drawing]
    const author = await anInstructor(site, '田作')
    let made = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyQuestion, fc.constantFrom(...pictures), fc.constantFrom('', '一个箱子', '"<&>\' 两个')), {
          minLength: 1,
          maxLength: 4,
        }),
        async (drawn) => {
          const given = drawn.map(([{ lesson: _lesson, ...question }, bytes, alt], nth): QuestionToWrite => {
            const name = `picture-1.${bytes === drawing ? 'svg' : bytes === png ? 'png' : 'jpg'}`
            const base = { ...question, name: `第 ${nth + 1} 题`, text: `${question.text.replaceAll('![', '! [')}？`, pictures: [] }
            return bytes ? { ...base, text: `${base.text}\n![${alt}](${name})`, pictures: [{ name, bytes }] } : base
          })
          const courses: { slug: string; versionId: string }[] = []
          for (let nth = 0; nth < 2; nth++) {
            const slug = `pack-${++made}`
            const versionId = await createCourse(site, author, { slug, tier: 'entrepreneur', title: '打包' })
            await write(site, author, versionId, 'lesson-1.mdx', lessonText)
            courses.push({ slug, versionId })
          }
          const [one, other] = courses
          if (!one || !other) return
          const first = await bring(site, author, one.slug, (await writeQuestionFile('moodle-xml', given)).bytes)
          expect(first.refused).toEqual([])
          const { bytes, left, written } = await bankExchange.exportQuestions(site, author, { versionId: one.versionId, format })
          expect([left, written]).toEqual([[], first.added])
          expect(await bring(site, author, one.slug, bytes)).toMatchObject({ refused: [], known: first.added, added: 0, changed: 0 })
          await bring(site, author, other.slug, bytes)
          const asked = async (versionId: string) =>
            (await questionsOf(site, author, versionId)).map(({ text, picture, alt, right }) => ({ text, picture, alt, right }))
          expect(await asked(other.versionId)).toEqual(await asked(one.versionId))
        },
      ),
      { numRuns: 12 },
    )
  },
  120_000,
)

test.each(['aiken', 'xlsx'] as const)('what %s cannot hold is left by name', async (format: QuestionFormat) => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  await bring(site, author, 'pack', quiz(aTruth('箱子', boxes, fileOf('a.jpg', png)), aTruth('无图', '<p>箱底要垫纸。</p>')))
  const { written, left } = await bankExchange.exportQuestions(site, author, { versionId, format })
  expect([written, left.filter(({ index }) => index > 0)]).toMatchObject([1, [{ index: 1, name: '箱子' }]])
})

test('questions of the same words with other pictures are other questions', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const unnamed = (bytes: Buffer) => aTruth('', boxes, fileOf('a.jpg', bytes))
  const photograph = await aPhotograph()
  await bring(site, author, 'pack', quiz(unnamed(photograph)))
  expect(await bring(site, author, 'pack', quiz(unnamed(png)))).toMatchObject({ added: 1, changed: 0 })
  expect(await bring(site, author, 'pack', quiz(unnamed(png), unnamed(photograph)))).toMatchObject({ known: 2, added: 0, changed: 0 })
  expect(await questionsOf(site, author, versionId)).toHaveLength(2)
})

const typed = (changes: Record<string, string>) => ({
  do: 'save',
  kind: 'trueFalse',
  lesson: 'lesson-1',
  text: '图里的箱子可以用。',
  right: '0',
  explanation: '它是新的。',
  ...changes,
})

test('an author chooses a picture of the version, and says what it shows', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const { name: picture } = await studioMedia.addMedia(site, author, { versionId, fileName: 'box.jpg', bytes: await aPhotograph() })
  const issues = (changes: Record<string, string>) => questionForm.safeParse(typed(changes)).error?.issues.map(({ path }) => path.at(-1))
  expect([issues({ picture }), issues({ picture, alt: placeholders.picture }), issues({ picture: '../x.jpg', alt: '箱' })]).toEqual([
    ['alt'],
    ['alt'],
    ['picture'],
  ])
  const save = (changes: Record<string, string>) =>
    questionBank.writeQuestion(site, author, { versionId, id: null, order: questionForm.parse(typed(changes)) })
  await expect(save({ picture: 'gone.jpg', alt: '箱子' })).rejects.toMatchObject({ status: 422, fields: { picture: [expect.any(String)] } })
  const id = await save({ picture, alt: '一个新箱子' })
  const page = await bankPages.readBankQuestion(site, author, { versionId, id })
  expect([page.pictures, page.question?.alt]).toEqual([[picture], '一个新箱子'])
  expect(page.look).toMatch(/<img src="[^"]+\/media\/[^"]+" alt="一个新箱子" width="\d+" height="\d+"/)
  const whole = await editing.previewFile(site, author, { versionId, name: 'questions.yaml', content: await bankOf(site, versionId) })
  expect([whole.problems, whole.html]).toEqual([[], expect.stringContaining('alt="一个新箱子"')])
})

const bankOf = async (site: TestSite, versionId: string) =>
  present((await loadTexts(site.read, versionId)).texts.get('questions.yaml'), 'bank').toString('utf8')

test('a course is checked for the pictures of its questions: they are there, and somebody said what they show', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const { texts } = await loadTexts(site.read, versionId)
  const check = (lines: string) =>
    checkCourseFiles(
      new Map([
        ...texts,
        ['box.svg', drawing],
        ['questions.yaml', Buffer.from(bankText.replace('  text: 第 1 种', `${lines}  text: 第 1 种`))],
      ]),
      { tier: 'entrepreneur', slug: 'pack-boxes' },
    )
  const reasons = async (lines: string) => (await check(lines)).problems.map(({ file, line, reason }) => [file, line > 1, reason])
  expect(await reasons('  picture: box.svg\n  alt: 一个箱子\n')).toEqual([])
  expect((await check('  picture: box.svg\n  alt: 一个箱子\n')).remarks.filter(({ file }) => file === 'box.svg')).toEqual([])
  expect((await check('')).remarks.filter(({ file }) => file === 'box.svg')).toHaveLength(1)
  const wrong = (sentence: string) => [['questions.yaml', true, expect.stringContaining(sentence)]]
  expect(await reasons('  picture: gone.svg\n  alt: 一个箱子\n')).toEqual(wrong('不在这门课的文件里'))
  expect(await reasons('  picture: box.svg\n')).toEqual(wrong('没有写图上有什么'))
  expect(await reasons(`  picture: box.svg\n  alt: ${placeholders.picture}\n`)).toEqual(wrong('没有写图上有什么'))
  expect(await reasons('  alt: 一个箱子\n')).toEqual(wrong('没有写 picture'))
  expect(readBank(bankText)?.some(({ picture }) => picture !== undefined)).toBe(false)
})

test('a candidate gets the picture with its size, from the media of the course, and sees it again in the result', async () => {
  const site = await aSite({ now: '2019-03-01T02:00:00Z' })
  const author = await anInstructor(site, '田作')
  const reviewer = await anInstructor(site, '向审')
  const versionId = await aCourse(site, author)
  const { name } = await studioMedia.addMedia(site, author, { versionId, fileName: 'box.jpg', bytes: await aPhotograph() })
  await studioMedia.addMedia(site, author, { versionId, fileName: 'plan.svg', bytes: drawing })
  const shows = (text: string, kind: string, picture: string) =>
    text.replaceAll(`  kind: ${kind}\n`, `  kind: ${kind}\n  picture: ${picture}\n  alt: 一个箱子\n`)
  await write(site, author, versionId, 'questions.yaml', shows(shows(bankText, 'trueFalse', name), 'multiple', 'plan.svg'))
  await publish(site, { author, reviewer, versionId })
  const { id: cohortId } = await aCohort(site, { courseSlug: 'pack-boxes', number: 1 })
  const student = await aStudent(site, cohortId)
  await step(site, cohortId, 'OPEN', 'START')
  const dates = { attemptsAllowed: 1, opensOn: '2019-03-04', closesOn: '2019-03-09' }
  const examId = await planExam(site, anAdmin, { cohortId, single: 6, multiple: 2, trueFalse: 2, minutes: 30, passMark: 60, ...dates })
  site.clock.set('2019-03-05T02:00:00Z')
  const attemptId = await startOrResumeAttempt(site, student, { examId })
  const { questions } = await readSitting(site, student, attemptId)
  expect(questions.filter(({ picture }) => picture !== undefined).map(({ kind }) => kind)).toEqual([
    'multiple',
    'multiple',
    'trueFalse',
    'trueFalse',
  ])
  const [, address = '', file = ''] = /^(\/media\/pack-boxes\/)(.+\.jpg)$/.exec(questions.at(-1)?.picture?.address ?? '') ?? []
  expect(questions.at(-1)?.picture).toMatchObject({
    alt: '一个箱子',
    address: address + file,
    width: expect.any(Number),
    height: expect.any(Number),
  })
  expect((await readLessonMedia(site, student, 'pack-boxes', file)).mediaType).toBe('image/jpeg')
  expect(questions.find(({ kind }) => kind === 'multiple')?.picture).toMatchObject({
    width: 320,
    height: 160,
    address: expect.stringMatching(/^\/pictures\/.+\/plan\.svg$/),
  })
  await submitAttempt(site, student, { attemptId })
  const result = await readResult(site, student, attemptId)
  expect(result.questions.filter(({ picture }) => picture !== undefined)).toHaveLength(4)
})
