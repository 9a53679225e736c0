// What an instructor sees of a class: who is where, what is not understood, what was chosen first.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { moveCourse, readCourseMove } from '#app/modules/course-moves/course-moves.server.ts'
import { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { readClassLearning, readLesson, recordProgress } from '#app/modules/learning/learning.server.ts'
import type { ProgressEvent } from '#app/modules/learning/progress.events.ts'
import { beginVersion } from '#app/modules/studio/studio.server.ts'
import { aCourse, anInstructor, lessonText, publish, write } from '#tests/modules/studio/makers.ts'
import { aCohort, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aClass, administrator, aStudent, course, official } from './makers.ts'

const lesson = 'choose-goods'
const minute = (at: number) => new Date(Date.parse('2019-03-03T20:00:00Z') + at * 60_000).toISOString()
const mark = (key: string, value: string, at = 0): ProgressEvent => ({ kind: 'mark', course, lesson, key, value, at: minute(at) })
const read = (section: string, at = 0): ProgressEvent => ({ kind: 'section', course, lesson, section, at: minute(at) })

async function look(site: TestSite, cohortId: string, viewer: Viewer = administrator, slug = lesson) {
  return readClassLearning(site, viewer, await readCohortHead(site, administrator, cohortId), slug)
}

test('of a section it is counted how many do not understand it now, and of a check what each chose first', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const [one, other] = [await aStudent(site, cohortId), await aStudent(site, cohortId)]
  await recordProgress(site, one, [mark('stuck:s2', '1', 1), mark('check:first-goods', '2', 1), mark('check:first-goods', '0', 2)])
  await recordProgress(site, other, [mark('stuck:s2', '1', 1), mark('stuck:s2', '0', 2), mark('check:first-goods', '2', 3), read('s1')])
  const { detail, lessons, people } = await look(site, cohortId)
  expect(people).toBe(2)
  expect(detail?.sections.map(({ stuck }) => stuck).slice(0, 3)).toEqual([0, 1, 0])
  expect(detail?.sections[0]).toMatchObject({ read: 1, stuckBefore: null })
  expect(detail?.checks[0]).toMatchObject({ id: 'first-goods', question: '张大姐家有茶叶、土豆和活鱼。第一次开网店，先卖哪一样？' })
  expect(detail?.checks[0]?.options.map(({ first }) => first)).toEqual([0, 0, 2])
  expect(detail?.checks[0]?.options.filter(({ isRight }) => isRight)).toHaveLength(1)
  expect(lessons.find(({ slug }) => slug === lesson)?.stuck).toBe(1)
})

test('in whatever order and however often the batches come, the counts are the same', async () => {
  const site = await aSite()
  const said = fc.record({
    key: fc.constantFrom('stuck:s1', 'stuck:s2', 'check:first-goods', 'check:sorting'),
    value: fc.constantFrom('0', '1'),
    at: fc.integer({ min: 0, max: 5 }),
  })
  let number = 0
  const counts = async (batches: ProgressEvent[][]) => {
    const cohortId = await aClass(site, ++number)
    const student = await aStudent(site, cohortId)
    for (const batch of batches) await recordProgress(site, student, batch)
    return (await look(site, cohortId)).detail
  }
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(said, { maxLength: 8 })
        .map((marks) => marks.map(({ key, value, at }) => mark(key, value, at)))
        .chain((marks) => fc.tuple(fc.constant(marks), fc.shuffledSubarray([...marks, ...marks], { minLength: marks.length * 2 }))),
      async ([marks, shuffled]) => {
        expect(await counts(shuffled.map((one) => [one]))).toEqual(await counts([marks]))
      },
    ),
    { numRuns: 15 },
  )
})

test('who is not done and has not come for seven days is found, with the place where she goes on; who began a week ago and never came too', async () => {
  const site = await aSite()
  site.clock.set('2019-03-20T09:00:00+08:00')
  const cohortId = await aClass(site)
  const [comes, away] = [await aStudent(site, cohortId), await aStudent(site, cohortId)]
  await recordProgress(site, away, [read('s1')])
  const awayNow = async () => (await look(site, cohortId)).learners.filter(({ isAway }) => isAway).map(({ personId }) => personId)
  site.clock.set('2019-03-27T09:00:00+08:00')
  expect(await awayNow()).toEqual([])
  site.clock.set('2019-03-28T09:00:00+08:00')
  expect((await awayNow()).sort()).toEqual([comes.personId, away.personId].sort())
  await recordProgress(site, comes, [read('s1')])
  expect(await awayNow()).toEqual([away.personId])
  const { lessons, learners } = await look(site, cohortId)
  expect(learners[0]).toMatchObject({ at: { lesson, section: 's2' }, lessonsDone: 0 })
  expect(lessons.find(({ slug }) => slug === lesson)).toMatchObject({ here: 2, done: 0 })
})

test('the instructor of the class, officers of its region and administrators see it; an officer’s counts are those of the whole class', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  await recordProgress(site, student, [mark('stuck:s2', '1')])
  const may = [
    aViewer('instructor', { kind: 'cohort', id: cohortId }),
    aViewer('townshipOfficer', { kind: 'region', code: '422826100' }),
    administrator,
  ]
  for (const viewer of may) expect((await look(site, cohortId, viewer)).detail?.sections[1]?.stuck).toBe(1)
  const mayNot = [
    aViewer('instructor', { kind: 'cohort', id: 'another' }),
    aViewer('townshipOfficer', { kind: 'region', code: '422826101' }),
    official,
    student,
  ]
  for (const viewer of mayNot) await expect(look(site, cohortId, viewer)).rejects.toMatchObject({ status: 403 })
  expect(JSON.stringify((await look(site, cohortId)).detail)).not.toMatch(new RegExp(`${student.personId}|田小禾`))
})

test('a class that is moved takes nothing along, and each heading is compared with the version before', async () => {
  const site = await aSite()
  const [author, reviewer] = [await anInstructor(site, '田作'), await anInstructor(site, '向审')]
  const first = await aCourse(site, author)
  const before = await publish(site, { author, reviewer, versionId: first })
  const { id: cohortId } = await aCohort(site, { courseSlug: 'pack-boxes' })
  const instructor: Viewer = { ...aViewer('instructor', { kind: 'cohort', id: cohortId }), accountId: author.accountId }
  const student = await aStudent(site, cohortId)
  const stuck = (version?: string): ProgressEvent => ({
    kind: 'mark',
    course: 'pack-boxes',
    lesson: 'lesson-1',
    key: 'stuck:s1',
    value: '1',
    at: site.now().toISOString(),
    ...(version && { version }),
  })
  await askInquiry(site, student, { course: 'pack-boxes', lesson: 'lesson-1', section: 's1', text: '哪里买？', brought: {} })
  const second = await beginVersion(site, author, { versionId: first })
  site.clock.forward(60_000)
  await write(site, author, second, 'lesson-1.mdx', lessonText.replace('\n## ', '\n## 先看一遍\n\n箱子要封好。\n\n## '))
  const to = await publish(site, { author, reviewer, versionId: second })
  const { fingerprint } = await readCourseMove(site, instructor, { cohortId, to })
  await moveCourse(site, instructor, { cohortId, to, seen: fingerprint, reason: '新版讲得更清楚' })
  // Her phone had no network meanwhile: what she pressed belongs to the version that it showed.
  expect(await recordProgress(site, student, [stuck(before)])).toEqual([])
  const { sections } = (await look(site, cohortId, instructor, 'lesson-1')).detail!
  expect(sections.map(({ stuck: now, stuckBefore }) => [now, stuckBefore]).slice(0, 2)).toEqual([
    [0, null],
    [0, 1],
  ])
  // What she asked stands under the heading that it was asked about.
  expect((await readLesson(site, student, 'pack-boxes', 'lesson-1')).inquiries.own).toEqual([{ section: 's2', waiting: 1, answered: 0 }])
  const newcomer = await aStudent(site, (await aCohort(site, { courseSlug: 'pack-boxes', number: 2 })).id)
  expect(await recordProgress(site, newcomer, [stuck(before)])).toEqual([stuck(before)])
  expect(await recordProgress(site, newcomer, [stuck(to)])).toEqual([])
})
