// A running class keeps the version of its course that it began with, unless its instructor moves it on: what that changes is shown first.
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { findCourseMove, moveCourse, readCourseMove } from '#app/modules/course-moves/course-moves.server.ts'
import { listCohortHistory, readCohort, readCohortHead, stepCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { loadSheet, planExam, startOrResumeAttempt } from '#app/modules/exams/exams.server.ts'
import { listOwnCourses, readLesson, recordProgress } from '#app/modules/learning/learning.server.ts'
import type { Site } from '#app/site.ts'
import { addLesson, beginVersion, readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { aCourse, anInstructor, bankText, lessonText, write, publish } from '#tests/modules/studio/makers.ts'
import { aStudent } from '#tests/modules/learning/makers.ts'
import { aCohort, anAdmin, anOfficer, aViewer, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const why = '新版讲得更清楚'

/** A class that studies version 1, with one trainee who has read its lesson; version 2 has another section in it and a lesson more. */
async function aClassWithANewVersion() {
  const site = await aSite()
  const [author, reviewer] = [await anInstructor(site, '田作'), await anInstructor(site, '向审')]
  const first = await aCourse(site, author)
  const before = await publish(site, { author, reviewer, versionId: first })
  const { id: cohortId } = await aCohort(site, { courseSlug: 'pack-boxes' })
  const instructor: Viewer = {
    ...aViewer('instructor', { kind: 'cohort', id: cohortId }),
    accountId: author.accountId,
    name: author.name,
  }
  const student = await aStudent(site, cohortId)
  const read = { kind: 'section', course: 'pack-boxes', lesson: 'lesson-1', at: site.now().toISOString() } as const
  await recordProgress(site, student, [
    { ...read, section: 's1' },
    { ...read, section: 's2' },
  ])
  const second = await beginVersion(site, author, { versionId: first })
  await write(site, author, second, 'lesson-1.mdx', `${lessonText}\n## 再看一遍\n\n箱子要封好。\n`)
  await addLesson(site, author, { versionId: second, title: '寄出去', slug: 'send' })
  await write(site, author, second, 'send.mdx', lessonText.replace('选箱子', '寄出去'))
  const after = await publish(site, { author, reviewer, versionId: second })
  return { site, cohortId, instructor, student, before, after }
}

const latestOf = async (site: Site, viewer: Viewer) => (await readStudioCourse(site, viewer, 'pack-boxes')).versions[0]?.id ?? ''

test('what moving changes is shown first: lessons, who has read them, progress, exam', async () => {
  const { site, cohortId, instructor, after } = await aClassWithANewVersion()
  expect(await findCourseMove(site, instructor, await readCohortHead(site, instructor, cohortId))).toMatchObject({ ordinal: 2 })
  expect(await readCourseMove(site, instructor, { cohortId })).toMatchObject({
    from: { ordinal: 1 },
    to: { ordinal: 2, courseVersionId: after },
    lessons: [
      { slug: 'lesson-1', kind: 'changed', readers: 1 },
      { slug: 'send', kind: 'added', readers: 0 },
    ],
    trainees: 1,
    toReadOn: 1,
    exam: null,
    objection: null,
  })
})

test('a class that is moved studies the other version: lessons, progress and history follow, and it can be moved back', async () => {
  const { site, cohortId, instructor, student, before, after } = await aClassWithANewVersion()
  const lessons = async () => (await listOwnCourses(site, student))[0]!.lessons.map(({ slug, done }) => [slug, done])
  expect(await lessons()).toEqual([['lesson-1', true]])
  const { fingerprint: seen } = await readCourseMove(site, instructor, { cohortId })
  await moveCourse(site, instructor, { cohortId, to: after, seen, reason: why })
  expect(await lessons()).toEqual([
    ['lesson-1', false],
    ['send', false],
  ])
  expect((await readLesson(site, student, 'pack-boxes', 'send')).title).toBe('寄出去')
  expect((await listCohortHistory(site, instructor, cohortId))[0]).toMatchObject({
    what: '换课程的版本',
    by: '田作',
    reason: why,
    to: '筹备',
  })
  const back = await readCourseMove(site, instructor, { cohortId, to: before })
  expect(back.lessons.map(({ slug, kind }) => [slug, kind])).toEqual([
    ['lesson-1', 'changed'],
    ['send', 'removed'],
  ])
  await moveCourse(site, instructor, { cohortId, to: before, seen: back.fingerprint, reason: '换错了' })
  expect(await lessons()).toEqual([['lesson-1', true]])
})

test('what was shown is what is done: if it changed meanwhile, nothing happens', async () => {
  const { site, cohortId, instructor, before, after } = await aClassWithANewVersion()
  const { fingerprint: seen } = await readCourseMove(site, instructor, { cohortId })
  await aStudent(site, cohortId)
  await expect(moveCourse(site, instructor, { cohortId, to: after, seen, reason: why })).rejects.toMatchObject({ status: 409 })
  await expect(moveCourse(site, instructor, { cohortId, to: 'made-up', seen, reason: why })).rejects.toMatchObject({ status: 404 })
  expect((await readCohort(site, instructor, cohortId)).courseVersionId).toBe(before)
})

const plan = {
  single: 6,
  multiple: 2,
  trueFalse: 2,
  minutes: 30,
  passMark: 60,
  attemptsAllowed: 2,
  opensOn: '2019-03-04',
  closesOn: '2019-03-09',
}

test('a planned exam keeps its plan and draws from the new bank; one that has begun forbids moving', async () => {
  const { site, cohortId, instructor, student, after } = await aClassWithANewVersion()
  const examId = await planExam(site, anAdmin, { cohortId, ...plan })
  const shown = await readCourseMove(site, instructor, { cohortId })
  expect(shown).toMatchObject({ exam: { kept: 10, added: 0, dropped: 0 }, objection: null })
  await step(site, cohortId, 'OPEN', 'START')
  const { fingerprint: seen } = await readCourseMove(site, instructor, { cohortId })
  await moveCourse(site, instructor, { cohortId, to: after, seen, reason: why })
  const attemptId = await startOrResumeAttempt(site, student, { examId })
  expect((await loadSheet(site, attemptId)).courseVersionId).toBe(after)
  const back = await readCourseMove(site, instructor, { cohortId })
  expect(back.objection).toBe('已经有 1 人开考，试题是从现在这一版抽的，不能再换。')
  await expect(
    moveCourse(site, instructor, { cohortId, to: back.to!.courseVersionId, seen: back.fingerprint, reason: why }),
  ).rejects.toMatchObject({ status: 409 })
})

test('a version that has too few questions of a lesson that the exam names is not moved to', async () => {
  const { site, cohortId, instructor } = await aClassWithANewVersion()
  const part = { difficulty: null, single: 2, multiple: 0, trueFalse: 0 }
  await planExam(site, anAdmin, { cohortId, ...plan, parts: [{ ...part, lesson: 'lesson-1' }] })
  expect((await readCourseMove(site, instructor, { cohortId })).objection).toBeNull()
  const third = await beginVersion(site, instructor, { versionId: await latestOf(site, instructor) })
  await write(
    site,
    instructor,
    third,
    'questions.yaml',
    bankText.replaceAll('lesson: lesson-1\n  kind: single', 'lesson: send\n  kind: single'),
  )
  const reviewer = await anInstructor(site, '向审')
  const to = await publish(site, { author: instructor, reviewer, versionId: third })
  expect((await readCourseMove(site, instructor, { cohortId, to })).objection).toContain('「选箱子」的单选题少 2 道')
})

test('who teaches the class moves it, and administrators; a class that is over stays', async () => {
  const { site, cohortId, instructor, after } = await aClassWithANewVersion()
  const elsewhere = aViewer('instructor', { kind: 'cohort', id: 'another' })
  await expect(readCourseMove(site, elsewhere, { cohortId })).rejects.toMatchObject({ status: 404 })
  await expect(readCourseMove(site, anOfficer, { cohortId })).rejects.toMatchObject({ status: 403 })
  expect(await findCourseMove(site, anOfficer, await readCohortHead(site, anOfficer, cohortId))).toBeNull()
  const { version } = await readCohort(site, anAdmin, cohortId)
  await stepCohort(site, anAdmin, { id: cohortId, version, event: { type: 'CANCEL', reason: '没有场地' } })
  await site.settle()
  const view = await readCourseMove(site, instructor, { cohortId })
  expect(view.objection).toBe('这个班已经结束，课程不能再换。')
  await expect(moveCourse(site, anAdmin, { cohortId, to: after, seen: view.fingerprint, reason: why })).rejects.toMatchObject({
    status: 409,
  })
  expect(await findCourseMove(site, instructor, await readCohortHead(site, instructor, cohortId))).toBeNull()
})
