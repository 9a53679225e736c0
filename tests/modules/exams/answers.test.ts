// Answers: each kept once and acknowledged, in whatever order and however often they come; late ones judged.
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SentAnswer } from '#app/modules/exams/attempt.events.ts'
import {
  readSitting,
  attemptWorkflow,
  submitAnswerByForm,
  submitAnswers,
  startOrResumeAttempt,
  readResult,
  loadSheet,
  submitAttempt,
} from '#app/modules/exams/exams.server.ts'
import { shuffle } from '#app/modules/exams/draw.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { answers } from '#db/schema/exams.ts'
import { workflowEvents } from '#db/schema/workflow.ts'
import { aCandidate, answersWith, aSitting } from './makers.ts'

const minute = 60_000
const chosenIn = async (...[site, viewer, id]: Parameters<typeof readSitting>) =>
  Object.fromEntries((await readSitting(site, viewer, id)).answers.map(({ questionId, chosen }) => [questionId, chosen]))

test('an answer is acknowledged with a receipt whose number stands in the audit chain', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const [first] = answersWith(sheet, 10)
  site.clock.forward(5000)
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: [first!] })
  expect(state).toBe('sitting')
  expect(receipts).toEqual([
    {
      device: 'phone-one',
      sequence: 1,
      questionId: first!.questionId,
      number: expect.any(String),
      receivedAt: site.now().toISOString(),
      status: 'inTime',
    },
  ])
  const notes = (await site.read.select().from(auditEntries)).flatMap(({ lines }) => lines)
  expect(notes.filter((line) => line.includes(receipts[0]!.number))).toHaveLength(1)
  expect(site.verify().fault).toBeNull()
})

test('the same answer sent again is the same answer, with the same receipt', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const sent = answersWith(sheet, 10)
  const once = await submitAnswers(site, candidate, { attemptId, answers: sent })
  site.clock.forward(minute)
  const twice = await submitAnswers(site, candidate, { attemptId, answers: sent })
  expect(twice.receipts).toEqual(once.receipts)
  expect(await site.read.$count(answers)).toBe(10)
})

test('of two tabs the later given answer stands, whichever comes first', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const question = sheet.questions[0]!
  const [older, newer]: SentAnswer[] = [
    { device: 'tab-two-', sequence: 9, questionId: question.id, chosen: ['a'], elapsed: 10_000 },
    { device: 'tab-one-', sequence: 1, questionId: question.id, chosen: ['b'], elapsed: 20_000 },
  ]
  site.clock.forward(minute)
  await submitAnswers(site, candidate, { attemptId, answers: [newer!] })
  await submitAnswers(site, candidate, { attemptId, answers: [older!] })
  expect(await chosenIn(site, candidate, attemptId)).toEqual({ [question.id]: ['b'] })
})

test('whatever is doubled, delayed or shuffled on the way, the sheet, the receipts and the result end alike', async () => {
  const { site, cohortId, examId, sheet: model, ...first } = await aSitting({ plan: { single: 3, multiple: 3, trueFalse: 4 } })
  await submitAttempt(site, first.candidate, { attemptId: first.attemptId })
  const given = fc.array(
    fc.record({ question: fc.nat(model.questions.length - 1), option: fc.nat(1), tab: fc.nat(1), elapsed: fc.nat(29 * 60) }),
    { minLength: 1, maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(given, fc.string(), fc.array(fc.nat(24), { maxLength: 20 }), fc.nat(40), async (moves, order, doubled, pause) => {
      site.clock.set('2019-03-04T10:00:00+08:00')
      const ends = []
      for (const scramble of [false, true]) {
        const candidate = await aCandidate(site, cohortId)
        const attemptId = await startOrResumeAttempt(site, candidate, { examId })
        const sheet = await loadSheet(site, attemptId)
        // one script for both: by place on the sheet, and right or wrong, because each sheet is drawn anew
        const script: SentAnswer[] = moves.map(({ question, option, tab, elapsed }, at) => {
          const { id, correct, options } = sheet.questions[question]!
          return {
            device: `device-${tab}`,
            sequence: at + 1,
            questionId: id,
            chosen: option === 1 ? correct : [options.find(({ key }) => !correct.includes(key))!.key],
            elapsed: elapsed * 1000,
          }
        })
        site.clock.set(new Date(Date.parse('2019-03-04T10:00:00+08:00') + 29.5 * minute))
        const receipts = new Map<string, string>()
        const send = async (batch: SentAnswer[]) => {
          for (const receipt of (await submitAnswers(site, candidate, { attemptId, answers: batch })).receipts) {
            const name = `${receipt.device}/${receipt.sequence}`
            expect(receipts.get(name) ?? receipt.number).toBe(receipt.number)
            receipts.set(name, receipt.number)
          }
        }
        if (!scramble) {
          await send(script)
        } else {
          const journey = shuffle([...script, ...doubled.flatMap((at) => script[at] ?? [])], order)
          const cut = Math.min(pause, journey.length)
          for (const answer of journey.slice(0, cut)) await send([answer])
          site.clock.forward(minute) // the rest comes after the deadline, in one batch
          await site.settle()
          if (cut < journey.length) await send(journey.slice(cut))
        }
        site.clock.set('2019-03-04T10:31:00+08:00')
        await site.settle()
        expect(receipts.size).toBe(script.length)
        expect(await site.read.$count(answers, eq(answers.attemptId, attemptId))).toBe(script.length)
        const { answers: latest } = await readSitting(site, candidate, attemptId)
        const { snapshot } = await loadWorkflow(site.read, attemptWorkflow, attemptId)
        const marks = latest
          .map(({ questionId, device, sequence }) => [sheet.questions.findIndex(({ id }) => id === questionId), device, sequence])
          .sort()
        ends.push({ marks, correct: snapshot.context.correct, passed: snapshot.matches({ graded: 'passed' }) })
        site.clock.set('2019-03-04T10:00:00+08:00')
      }
      const [plain, scrambled] = ends
      expect(scrambled!.marks).toEqual(plain!.marks)
      // a pass that was announced before the rest came stands (README); in all else the results agree
      if (scrambled!.passed === plain!.passed) expect(scrambled!.correct).toBe(plain!.correct)
      else expect(scrambled!.passed).toBe(true)
    }),
    { numRuns: 25 },
  )
})

test('an answer given in time that comes after the grading changes the result by a recorded event, and the pass follows', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  const sent = answersWith(sheet, 10)
  await submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 5) })
  site.clock.forward(31 * minute)
  await site.settle()
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).state).toBe('graded.failed')
  const { state, receipts } = await submitAnswers(site, candidate, { attemptId, answers: sent.slice(5) })
  expect(state).toBe('graded.passed')
  expect(receipts.map(({ status }) => status)).toEqual(Array(5).fill('lateCounted'))
  const [event] = await site.read.select().from(workflowEvents).where(eq(workflowEvents.type, 'REGRADE'))
  expect(event).toMatchObject({ event: { correct: 10, because: receipts.map(({ number }) => number) }, to: 'graded.passed' })
  await submitAnswers(site, candidate, { attemptId, answers: sent })
  await site.settle()
  expect(passed).toEqual([candidate.enrolmentId])
  expect(await site.read.$count(workflowEvents, eq(workflowEvents.type, 'REGRADE'))).toBe(1)
})

test('an answer given after the deadline is kept, shown, and not counted', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  site.clock.forward(40 * minute)
  await site.settle()
  const [late] = answersWith(sheet, 10, { elapsed: 35 * minute })
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: [late!] })
  expect([state, receipts[0]!.status]).toEqual(['graded.failed', 'lateKept'])
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).snapshot.context).toMatchObject({ correct: 0, regradings: 0 })
  const result = await readResult(site, candidate, attemptId)
  expect(result.late).toMatchObject([{ id: receipts[0]!.number, question: 1, status: 'lateKept' }])
})

test('what comes after the handing in is kept and does not count, whenever it is said to be given', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const sent = answersWith(sheet, 10)
  await submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 5) })
  site.clock.forward(5 * minute)
  expect(await submitAttempt(site, candidate, { attemptId })).toBe('graded.failed')
  site.clock.forward(5 * minute)
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: sent, handIn: true })
  expect(state).toBe('graded.failed')
  expect(receipts.map(({ status }) => status)).toEqual([...Array(5).fill('inTime'), ...Array(5).fill('lateKept')])
})

test('a phone without network that was handed in there and sends all hours later: its answers count', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  const sent = answersWith(sheet, 10)
  await submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 2) })
  site.clock.forward(3 * 60 * minute)
  await site.settle()
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).state).toBe('graded.failed')
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: sent.slice(2), handIn: true })
  expect([state, new Set(receipts.map(({ status }) => status))]).toEqual(['graded.passed', new Set(['lateCounted'])])
  await site.settle()
  expect(passed).toEqual([candidate.enrolmentId])
})

test('a late answer that came before the grading is graded without it', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  const sent = answersWith(sheet, 10)
  await submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 5) })
  site.clock.forward(30 * minute + 5_000) // time is up, and the sheet is not collected yet
  const late = sent.slice(5).map((answer) => ({ ...answer, elapsed: 30 * minute + 1_000 }))
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: late })
  expect([state, new Set(receipts.map(({ status }) => status))]).toEqual(['sitting', new Set(['lateKept'])])
  site.clock.forward(minute)
  await site.settle()
  const graded = await loadWorkflow(site.read, attemptWorkflow, attemptId)
  expect([graded.state, graded.snapshot.context.correct, passed]).toEqual(['graded.failed', 5, []])
})

test('after that handing in nothing more counts either', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const sent = answersWith(sheet, 10)
  site.clock.forward(3 * 60 * minute)
  await site.settle()
  await submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 4), handIn: true })
  site.clock.forward(minute)
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: sent.slice(4) })
  expect([state, receipts[0]!.status]).toEqual(['graded.failed', 'lateKept'])
})

test('an answer acknowledged as in time on a sheet that was graded too early is counted: the pass follows', async () => {
  const { site, attemptId, candidate, sheet, passed } = await aSitting()
  site.clock.forward(5 * 60 * minute) // the server's clock is wrong for a moment
  await site.settle()
  site.clock.forward(-5 * 60 * minute + minute)
  const { receipts, state } = await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 10) })
  expect([state, new Set(receipts.map(({ status }) => status))]).toEqual(['graded.passed', new Set(['inTime'])])
  await site.settle()
  expect(passed).toEqual([candidate.enrolmentId])
})

test('no answer is acknowledged as counting that does not count, also in the very millisecond of the handing in', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  site.clock.forward(minute)
  const sent = answersWith(sheet, 10)
  const [before, , after] = await Promise.all([
    submitAnswers(site, candidate, { attemptId, answers: sent.slice(0, 4) }),
    submitAttempt(site, candidate, { attemptId }),
    submitAnswers(site, candidate, { attemptId, answers: sent.slice(4) }),
  ])
  const counting = [...before.receipts, ...after.receipts].filter((receipt) => receipt.status !== 'lateKept')
  expect(counting).toHaveLength(4)
  expect((await loadWorkflow(site.read, attemptWorkflow, attemptId)).snapshot.context.correct).toBe(4)
})

test('a late sheet that is sent again and again until it passes stops counting', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  site.clock.forward(40 * minute)
  await site.settle()
  const [first, ...others] = answersWith(sheet, 10)
  const statuses = []
  for (let sequence = 1; sequence <= 25; sequence++) {
    site.clock.forward(1000)
    const { receipts } = await submitAnswers(site, candidate, { attemptId, answers: [{ ...first!, sequence, elapsed: sequence * 1000 }] })
    statuses.push(receipts[0]!.status)
  }
  expect(statuses).toEqual([...Array(20).fill('lateCounted'), ...Array(5).fill('lateKept')])
  const { state } = await submitAnswers(site, candidate, {
    attemptId,
    answers: others.map((answer) => ({ ...answer, device: 'phone-two' })),
  })
  expect(state).toBe('graded.failed')
})

test('the last answers and the handing in may come together, and again', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const answers = answersWith(sheet, 10)
  site.clock.forward(minute)
  const once = await submitAnswers(site, candidate, { attemptId, answers, handIn: true })
  site.clock.forward(minute)
  const again = await submitAnswers(site, candidate, { attemptId, answers, handIn: true })
  expect([once.state, again.state]).toEqual(['graded.passed', 'graded.passed'])
  expect(again.receipts).toEqual(once.receipts)
})

test('late answers never take an announced pass away', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 6) })
  site.clock.forward(31 * minute)
  await site.settle()
  const { state, receipts } = await submitAnswers(site, candidate, {
    attemptId,
    answers: answersWith(sheet, 0, { device: 'phone-two', elapsed: 4 * minute }),
  })
  expect(state).toBe('graded.passed')
  expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['lateCounted']))
})

test.each([
  ['a question of another sheet', { questionId: 'nowhere' }, '这道题不在这份答卷里。'],
  ['an option that is not there', { chosen: ['z'] }, '没有这个选项。'],
  ['two options of a single choice', { chosen: ['a', 'b'] }, '这道题只能选一个。'],
])('%s is refused alone, and holds up nothing else', async (_, wrong, reason) => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const [first, second] = answersWith(sheet, 10)
  const { receipts, refused } = await submitAnswers(site, candidate, { attemptId, answers: [{ ...first!, ...wrong }, second!] })
  expect(refused).toEqual([{ device: 'phone-one', sequence: 1, reason }])
  expect(receipts.map(({ sequence }) => sequence)).toEqual([2])
})

test('a plain form pressed twice is one answer; a changed mind is another', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const question = sheet.questions[0]!
  const press = (...chosen: string[]) => submitAnswerByForm(site, candidate, { attemptId, questionId: question.id, chosen })
  expect((await press('a')).receipts).toHaveLength(1)
  expect((await press('a')).receipts).toHaveLength(0)
  site.clock.forward(1000)
  await press('b')
  expect(await site.read.$count(answers)).toBe(2)
  expect(await chosenIn(site, candidate, attemptId)).toEqual({ [question.id]: ['b'] })
})

test('nobody answers, hands in or reads an attempt that is not his', async () => {
  const { site, cohortId, attemptId, sheet } = await aSitting()
  const other = await aCandidate(site, cohortId)
  for (const attempt of [
    submitAnswers(site, other, { attemptId, answers: answersWith(sheet, 1) }),
    submitAnswerByForm(site, other, { attemptId, questionId: sheet.questions[0]!.id, chosen: ['a'] }),
    submitAttempt(site, other, { attemptId }),
    readSitting(site, other, attemptId),
    readResult(site, other, attemptId),
  ]) {
    await expect(attempt).rejects.toMatchObject({ status: 404 })
  }
})

test('while a sheet is being sat nothing in it tells the right options; afterwards the wrong ones come first, explained', async () => {
  const { site, attemptId, candidate, sheet } = await aSitting()
  const view = await readSitting(site, candidate, attemptId)
  expect(JSON.stringify(view)).not.toMatch(/correct"?:\s*\[|因为/)
  expect((await readResult(site, candidate, attemptId)).questions).toEqual([])
  await submitAnswers(site, candidate, { attemptId, answers: answersWith(sheet, 7) })
  await submitAttempt(site, candidate, { attemptId })
  const { questions } = await readResult(site, candidate, attemptId)
  expect(questions.map(({ right }) => right)).toEqual([false, false, false, true, true, true, true, true, true, true])
  expect(questions.every(({ explanation }) => explanation.startsWith('因为'))).toBe(true)
})
