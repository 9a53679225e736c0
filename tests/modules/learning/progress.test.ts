// What is kept of learning, whatever way it comes in.
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recordProgress, readProgress, readCourse, readLesson, findResumePath } from '#app/modules/learning/learning.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { findNextSection } from '#app/modules/learning/next-section.ts'
import { type ProgressEvent, parseSentProgress } from '#app/modules/learning/progress.events.ts'
import { lessonMarks, sectionProgress, versionMarks } from '#db/schema/learning.ts'
import { aSite } from '#tests/support/site.ts'
import { aClass, administrator, aStudent, course, official } from './makers.ts'

const lesson = 'choose-goods'
const read = (section: string, at = '2019-03-04T00:30:00.000Z', of = lesson): ProgressEvent => ({
  kind: 'section',
  course,
  lesson: of,
  section,
  at,
})
const mark = (key: string, value: string, at = '2019-03-04T00:30:00.000Z'): Extract<ProgressEvent, { kind: 'mark' }> => ({
  kind: 'mark',
  course,
  lesson,
  key,
  value,
  at,
})

const moment = fc
  .integer({ min: 0, max: 200 })
  .map((minutes) => new Date(Date.parse('2019-03-03T20:00:00Z') + minutes * 180_000).toISOString())
const event = fc.oneof(
  fc.record({ section: fc.constantFrom('s1', 's2', 's3'), at: moment }).map(({ section, at }) => read(section, at)),
  fc
    .record({ key: fc.constantFrom('check:a', 'check:first-goods', 'item:b/c'), value: fc.constantFrom('0', '1', '2'), at: moment })
    .map(({ key, value, at }) => mark(key, value, at)),
  fc
    .record({ section: fc.constantFrom('s1', 's2'), value: fc.constantFrom('0', '1'), at: moment })
    .map(({ section, value, at }) => mark(`stuck:${section}`, value, at)),
)

test('events that come late, twice, in pieces or out of order end alike, also from a phone whose clock is ahead', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const kept = async (batches: ProgressEvent[][]) => {
    const student = await aStudent(site, cohortId)
    for (const batch of batches) {
      await recordProgress(site, student, batch)
      site.clock.forward(1000)
    }
    const sections = await site.read.select().from(sectionProgress).where(eq(sectionProgress.personId, student.personId))
    const marks = await site.read.select().from(lessonMarks).where(eq(lessonMarks.personId, student.personId))
    return {
      sections: sections.map(({ section }) => section).sort(),
      // A time still to come is only known to be not later than the moment it arrived.
      firsts: sections
        .filter(({ firstAt, receivedAt }) => firstAt < receivedAt && firstAt < new Date('2019-03-04T01:00:00Z'))
        .map(({ section, firstAt }) => `${section} ${firstAt.toISOString()}`)
        .sort(),
      marks: marks.map(({ key, value }) => `${key}=${value}`).sort(),
      counted: (await site.read.select().from(versionMarks).where(eq(versionMarks.personId, student.personId)))
        .map(({ key, value, firstValue }) => `${key}: first ${firstValue}, now ${value}`)
        .sort(),
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(event, { maxLength: 12 })
        .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }))),
      async ([events, shuffled]) => {
        site.clock.set('2019-03-04T09:00:00+08:00')
        const inOrder = await kept([events])
        site.clock.set('2019-03-04T09:00:00+08:00')
        expect(await kept(shuffled.map((one) => [one]))).toEqual(inOrder)
      },
    ),
    { numRuns: 40 },
  )
})

test('of one section told twice, the earlier time stands; a time still to come counts as now', async () => {
  const site = await aSite()
  const student = await aStudent(site)
  await recordProgress(site, student, [read('s1', '2019-03-04T00:40:00.000Z'), read('s2', '2031-01-01T00:00:00.000Z')])
  await recordProgress(site, student, [read('s1', '2019-03-04T00:20:00.000Z')])
  const rows = await site.read.select().from(sectionProgress).orderBy(sectionProgress.section)
  expect(rows.map(({ section, firstAt }) => [section, firstAt.toISOString()])).toEqual([
    ['s1', '2019-03-04T00:20:00.000Z'],
    ['s2', site.now().toISOString()],
  ])
})

test('a tick that was taken back stays taken back, though the tick arrives again afterwards', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  const tick = mark('item:before/box', '1', '2031-01-01T00:00:00.000Z') // a phone whose clock is wrong
  const untick = mark('item:before/box', '0', '2031-01-01T00:00:05.000Z')
  await recordProgress(site, student, [tick, untick])
  site.clock.forward(60_000)
  await recordProgress(site, student, [tick])
  expect((await readLesson(site, student, course, lesson)).marks).toEqual({ 'item:before/box': '0' })
})

test('she goes on at the first section that she has not read, and a lesson is done when all of its sections are', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  const { courseVersionId } = await readCohort(site, administrator, cohortId)
  const [first, second] = (await readCourse(site, student, course)).lessons
  expect(await findResumePath(site, student)).toBe(`/courses/${course}/${first!.slug}`)
  const { sections } = await readLesson(site, student, course, first!.slug)
  await recordProgress(site, student, [read('s1', undefined, first!.slug)])
  expect(await findResumePath(site, student)).toBe(`/courses/${course}/${first!.slug}#s2`)
  await recordProgress(
    site,
    student,
    sections.map(({ id }) => read(id, undefined, first!.slug)),
  )
  expect(await findResumePath(site, student)).toBe(`/courses/${course}/${second!.slug}`)
  expect((await readCourse(site, student, course)).lessons[0]).toMatchObject({ done: true, sectionsDone: sections.length })
  expect((await readProgress(site, courseVersionId, [student.personId])).get(student.personId)).toMatchObject({ lessonsDone: 1 })
})

test('the desk reckons progress by the version that the class studies, as her own page does, whatever became of the folder', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  const { courseVersionId } = await readCohort(site, administrator, cohortId)
  const [first] = (await readCourse(site, student, course)).lessons
  const { sections } = await readLesson(site, student, course, first!.slug)
  await recordProgress(
    site,
    student,
    sections.map(({ id }) => read(id, undefined, first!.slug)),
  )
  const later = { ...site, contentFolder: 'tests/cases' } // today's folder has other courses
  const own = await readCourse(later, student, course)
  expect((await readProgress(later, courseVersionId, [student.personId])).get(student.personId)).toMatchObject({
    lessonsDone: own.lessons.filter(({ done }) => done).length,
    lessons: own.lessons.length,
  })
})

test('when a class leaves the order, she goes on after the lesson where she was last, and comes back to what was left out', () => {
  const line = (slug: string, read: string[]) => ({ slug, title: slug, sections: 2, read })
  const lessons = [line('one', ['s1']), line('two', []), line('three', ['s1', 's2']), line('four', [])]
  expect(findNextSection(lessons, 'three')).toEqual({ lesson: 'four', title: 'four', section: 's1' })
  expect(findNextSection([...lessons.slice(0, 3), line('four', ['s1', 's2'])], 'four')).toMatchObject({ lesson: 'one', section: 's2' })
  expect(findNextSection(lessons, null)).toMatchObject({ lesson: 'one', section: 's2' })
  expect(findNextSection(lessons, 'a lesson that is gone')).toMatchObject({ lesson: 'one' })
  expect(findNextSection([line('one', ['s1', 's2'])], 'one')).toBeNull()
})

test('sections that a lesson does not have count for nothing', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  const { courseVersionId } = await readCohort(site, administrator, cohortId)
  await recordProgress(site, student, [read('s1'), ...Array.from({ length: 30 }, (_, at) => read(`s${at + 100}`))])
  expect((await readProgress(site, courseVersionId, [student.personId])).get(student.personId)).toMatchObject({ lessonsDone: 0 })
  expect((await readCourse(site, student, course)).lessons.every(({ done }) => !done)).toBe(true)
})

test('two trainees never see each other’s progress', async () => {
  const site = await aSite()
  const cohortId = await aClass(site)
  const [one, other] = [await aStudent(site, cohortId), await aStudent(site, cohortId)]
  await recordProgress(site, one, [read('s1'), mark('check:a', '1')])
  const seen = await readLesson(site, other, course, lesson)
  expect([seen.sections.some(({ done }) => done), seen.marks]).toEqual([false, {}])
})

test('only trainees have progress: who works at a desk is told so', async () => {
  const site = await aSite()
  await expect(recordProgress(site, official, [read('s1')])).rejects.toMatchObject({ status: 403, message: '只有学员的学习会记下来。' })
})

test('a course that her class does not study is not there for her', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  await expect(readCourse(site, student, 'usable-policy')).rejects.toMatchObject({ status: 404 })
  await expect(readLesson(site, student, course, 'no-such-lesson')).rejects.toMatchObject({ status: 404 })
  await expect(readCourse(site, await aStudent(site), course)).rejects.toMatchObject({ status: 404 })
})

test('of a batch the sound events are taken, and the others are named by their place', () => {
  const sound = read('s1')
  const taken = parseSentProgress({ account: 'a', events: [sound, { ...sound, section: '<b>' }, { ...sound, seconds: 40 }, null] })
  expect(taken).toEqual({ account: 'a', events: [sound], places: [0], refused: [1, 2, 3] })
  expect(parseSentProgress({ events: [sound] })).toBeNull()
  expect(parseSentProgress({ account: 'a', events: Array.from({ length: 501 }, () => sound) })).toBeNull()
  expect(parseSentProgress('nonsense')).toBeNull()
})

test('progress in lessons that are not there is not kept, and the events are given back', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  const sound = read('s1')
  const madeUp = Array.from({ length: 499 }, (_, at): ProgressEvent => ({ ...read('s1'), course: `made-up-${at}` }))
  const others: ProgressEvent[] = [
    read('s1', undefined, 'no-such-lesson'),
    read('s999'),
    { ...mark('check:a', '1'), lesson: 'no-such-lesson' },
  ]
  expect(await recordProgress(site, student, [...madeUp, sound, ...others])).toEqual([...madeUp, ...others])
  expect(await site.read.$count(sectionProgress)).toBe(1)
  expect(await site.read.$count(lessonMarks)).toBe(0)
})

test('a lesson has room for so many ticks, and those that are there can still change', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  await recordProgress(
    site,
    student,
    Array.from({ length: 300 }, (_, at) => mark(`item:list/${at}`, '1')),
  )
  expect(await site.read.$count(lessonMarks)).toBe(200)
  expect(
    await recordProgress(site, student, [mark('item:list/7', '0', '2019-03-04T00:50:00.000Z'), mark('item:list/new', '1')]),
  ).toHaveLength(1)
  expect((await readLesson(site, student, course, lesson)).marks['item:list/7']).toBe('0')
})

test('a section that was not understood is told by one press and taken back by another; the page shows what stands', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  await recordProgress(site, student, [mark('stuck:s2', '1', '2019-03-04T00:30:00.000Z'), mark('stuck:s1', '1')])
  expect((await readLesson(site, student, course, lesson)).marks).toEqual({ 'stuck:s1': '1', 'stuck:s2': '1' })
  const undo = mark('stuck:s2', '0', '2019-03-04T00:30:05.000Z')
  await recordProgress(site, student, [undo, mark('stuck:s2', '1', '2019-03-04T00:30:00.000Z'), undo])
  expect((await readLesson(site, student, course, lesson)).marks).toEqual({ 'stuck:s1': '1', 'stuck:s2': '0' })
})

test('of a section that is not there, in a version that is not there or with a value that says nothing, nothing is kept', async () => {
  const site = await aSite()
  const student = await aStudent(site, await aClass(site))
  const wrong: ProgressEvent[] = [
    mark('stuck:s99', '1'),
    mark('stuck:s1', '2'),
    { ...mark('stuck:s1', '1'), version: 'no-such-version' },
    mark('stuck:', '1'),
  ]
  expect(await recordProgress(site, student, wrong)).toEqual(wrong)
  expect(await site.read.$count(versionMarks)).toBe(0)
})
