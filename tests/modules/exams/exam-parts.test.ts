// A plan may say how many questions are of which lesson, and how hard: the draw keeps to it, and the bank must have them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseForm } from '#app/http/bodies/forms.server.ts'
import { type BlueprintPart, countQuestions, type Difficulty, drawQuestions, questionKinds } from '#app/modules/exams/draw.ts'
import { loadSheet, planExam, readExamPlanning, startOrResumeAttempt } from '#app/modules/exams/exams.server.ts'
import { examPlanForm } from '#app/modules/exams/plan/exam-plan.ts'
import { findPartShortages, sumOfParts } from '#app/modules/exams/plan/parts.ts'
import { aSite } from '#tests/support/site.ts'
import { aBank, aCandidate, administrator, anExamCohort, aPlan } from './makers.ts'

const lessons = [
  { slug: 'boxes', title: '选箱子' },
  { slug: 'shop', title: '开网店' },
]

/** Of each kind four are of each lesson: two easy ones, a hard one, and one that does not say. */
const bank = aBank().map((question) => {
  const at = Number(question.id.slice(1))
  const difficulty = ([1, 1, 3, undefined] as const)[at % 4]
  return { ...question, lesson: at < 4 ? 'boxes' : 'shop', ...(difficulty && { difficulty }) }
})

const aPart = (lesson: string, difficulty: Difficulty | null, counts: Partial<BlueprintPart>): BlueprintPart => ({
  ...{ lesson, difficulty, single: 0, multiple: 0, trueFalse: 0 },
  ...counts,
})

const inPart = (questions: readonly (typeof bank)[number][], { lesson, difficulty }: BlueprintPart, kind: string) =>
  questions.filter((one) => one.kind === kind && one.lesson === lesson && (difficulty === null || one.difficulty === difficulty)).length

test('whatever a plan asks of lessons, a sheet has at least that, as many of each kind in all, none twice, the same for the same seed', () => {
  const some = fc.record({ single: fc.nat(2), multiple: fc.nat(2), trueFalse: fc.nat(2) })
  const parts = fc
    .tuple(some, some, some)
    .map(([one, two, three]) => [aPart('boxes', null, one), aPart('boxes', 3, two), aPart('shop', 1, three)])
  fc.assert(
    fc.property(parts, some, fc.string(), fc.uniqueArray(fc.constantFrom(...bank.map(({ id }) => id))), (asked, more, seed, seen) => {
      fc.pre(findPartShortages(bank, asked).length === 0)
      const of = (kind: keyof typeof more) => Math.min(8, sumOfParts(asked, kind) + more[kind])
      const blueprint = { single: of('single'), multiple: of('multiple'), trueFalse: of('trueFalse'), parts: asked }
      const drawn = drawQuestions(bank, blueprint, seed, new Set(seen))
      expect(new Set(drawn).size).toBe(countQuestions(blueprint))
      for (const kind of questionKinds) {
        expect(drawn.filter((question) => question.kind === kind)).toHaveLength(blueprint[kind])
        const [any, hard, easy] = asked
        expect(inPart(drawn, any!, kind)).toBeGreaterThanOrEqual(any![kind] + hard![kind])
        expect(inPart(drawn, hard!, kind)).toBeGreaterThanOrEqual(hard![kind])
        expect(inPart(drawn, easy!, kind)).toBeGreaterThanOrEqual(easy![kind])
      }
      expect(drawQuestions([...bank].reverse(), blueprint, seed, new Set(seen))).toEqual(drawn)
    }),
  )
})

test('a plan that names no lesson draws as plans always did', () => {
  const blueprint = { single: 4, multiple: 3, trueFalse: 3 }
  const ids = drawQuestions(bank, { ...blueprint, parts: [] }, '2019').map(({ id }) => id)
  expect(ids).toEqual(['s7', 's4', 's3', 's5', 'm6', 'm0', 'm1', 't7', 't3', 't4'])
})

async function aClassToPlan() {
  const site = await aSite()
  return { site, cohortId: await anExamCohort(site, { bank, lessons }) }
}

test('the form shows what each lesson has, by difficulty too; what was planned is drawn, and shown again', async () => {
  const { site, cohortId } = await aClassToPlan()
  const { partsInBank } = await readExamPlanning(site, administrator, cohortId)
  expect(partsInBank.map(({ title, difficulty, single }) => [title, difficulty, single])).toEqual([
    ['选箱子', null, 4],
    ['选箱子', 1, 2],
    ['选箱子', 3, 1],
    ['开网店', null, 4],
    ['开网店', 1, 2],
    ['开网店', 3, 1],
  ])
  const parts = [aPart('boxes', null, { single: 3, multiple: 2 }), aPart('boxes', 3, { single: 1 })]
  const examId = await planExam(site, administrator, { cohortId, ...aPlan, parts })
  expect((await readExamPlanning(site, administrator, cohortId)).parts).toEqual(parts)
  const attemptId = await startOrResumeAttempt(site, await aCandidate(site, cohortId), { examId })
  const { questions } = await loadSheet(site, attemptId)
  const lessonOf = new Map(bank.map(({ id, lesson }) => [id, lesson]))
  expect(questions.filter(({ id, kind }) => kind === 'single' && lessonOf.get(id) === 'boxes')).toHaveLength(4)
  await planExam(site, administrator, { cohortId, ...aPlan, parts, attemptsAllowed: 3 })
  const other = [aPart('boxes', null, { single: 1 })]
  await expect(planExam(site, administrator, { cohortId, ...aPlan, parts: other })).rejects.toMatchObject({ status: 409 })
})

test('more than a lesson has is refused at its field, with its name; so is more than the exam has in all', async () => {
  const { site, cohortId } = await aClassToPlan()
  const plan = (...parts: BlueprintPart[]) => planExam(site, administrator, { cohortId, ...aPlan, parts })
  await expect(plan(aPart('boxes', 3, { multiple: 2 }))).rejects.toMatchObject({
    status: 422,
    message: '题库里的题不够：「选箱子」（难）的多选题还差 1 道。请在这一课少指定几道。',
    fields: { 'multiple-3.boxes': ['「选箱子」（难）的多选题还差 1 道'] },
  })
  await expect(plan(aPart('boxes', null, { single: 4 }), aPart('boxes', 1, { single: 1 }))).rejects.toMatchObject({
    fields: { 'single-0.boxes': ['「选箱子」的单选题还差 1 道'] },
  })
  await expect(plan(aPart('gone', null, { single: 1 }))).rejects.toMatchObject({ fields: { 'single-0.gone': [expect.any(String)] } })
  await expect(plan(aPart('boxes', null, { single: 3 }), aPart('shop', null, { single: 3 }))).rejects.toMatchObject({
    status: 422,
    fields: { single: ['指定到各课的单选题有 6 道，比这里的 5 道多。请改多这里，或少指定几道'] },
  })
})

test('the posted form: empty fields are none, what is no number is refused at its field', () => {
  const plain = { single: '5', multiple: '3', trueFalse: '2', minutes: '30', passMark: '60', attemptsAllowed: '2' }
  const days = { opensOn: '2019-03-04', closesOn: '2019-03-05' }
  const post = (fields: Record<string, string>) => parseForm(new URLSearchParams({ ...plain, ...days, ...fields }), examPlanForm)
  expect(post({ 'single-0.boxes': '２', 'multiple-0.boxes': '', 'single-3.shop': '', 'trueFalse-3.shop-1': '1' }).parts).toEqual([
    aPart('boxes', null, { single: 2 }),
    aPart('shop-1', 3, { trueFalse: 1 }),
  ])
  expect(post({}).parts ?? []).toEqual([])
  expect(() => post({ 'single-0.boxes': '几道' })).toThrow(expect.objectContaining({ fields: { 'single-0.boxes': ['题数要填数字'] } }))
})
