// The question bank by forms: written into questions.yaml, of which nothing else changes; several questions pasted as they stand in Word.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bankForm } from '#app/modules/studio/questions/bank-form.ts'
import { questionForm } from '#app/modules/studio/questions/question-form.ts'
import { addQuestions, type BankQuestion, readBank, setQuestion } from '#app/modules/studio/questions/question-bank.ts'
import { readPastedQuestions } from '#app/modules/studio/questions/question-text.ts'
import { createCourse, questionBank, readFileView, readVersion } from '#app/modules/studio/studio.server.ts'
import { Refusal } from '#app/refusal.ts'
import { present } from '#app/present.ts'
import { aSite } from '#tests/support/site.ts'
import { anInstructor, lessonText, write, writeSummary } from './makers.ts'

const shipped = readFileSync('content/entrepreneur/sell-tea-and-potatoes/questions.yaml', 'utf8')
const box: BankQuestion = {
  kind: 'single',
  lesson: 'lesson-1',
  text: '装土豆用哪种箱子：新的，还是旧的？',
  options: ['用过的水果箱', '#新的五层纸箱', '塑料袋'],
  right: [1],
  explanation: '旧箱子软了，\n路上会破。',
}

test('a bank that begins empty takes questions, and gives back what was written', () => {
  const yaml = present(addQuestions('[]\n', [box, { ...box, kind: 'trueFalse', options: [], right: [1] }]), 'bank')
  expect(readBank(yaml)).toMatchObject([
    { id: expect.stringMatching(/^q-[0-9a-f]{12}$/) as string, ...box },
    { kind: 'trueFalse', options: [], right: [1] },
  ])
})

test('of a bank that somebody typed, only the question that was changed is written anew', () => {
  const bank = present(readBank(shipped), 'bank')
  const second = present(bank[1], 'second')
  const changed = present(setQuestion(shipped, second.id, { ...second, text: '发芽的土豆怎么办？' }), 'changed')
  const [before, behind] = [shipped.slice(0, shipped.indexOf('- id: sprouted')), shipped.slice(shipped.indexOf('- id: one-size'))]
  expect(changed.startsWith(before)).toBe(true)
  expect(changed.endsWith(behind)).toBe(true)
  expect(readBank(changed)?.[1]).toMatchObject({ id: 'sprouted', text: '发芽的土豆怎么办？', right: second.right, options: second.options })
  const out = present(setQuestion(shipped, second.id, null), 'out')
  expect(readBank(out)?.map(({ id }) => id)).toEqual(bank.map(({ id }) => id).filter((id) => id !== second.id))
  expect(out.startsWith(before)).toBe(true)
  expect(addQuestions(shipped, [box])?.startsWith(shipped.trimEnd())).toBe(true)
  expect(setQuestion(shipped, 'nowhere', box)).toBeNull()
})

test.each(['a: 1\n', '- [1, 2]\n', '- {a: 1\n', '- &a [*a]\n', 'x'.repeat(260_000)])(
  'a bank that cannot be read is not written into: %#',
  (yaml) => {
    expect(readBank(yaml)).toBeNull()
    expect(addQuestions(yaml, [box])).toBeNull()
  },
)

test('questions are pasted as they stand on a sheet', () => {
  const { questions, faults } = readPastedQuestions(`
一、单选题
`)
  expect([questions, faults]).toEqual([[], ['第 1 题：没有答案。请加一行，例如“答案：B”，判断题写“答案：对”。']])
  const sheet = readPastedQuestions(`1、装土豆用哪种箱子？
A、旧的　B、新的
C、塑料袋
正确答案：B
解析：旧箱子软了，
路上会破。

2．发货前要做什么（AC）？
A. 称重
B. 拍手
C. 贴单
解释：称了才知道运费。
第3题 箱底要垫纸。
答案：√
解析：垫了就不晃。
（4）用湿箱子也可以。
【答案】错
【解析】湿的箱子会破。
5. 3 斤装的箱子，放 5 斤土豆行不行，这句话对吗？（错）
解析：装不下的。`)
  expect(sheet.faults).toEqual([])
  expect(sheet.questions).toEqual([
    { kind: 'single', text: '装土豆用哪种箱子？', options: ['旧的', '新的', '塑料袋'], right: [1], explanation: '旧箱子软了，路上会破。' },
    { kind: 'multiple', text: '发货前要做什么？', options: ['称重', '拍手', '贴单'], right: [0, 2], explanation: '称了才知道运费。' },
    { kind: 'trueFalse', text: '箱底要垫纸。', options: [], right: [0], explanation: '垫了就不晃。' },
    { kind: 'trueFalse', text: '用湿箱子也可以。', options: [], right: [1], explanation: '湿的箱子会破。' },
    { kind: 'trueFalse', text: '3 斤装的箱子，放 5 斤土豆行不行，这句话对吗？', options: [], right: [1], explanation: '装不下的。' },
  ])
  expect(readPastedQuestions('1. 哪种箱子好？\nA. 新\nB. 旧\n答案：D\n解析：新的好用。').faults).toEqual(['第 1 题：答案 D 不在选项里。'])
})

test('an author writes, changes and deletes questions, and says what the exam draws; the version is sound then', async () => {
  const site = await aSite()
  const [author, other] = [await anInstructor(site, '田作'), await anInstructor(site, '向审')]
  const versionId = await createCourse(site, author, { tier: 'entrepreneur', title: '打包' })
  await writeSummary(site, author, versionId)
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  expect((await questionBank.readQuestionBank(site, author, versionId)).bank.missing).toEqual([
    { kind: 'single', count: 6 },
    { kind: 'multiple', count: 2 },
    { kind: 'trueFalse', count: 2 },
  ])
  const before = (await readVersion(site, author, versionId)).problems
  expect(before.map(({ reason }) => reason).join()).toContain('考试要抽 6 道单选题，题库里只有 0 道。')

  const exam = bankForm.parse({ do: 'exam', single: '0', multiple: '0', trueFalse: '10', minutes: '20', passMark: '60' })
  await questionBank.writeQuestionBank(site, author, versionId, exam)
  const sheet = Array.from({ length: 9 }, (_, nth) => `${nth + 1}. 箱底要垫 ${nth + 1} 层纸。\n答案：对\n解析：垫了就不晃。`).join('\n')
  await questionBank.writeQuestionBank(site, author, versionId, bankForm.parse({ do: 'paste', lesson: 'lesson-1', pasted: sheet }))
  const last = {
    do: 'save',
    kind: 'trueFalse',
    lesson: 'lesson-1',
    text: '湿箱子也行。',
    right: '1',
    explanation: '湿的会破。',
    next: 'another',
  }
  await questionBank.writeQuestion(site, author, { versionId, id: null, order: questionForm.parse(last) })
  expect((await readVersion(site, author, versionId)).problems).toEqual([])

  const { questions } = await questionBank.readQuestionBank(site, author, versionId)
  const [first] = present(questions, 'questions')
  const { mark, id } = present(first, 'first')
  const change = questionForm.parse({ ...last, text: '箱底要垫一层纸。', right: '0', mark })
  await questionBank.writeQuestion(site, author, { versionId, id, order: change })
  expect((await readFileView(site, author, { versionId, name: 'questions.yaml' })).content).toContain('text: 箱底要垫一层纸。')
  // Somebody who read it before must not write over it.
  await expect(questionBank.writeQuestion(site, author, { versionId, id, order: change })).rejects.toMatchObject({ status: 409 })
  await expect(questionBank.writeQuestion(site, other, { versionId, id: null, order: change })).rejects.toMatchObject({ status: 403 })
  await expect(
    questionBank.writeQuestionBank(site, author, versionId, bankForm.parse({ do: 'paste', lesson: 'nowhere', pasted: sheet })),
  ).rejects.toMatchObject({ fields: { lesson: ['请选讲这道题的课。'] } })
  await expect(
    questionBank.writeQuestionBank(site, author, versionId, bankForm.parse({ do: 'paste', lesson: 'lesson-1', pasted: '1. 哪种箱子好？' })),
  ).rejects.toBeInstanceOf(Refusal)
})

test.each([
  [{ option: ['新', '旧', ''], right: '0' }, 'option', '至少写三个选项'],
  [{ option: ['新', '旧', '新'], right: '0' }, 'option', '有两个选项一样'],
  [{ option: ['新', '旧', '湿'] }, 'right', '请勾上对的选项'],
  [{ option: ['新', '旧', '湿'], right: ['0', '1'] }, 'right', '单选题只勾一个对的'],
  [{ option: ['新', '旧', '湿'], right: '0', kind: 'multiple' }, 'right', '多选题至少勾两个对的'],
  [{ option: ['新', '旧', '湿'], right: ['0', '1', '2'], kind: 'multiple' }, 'right', '不能全对'],
  [{ kind: 'trueFalse' }, 'right', '请选“对”或“错”'],
  [{ option: ['新', '旧', '湿'], right: '0', text: '箱' }, 'text', '题目至少 4 个字'],
])('a question that is not whole is refused at its field: %#', (typed, field, sentence) => {
  const parsed = questionForm.safeParse({
    do: 'save',
    kind: 'single',
    lesson: 'a',
    text: '哪种箱子？',
    explanation: '新的好用。',
    ...typed,
  })
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, expect.stringContaining(sentence)]])
})

test('an empty field between options moves what is right along', () => {
  const parsed = questionForm.parse({
    do: 'save',
    kind: 'single',
    lesson: 'a',
    text: '哪种箱子？',
    option: ['旧', '', '新', '湿'],
    right: '2',
    explanation: '新的好用。',
  })
  expect(parsed).toMatchObject({ question: { options: ['旧', '新', '湿'], right: [1] } })
})
