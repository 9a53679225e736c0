// A question that was answered is never altered: what is changed is another wording, from the next version on. Its page says what became of
// each wording, in counts.
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import {
  closeOwnSheets,
  loadSheet,
  planExam,
  readResult,
  startOrResumeAttempt,
  submitAnswers,
  submitAttempt,
} from '#app/modules/exams/exams.server.ts'
import type { BankQuestion } from '#app/modules/studio/questions/question-bank.ts'
import { questionForm } from '#app/modules/studio/questions/question-form.ts'
import { bankPages, beginVersion, questionBank } from '#app/modules/studio/studio.server.ts'
import { present } from '#app/present.ts'
import { aStudent } from '#tests/modules/learning/makers.ts'
import { aCohort, anAdmin, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aCourse, anInstructor, publish } from './makers.ts'

const plan = {
  single: 6,
  multiple: 2,
  trueFalse: 2,
  minutes: 30,
  passMark: 60,
  attemptsAllowed: 1,
  opensOn: '2019-03-04',
  closesOn: '2019-03-09',
}

/** A class in the days of its exam, with trainees. */
async function aClassInExam(site: TestSite, number: number, trainees: number) {
  const { id: cohortId } = await aCohort(site, { courseSlug: 'pack-boxes', number })
  const students: Viewer[] = []
  for (let nth = 0; nth < trainees; nth++) students.push(await aStudent(site, cohortId))
  await step(site, cohortId, 'OPEN', 'START')
  const examId = await planExam(site, anAdmin, { cohortId, ...plan })
  site.clock.set('2019-03-05T02:00:00Z')
  return { cohortId, examId, students }
}

/** Sits the exam: first one answer to each question, then another if there is one, and hands in. */
async function sit(site: TestSite, student: Viewer, examId: string, answer: (nth: number) => string[][]) {
  const attemptId = await startOrResumeAttempt(site, student, { examId })
  const { questions } = await loadSheet(site, attemptId)
  const given = questions.flatMap(({ id }, nth) => answer(nth).map((chosen) => ({ questionId: id, chosen })))
  await submitAnswers(site, student, {
    attemptId,
    answers: given.map((one, at) => ({ ...one, device: 'a-phone-of-hers', sequence: at + 1, elapsed: 1_000 + at })),
  })
  await submitAttempt(site, student, { attemptId })
  return { attemptId, questions }
}

const formOf = ({ kind, lesson, options, right, explanation, text }: BankQuestion, changes: Record<string, unknown>) => ({
  do: 'save',
  kind,
  lesson,
  text,
  option: options,
  right: right.map(String),
  explanation,
  ...changes,
})

test('what was answered stays as it was: a change is another wording, with counts of its own', async () => {
  const site = await aSite({ now: '2019-03-01T02:00:00Z' })
  const [author, reviewer] = [await anInstructor(site, '田作'), await anInstructor(site, '向审')]
  const first = await aCourse(site, author)
  await publish(site, { author, reviewer, versionId: first })
  const { cohortId, examId, students } = await aClassInExam(site, 1, 2)
  const [one, other] = [present(students[0], 'one'), present(students[1], 'other')]
  // One is wrong first and mends it, the other is wrong and stays so.
  const { attemptId, questions } = await sit(site, one, examId, () => [['b'], ['a']])
  await sit(site, other, examId, () => [['b']])
  const id = present(questions.find(({ kind }) => kind === 'single')?.id, 'a single question')

  const second = await beginVersion(site, author, { versionId: first })
  const before = await bankPages.readBankQuestion(site, author, { versionId: second, id })
  expect(before.wordings).toMatchObject([{ ordinals: [1], how: { shown: 2, right: 1, first: [0, 2, 0] }, exams: [{ shown: 2, right: 1 }] }])
  expect(before.wordings[0]?.exams[0]?.cohort).toBeNull() // not a class of hers
  const byAdmin = await bankPages.readBankQuestion(site, anAdmin, { versionId: second, id })
  expect(byAdmin.wordings[0]?.exams[0]?.cohort).toMatchObject({ id: cohortId })

  const question = present(before.question, 'the question')
  const order = questionForm.parse(
    formOf(question, { text: '这个箱子还能用几回？', mark: question.mark, difficulty: '3', tags: '打包、 箱子,打包' }),
  )
  expect(await questionBank.writeQuestion(site, author, { versionId: second, id, order })).toBe(id)
  const after = await bankPages.readBankQuestion(site, author, { versionId: second, id })
  expect(after.question).toMatchObject({ id, text: '这个箱子还能用几回？', difficulty: 3, tags: ['打包', '箱子'] })
  expect(after.wordings).toMatchObject([{ text: question.text, how: { shown: 2 } }])
  // The sheet shows what was asked.
  await closeOwnSheets(site, one, { attemptId })
  site.clock.forward(8 * 24 * 3_600_000)
  const result = await readResult(site, one, attemptId)
  expect(result.questions.find((shown) => shown.id === id)?.text).toBe(question.text)

  site.clock.set('2019-03-01T02:00:00Z')
  await publish(site, { author, reviewer, versionId: second })
  const next = await aClassInExam(site, 2, 1)
  await sit(site, present(next.students[0], 'third'), next.examId, () => [['a']])
  const third = await beginVersion(site, author, { versionId: second })
  expect((await bankPages.readBankQuestion(site, author, { versionId: third, id })).wordings).toMatchObject([
    { ordinals: [2], text: '这个箱子还能用几回？', how: { shown: 1, right: 1, first: [1, 0, 0] } },
    { ordinals: [1], text: question.text, how: { shown: 2, right: 1 } },
  ])
  // The list counts the question as it is worded now.
  const { list } = await bankPages.readBankPage(site, author, third, new URLSearchParams({ sort: 'shown', dir: 'desc' }))
  expect(list?.rows.find((line) => line.id === id)).toMatchObject({ shown: 1, percent: 100, difficulty: 3 })
  const others = list?.rows.filter((line) => line.id !== id && line.kind === 'single') ?? []
  expect(others.map(({ shown }) => shown)).toEqual([3, 3, 3, 3, 3])
})

test('a bank is searched, filtered and paged by its address; what is wrong in it is left out', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const read = async (asked: Record<string, string>) =>
    (await bankPages.readBankPage(site, author, versionId, new URLSearchParams(asked))).list
  expect((await read({}))?.count).toBe(10)
  expect((await read({ q: '第 3 次　箱子' }))?.rows.map(({ id }) => id)).toEqual(['q-single-3'])
  expect((await read({ q: '无此题' }))?.count).toBe(0)
  expect((await read({ kind: 'multiple' }))?.count).toBe(2)
  expect((await read({ aspect: 'unused' }))?.count).toBe(10)
  expect((await read({ kind: '<b>', page: '99', sort: 'nothing' }))?.count).toBe(10)
  expect((await read({ lesson: 'lesson-1', difficulty: 'none' }))?.count).toBe(10)
})

test('a question that is nearly another one is shown while it is typed and once it is saved', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const typed = { kind: 'trueFalse' as const, text: '第 1 种箱子可以用不？', options: [], right: [0], explanation: '' }
  const look = await bankPages.lookAtQuestion(site, author, { versionId, id: null, typed })
  expect(look.similar[0]).toMatchObject({ id: 'q-truefalse-1' })
  expect(look.html).toContain('第 1 种箱子可以用不？')
  const own = await bankPages.lookAtQuestion(site, author, {
    versionId,
    id: 'q-truefalse-1',
    typed: { ...typed, text: '<b>第 1 种箱子可以用吗？' },
  })
  expect(own.similar.map(({ id }) => id)).not.toContain('q-truefalse-1')
  expect(own.html).toContain('&lt;b&gt;')
  const order = questionForm.parse(formOf({ ...typed, lesson: 'lesson-1' }, { explanation: '新的才能用。' }))
  const id = present(await questionBank.writeQuestion(site, author, { versionId, id: null, order }), 'its id')
  const page = await bankPages.readBankPage(site, author, versionId, new URLSearchParams({ saved: id }))
  expect(page.saved).toMatchObject({ text: typed.text, similar: [{ id: 'q-truefalse-1' }] })
  const other = await anInstructor(site, '向审')
  await expect(bankPages.lookAtQuestion(site, other, { versionId, id: null, typed })).rejects.toMatchObject({ status: 403 })
})

test('an id that was deleted is never given again: what was answered under it is another question', async () => {
  const site = await aSite()
  const author = await anInstructor(site, '田作')
  const versionId = await aCourse(site, author)
  const ids = new Set<string>()
  for (let nth = 0; nth < 3; nth++) {
    const order = questionForm.parse(
      formOf({ kind: 'trueFalse', lesson: 'lesson-1', text: '箱底要垫纸。', options: [], right: [0], explanation: '垫了就不晃。' }, {}),
    )
    const id = present(await questionBank.writeQuestion(site, author, { versionId, id: null, order }), 'its id')
    const { question } = await bankPages.readBankQuestion(site, author, { versionId, id })
    ids.add(id)
    await questionBank.writeQuestion(site, author, { versionId, id, order: { do: 'delete', mark: present(question, 'question').mark } })
  }
  expect(ids.size).toBe(3)
})
