// Questions from files of other systems in the bank of a course: what is new, known, changed and refused, and that they leave as they came.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionFormats } from '#app/importing/questions/questions.server.ts'
import {
  bankExchange,
  createCourse,
  importShipped,
  questionBank,
  readStudioCourse,
  readVersion,
} from '#app/modules/studio/studio.server.ts'
import { changeParts, parseParts } from '#app/modules/studio/questions/bank-parts.ts'
import { isBankFile } from '#app/modules/courses/bank-files.ts'
import { questionForm } from '#app/modules/studio/questions/question-form.ts'
import { matchQuestions } from '#app/modules/studio/questions/match-questions.ts'
import { addQuestions, type BankQuestion, changeQuestions, parseBank, readBank } from '#app/modules/studio/questions/question-bank.ts'
import { present } from '#app/present.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { anyQuestion } from '#tests/support/question-files.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { anInstructor, lessonText, write } from './makers.ts'

const gift = `$CATEGORY: 打包

::保质期::腊肉的保质期写在哪里？{=商品页上 ~发货单上 ~聊天里说 ####买家下单前就要看得到。}

::垫纸::箱底要垫纸。{TRUE}

::连线::配对{=新箱子 -> 土豆 =泡沫箱 -> 腊肉 =罐子 -> 蜂蜜}

::没有答案::装土豆用哪种箱子？{~旧的 ~湿的 ~塑料袋}

::发货前::发货前要做什么？{~%50%称重 ~%50%贴单 ~%-100%拍手}
`

async function anAuthor(site: TestSite) {
  const author = await anInstructor(site, '田作')
  const versionId = await createCourse(site, author, { slug: 'pack', tier: 'entrepreneur', title: '打包' })
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  return { author, versionId }
}

async function bring(site: TestSite, viewer: Parameters<typeof bankExchange.previewQuestions>[1], slug: string, text: string | Buffer) {
  const { preview, target } = await bankExchange.previewQuestions(site, viewer, { slug, bytes: Buffer.from(text as string) })
  const questions = [...preview.added, ...preview.changed].map(({ question }) => question)
  const brought = await bankExchange.acceptQuestions(site, viewer, { slug, lesson: present(target.lessons[0], 'lesson').slug, questions })
  return { preview, ...brought }
}

test('what can be asked comes in, what cannot is refused by name, and the same file again changes nothing', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const { preview, added } = await bring(site, author, 'pack', gift)
  expect([preview.questions, preview.added.length, preview.known, preview.changed.length]).toEqual([5, 3, 0, 0])
  expect(preview.refused).toMatchObject([
    { index: 3, name: '连线', line: 7, code: 'kind-unsupported' },
    { index: 4, name: '没有答案', line: 9, code: 'no-right-answer' },
  ])
  expect([added, preview.unexplained, preview.withoutLesson]).toEqual([3, 2, 3])
  const { questions } = await questionBank.readQuestionBank(site, author, versionId)
  expect(questions).toMatchObject([
    { name: '保质期', kind: 'single', right: [0], lesson: 'lesson-1', explanation: '买家下单前就要看得到。', tags: ['打包'] },
    { name: '垫纸', kind: 'trueFalse', right: [0], explanation: '' },
    { name: '发货前', kind: 'multiple', right: [0, 1] },
  ])
  const before = (await readVersion(site, author, versionId)).files
  const again = await bring(site, author, 'pack', gift)
  expect([again.preview.known, again.added, again.changed]).toEqual([3, 0, 0])
  expect((await readVersion(site, author, versionId)).files).toEqual(before)
})

test('a question of the same name with other words takes the place of the earlier one, and keeps what the file does not say', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  await bring(site, author, 'pack', gift)
  const { questions: before } = await questionBank.readQuestionBank(site, author, versionId)
  const { preview, changed } = await bring(
    site,
    author,
    'pack',
    gift.replace('发货单上', '快递单上').replace(' ####买家下单前就要看得到。', ''),
  )
  expect([preview.added.length, preview.known, preview.changed.map(({ name }) => name), changed]).toEqual([0, 2, ['保质期'], 1])
  const { questions } = await questionBank.readQuestionBank(site, author, versionId)
  expect(questions?.[0]).toMatchObject({
    id: before?.[0]?.id,
    options: ['商品页上', '快递单上', '聊天里说'],
    explanation: '买家下单前就要看得到。',
  })
})

test('a course in use gets its questions in the next version, begun only if there is something to write', async () => {
  const site = await aSite()
  await importShipped(site)
  const slug = 'sell-tea-and-potatoes'
  const before = (await readStudioCourse(site, anAdmin, slug)).versions
  const { bytes } = await bankExchange.exportQuestions(site, anAdmin, { versionId: present(before[0], 'version').id, format: 'gift' })
  const same = await bring(site, anAdmin, slug, Buffer.from(bytes))
  expect(same.preview).toMatchObject({ added: [], changed: [], refused: [] })
  expect((await readStudioCourse(site, anAdmin, slug)).versions).toHaveLength(before.length)
  const { versionId } = await bring(site, anAdmin, slug, gift)
  expect(versionId).not.toBe(before[0]?.id)
  expect((await readStudioCourse(site, anAdmin, slug)).versions).toHaveLength(before.length + 1)
  expect((await bring(site, anAdmin, slug, gift)).versionId).toBe(versionId)
})

test('only who may write the course brings questions in, and only questions', async () => {
  const site = await aSite()
  await anAuthor(site)
  const other = await anInstructor(site, '向审')
  const bytes = Buffer.from(gift)
  await expect(bankExchange.previewQuestions(site, other, { slug: 'pack', bytes })).rejects.toMatchObject({ status: 403 })
  await expect(bankExchange.previewQuestions(site, anAdmin, { slug: 'nowhere', bytes })).rejects.toMatchObject({ status: 404 })
  const word = bankExchange.previewQuestions(site, anAdmin, { slug: 'pack', bytes: Buffer.from('%PDF-1.7\n1 0 obj') })
  await expect(word).rejects.toThrow('这是 PDF')
})

/** Questions that have little in common, as a bank of many has. */
const many = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const what = ['土豆', '腊肉', '蜂蜜', '茶叶', '莼菜', '木耳', '核桃'][nth % 7] ?? ''
    const words = `${(nth * 7919).toString(36)}号${what}，第 ${nth} 种装法要用哪个箱子？`
    return `::第 ${nth} 题::${words}{=新的五层纸箱 ${nth} ~用过的水果箱 ~${what}袋子 ####旧箱子软了，路上会破。${what}怕压。}`
  }).join('\n\n')

test('short questions, which have many lines, come into files that can be read and published', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const short = Array.from({ length: 400 }, (_, at) => `第 ${at} 题要选哪个？ {\n=甲${at}\n~乙\n~丙\n~丁\n}\n`).join('\n')
  const { added } = await bring(site, author, 'pack', Buffer.from(short))
  expect(added).toBe(400)
  const { problems } = await readVersion(site, author, versionId)
  expect(problems.filter(({ file }) => isBankFile(file))).toEqual([])
})

test('more questions than one file holds come into one bank, over as many files as they need, and leave as they came', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const { preview, added } = await bring(site, author, 'pack', many(600))
  expect([preview.added.length, added, preview.refused]).toEqual([600, 600, []])
  const { bank, questions } = await questionBank.readQuestionBank(site, author, versionId)
  expect([bank.count, new Set(questions?.map(({ id }) => id)).size, bank.files.length > 2]).toEqual([600, 600, true])
  const { files, problems, outline } = await readVersion(site, author, versionId)
  expect([
    files
      .filter(({ name }) => isBankFile(name))
      .map(({ name }) => name)
      .sort(),
    outline.questions,
  ]).toEqual([[...bank.files].sort(), 600])
  expect(problems.filter(({ file }) => isBankFile(file))).toEqual([])
  const { bytes, written } = await bankExchange.exportQuestions(site, author, { versionId, format: 'gift' })
  expect(written).toBe(600)
  const again = await bring(site, author, 'pack', Buffer.from(bytes))
  expect([again.preview.known, again.added, again.changed]).toEqual([600, 0, 0])
  const last = present(questions?.[432], 'a question')
  const order = questionForm.parse({
    ...asTyped(last),
    do: 'save',
    text: '改过的题目在哪个文件里？',
    mark: last.mark,
    explanation: '在它原来的文件里。',
  })
  await questionBank.writeQuestion(site, author, { versionId, id: last.id, order })
  const after = await questionBank.readQuestionBank(site, author, versionId)
  expect(after.questions?.[432]).toMatchObject({ id: last.id, text: '改过的题目在哪个文件里？' })
  expect(after.bank.count).toBe(600)
})

test('a bank takes five thousand questions and no more', () => {
  const told: BankQuestion = { kind: 'trueFalse', lesson: 'a', text: '箱底要垫纸。', options: [], right: [0], explanation: '' }
  const bring = (count: number) =>
    changeParts(present(parseParts([{ name: 'questions.yaml', content: '[]\n' }]), 'parts'), {
      changed: new Map(),
      added: Array(count).fill(told) as BankQuestion[],
    })
  expect(bring(5_001)).toBe('full')
  const parts = bring(5_000)
  expect(parts).not.toBe('full')
  expect(parseParts([{ name: 'questions.yaml', content: 'a: 1' }])).toBeNull()
})

const asTyped = ({ kind, lesson, options, right }: BankQuestion) => ({ kind, lesson, option: options, right: right.map(String) })

test('a bank that was moved on while questions came is compared again, and loses nothing', async () => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  const { preview, target } = await bankExchange.previewQuestions(site, author, { slug: 'pack', bytes: Buffer.from(gift) })
  const lesson = present(target.lessons[0], 'lesson').slug
  const questions = preview.added.map(({ question }) => question)
  const typed = questionForm.parse({
    do: 'save',
    kind: 'trueFalse',
    lesson,
    text: '箱底要垫纸。',
    right: '0',
    explanation: '垫了就不晃。',
  })
  await Promise.all([
    bankExchange.acceptQuestions(site, author, { slug: 'pack', lesson, questions }),
    questionBank.writeQuestion(site, author, { versionId, id: null, order: typed }),
  ])
  const { questions: after } = await questionBank.readQuestionBank(site, author, versionId)
  expect(after?.map(({ text }) => text).sort()).toEqual([...new Set([...questions.map(({ text }) => text), '箱底要垫纸。'])].sort())
})

test('questions that are nearly the same as one of the bank or of the file are shown before they are accepted', async () => {
  const site = await aSite()
  const { author } = await anAuthor(site)
  await bring(site, author, 'pack', gift)
  const alike = `腊肉的保质期应该写在哪里？{=商品页上 ~发货单上 ~聊天里说}

寄蜂蜜的罐子外面要包几层泡泡纸才不会碎？{=三层 ~一层 ~不用包}

寄蜂蜜的罐子外面要包几层泡泡纸才不碎？{=三层 ~一层 ~不用包}
`
  const { preview } = await bankExchange.previewQuestions(site, author, { slug: 'pack', bytes: Buffer.from(alike) })
  expect([preview.added.length, preview.similarCount]).toEqual([3, 2])
  expect(preview.similar).toMatchObject([
    { index: 1, like: '腊肉的保质期写在哪里？', isInBank: true },
    { index: 3, like: '寄蜂蜜的罐子外面要包几层泡泡纸才不会碎？', isInBank: false },
  ])
})

test.each(questionFormats)('what leaves as %s and comes back is known', async (format) => {
  const site = await aSite()
  const { author, versionId } = await anAuthor(site)
  await bring(site, author, 'pack', gift)
  const { bytes, written, left } = await bankExchange.exportQuestions(site, author, { versionId, format })
  // Aiken has no multiple choice.
  expect([written, left.filter(({ index }) => index > 0).length]).toEqual(format === 'aiken' ? [2, 1] : [3, 0])
  const { preview } = await bankExchange.previewQuestions(site, author, { slug: 'pack', bytes })
  expect(preview).toMatchObject({ questions: written, added: [], changed: [], refused: [], known: written })
})

const stem = (nth: number): BankQuestion => ({
  kind: 'single',
  lesson: 'lesson-1',
  text: '下列说法正确的是',
  options: [`${nth} 号箱子`, `${nth} 号袋子`, `${nth} 号罐子`],
  right: [0],
  explanation: '',
})

test('questions that begin alike never take each other’s place', () => {
  const bank = present(readBank(present(addQuestions('[]\n', [stem(1), { ...stem(2), name: '选择题' }]), 'bank')), 'bank')
  const outcomes = (coming: BankQuestion[]) => matchQuestions(bank, coming).map(({ outcome }) => outcome)
  expect(outcomes([stem(3)])).toEqual(['new'])
  expect(outcomes([stem(1), stem(3), stem(3)])).toEqual(['known', 'new', 'known'])
  expect(outcomes([{ ...stem(3), name: '选择题' }, { ...stem(4), name: '选择题' }])).toEqual(['new', 'new']) // prettier-ignore
  expect(outcomes([{ ...stem(3), name: '选择题' }])).toEqual(['changed'])
  // The same words and most of the options: it was mended.
  expect(outcomes([{ ...stem(1), right: [1] }])).toEqual(['changed'])
})

test('whatever a file asks is in the bank as it was asked', () => {
  const asBank = anyQuestion.map(({ kind, text, options, correct, explanation }): BankQuestion => {
    const right = options.flatMap(({ key }, at) => (correct.includes(key) ? [at] : []))
    return { kind, lesson: 'lesson-1', text, options: kind === 'trueFalse' ? [] : options.map((one) => one.text), right, explanation }
  })
  fc.assert(
    fc.property(fc.array(asBank, { minLength: 1, maxLength: 5 }), asBank, (questions, last) => {
      const yaml = present(addQuestions('[]\n', questions), 'bank')
      const bank = present(readBank(yaml), 'questions')
      expect(bank).toMatchObject(questions)
      const changed = new Map([[present(bank[0], 'first').id, last]])
      const after = readBank(present(addQuestions(changeQuestions(present(parseBank(yaml), 'bank'), changed), [last]), 'changed'))
      expect(after).toMatchObject([last, ...questions.slice(1), last])
      expect(matchQuestions(after ?? [], [...questions.slice(1), last]).map(({ outcome }) => outcome)).not.toContain('new')
    }),
  )
})
