// Handing in and what is said to it: nothing is lost, nothing counts twice, and only those who teach the class see it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { handlePhoneForm } from '#app/http/phone-forms/phone-forms.server.ts'
import { openAttachment } from '#app/modules/attachments/attachments.server.ts'
import { readLesson, readTask } from '#app/modules/learning/learning.server.ts'
import {
  countWaitingTasks,
  giveVerdict,
  listTaskErrands,
  listTaskNews,
  listWaitingTasks,
  readOwnWork,
  readWorkAtDesk,
  takeVerdictBack,
} from '#app/modules/tasks/tasks.server.ts'
import { changeCourseVersion } from '#app/modules/cohorts/cohorts.server.ts'
import { taskSubmissions } from '#db/schema/tasks.ts'
import { anMp3, aPhotograph } from '#tests/media/makers.ts'
import { aClass, administrator, aStudent, official } from '#tests/modules/learning/makers.ts'
import { aViewer, anOfficer } from '#tests/support/makers.ts'
import { aCourseToSearch, offer } from '#tests/modules/lesson-search/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aClassWithATask, hand, ofTrainee, onDesk, place } from './makers.ts'

const minutes = 60_000

test('what was handed in waits, the oldest first; handed in again it keeps what came before, and its place', async () => {
  const { site, cohortId, student, instructor } = await aClassWithATask()
  const neighbour = await aStudent(site, cohortId)
  await hand(site, student, { text: '垫了报纸', picture: await aPhotograph(900), voice: anMp3() })
  site.clock.forward(minutes)
  await hand(site, neighbour, { text: '垫了稻草' })
  site.clock.forward(minutes)
  await hand(site, student, { text: '封口也拍了' })
  const { count, works } = await listWaitingTasks(site, instructor)
  expect(count).toBe(2)
  expect(works.map(({ submissions }) => submissions)).toEqual([2, 1])
  const { handedIn, title, points, state } = await onDesk(site, instructor)
  expect({ title, state, points: points.length }).toEqual({ title: '打一个包，拍下来', state: '等讲师看', points: 3 })
  expect(handedIn.map(({ ordinal, text }) => [ordinal, text])).toEqual([
    [2, '封口也拍了'],
    [1, '垫了报纸'],
  ])
  expect(handedIn[1]).toMatchObject({ picture: expect.any(String) as string, voice: { seconds: 1 } })
})

test('再改改 needs words or a voice; the trainee reads it where she handed in and on her first page, until she hands in again', async () => {
  const { site, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '垫了一层' })
  const { id: workId, version } = await onDesk(site, instructor)
  const again = { workId, version, verdict: 'again', words: '' } as const
  await expect(giveVerdict(site, instructor, again)).rejects.toMatchObject({ status: 422, fields: { words: [expect.any(String)] } })
  await giveVerdict(site, instructor, { ...again, words: '上面也垫一层。', voice: anMp3() })
  expect(await ofTrainee(site, student)).toMatchObject({
    state: '再改改',
    handedIn: [{ verdicts: [{ verdict: 'again', words: '上面也垫一层。', voice: { seconds: 1 } }] }],
  })
  expect((await readLesson(site, student, place.course, place.lesson)).tasks).toMatchObject([{ id: place.task, state: '再改改' }])
  expect(await listTaskNews(site, student)).toMatchObject([
    { ...place, title: '打一个包，拍下来', verdict: 'again', words: '上面也垫一层。' },
  ])
  expect((await listWaitingTasks(site, instructor)).count).toBe(0)
  await hand(site, student, { text: '垫了两层' })
  expect(await listTaskNews(site, student)).toEqual([])
  expect((await listWaitingTasks(site, instructor)).count).toBe(1)
})

test('做到了 stands on the first page for a week', async () => {
  const { site, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '垫好了' })
  const { id: workId, version } = await onDesk(site, instructor)
  await giveVerdict(site, instructor, { workId, version, verdict: 'accepted', words: '' })
  expect(await listTaskNews(site, student)).toMatchObject([{ verdict: 'accepted' }])
  site.clock.forward(8 * 24 * 60 * minutes)
  expect(await listTaskNews(site, student)).toEqual([])
  expect(await ofTrainee(site, student)).toMatchObject({ state: '做到了', isDone: true })
})

test('what was said can be taken back: she does not see it any more, and it waits as long as before', async () => {
  const { site, cohortId, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '垫好了' })
  site.clock.forward(minutes)
  await hand(site, await aStudent(site, cohortId), { text: '我的' })
  const { id: workId, version } = await onDesk(site, instructor)
  await giveVerdict(site, instructor, { workId, version, verdict: 'accepted', words: '按错了' })
  site.clock.forward(minutes)
  await takeVerdictBack(site, instructor, { workId, version: version + 1 })
  expect(await ofTrainee(site, student)).toMatchObject({ state: '等讲师看', handedIn: [{ verdicts: [] }] })
  expect((await listWaitingTasks(site, instructor)).works[0]?.id).toBe(workId)
  await expect(takeVerdictBack(site, instructor, { workId, version: version + 2 })).rejects.toMatchObject({ status: 409 })
})

test('who judges looks again if more was handed in meanwhile', async () => {
  const { site, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '一' })
  const { id: workId, version } = await onDesk(site, instructor)
  await hand(site, student, { text: '二' })
  await expect(giveVerdict(site, instructor, { workId, version, verdict: 'accepted', words: '' })).rejects.toMatchObject({ status: 409 })
})

test('what a second phone sends late is kept, and takes nothing from what is done', async () => {
  const { site, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '垫好了' })
  const { id: workId, version } = await onDesk(site, instructor)
  await giveVerdict(site, instructor, { workId, version, verdict: 'accepted', words: '' })
  await hand(site, student, { text: '早先在另一个手机上写的' })
  const { state, handedIn } = await ofTrainee(site, student)
  expect({ state, kept: handedIn.length }).toEqual({ state: '做到了', kept: 2 })
  expect((await listWaitingTasks(site, instructor)).count).toBe(0)
})

test('the same again while it waits is nothing new; after 再改改 it is', async () => {
  const { site, student, instructor } = await aClassWithATask()
  const same = { text: '垫好了', link: 'https://shop.example.com/1', picture: await aPhotograph(500), voice: anMp3() }
  await hand(site, student, same)
  await hand(site, student, same)
  expect(await site.read.$count(taskSubmissions)).toBe(1)
  await hand(site, student, { ...same, picture: await aPhotograph(400) })
  expect(await site.read.$count(taskSubmissions)).toBe(2)
  const { id: workId, version } = await onDesk(site, instructor)
  await giveVerdict(site, instructor, { workId, version, verdict: 'again', words: '再拍一张' })
  await hand(site, student, { ...same, picture: await aPhotograph(400) })
  expect(await site.read.$count(taskSubmissions)).toBe(3)
})

test('whatever two phones send, in whatever order and however often: each once, in the order of arrival', async () => {
  const { site } = await aClassWithATask()
  let number = 1
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('phone-aaaaaaaa', 'phone-bbbbbbbb'), fc.integer({ min: 1, max: 4 })), { maxLength: 12 }),
      async (sent) => {
        const student = await aStudent(site, await aClass(site, ++number))
        for (const [device, sequence] of sent) {
          const form = new FormData()
          const about = `${place.course}/${place.lesson}/${place.task}`
          const fields = { what: 'task', about, device, sequence: String(sequence), text: `${device} ${sequence}`, link: '' }
          for (const [name, value] of Object.entries(fields)) form.set(name, value)
          await handlePhoneForm(site, student, form)
        }
        const once = sent.map(([device, sequence]) => `${device} ${sequence}`).filter((one, i, all) => all.indexOf(one) === i)
        expect((await ofTrainee(site, student)).handedIn.map(({ text }) => text).reverse()).toEqual(once)
      },
    ),
    { numRuns: 10 },
  )
})

test('nothing at all, an address that is none, and a task that is not there are refused', async () => {
  const { site, student } = await aClassWithATask()
  await expect(hand(site, student)).rejects.toMatchObject({ status: 422 })
  await expect(hand(site, student, { link: 'http://shop.example.com' })).rejects.toMatchObject({ fields: { link: [expect.any(String)] } })
  await expect(hand(site, student, { text: '好', task: 'no-such-task' })).rejects.toMatchObject({ status: 404 })
  await expect(hand(site, student, { text: '好', course: 'no-such-course' })).rejects.toMatchObject({ status: 404 })
  await expect(hand(site, student, { text: '好', version: 'no-such-version' })).resolves.toBeUndefined()
  const elsewhere = await aStudent(site)
  await expect(hand(site, elsewhere, { text: '好' })).rejects.toMatchObject({ status: 404 })
  await expect(hand(site, administrator, { text: '好' })).rejects.toMatchObject({ status: 403 })
})

test('only those who teach the class and administrators see it; officers and other instructors do not', async () => {
  const { site, cohortId, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '好', picture: await aPhotograph(400) })
  const { id: workId, version, handedIn } = await onDesk(site, instructor)
  const picture = handedIn[0]?.picture ?? ''
  const otherInstructor = aViewer('instructor', { kind: 'cohort', id: await aClass(site, 2) })
  const neighbour = await aStudent(site, cohortId)
  for (const viewer of [otherInstructor, anOfficer, official, neighbour]) {
    await expect(readWorkAtDesk(site, viewer, workId)).rejects.toMatchObject({ status: 404 })
    await expect(giveVerdict(site, viewer, { workId, version, verdict: 'accepted', words: '' })).rejects.toMatchObject({ status: 404 })
    await expect(openAttachment(site, viewer, picture)).rejects.toMatchObject({ status: 404 })
  }
  expect((await listWaitingTasks(site, otherInstructor)).count).toBe(0)
  await expect(listWaitingTasks(site, anOfficer)).rejects.toMatchObject({ status: 403 })
  expect((await ofTrainee(site, neighbour)).handedIn).toEqual([])
  expect((await readTask(site, neighbour, place.course, place.lesson, place.task)).own.handedIn).toEqual([])
})

test('an instructor’s home has a line for what waits, and the class’s page counts it for those who judge it', async () => {
  const { site, cohortId, student, instructor } = await aClassWithATask()
  expect(await listTaskErrands(site, instructor)).toEqual([])
  await hand(site, student, { text: '好' })
  expect(await listTaskErrands(site, instructor)).toMatchObject([{ count: 1, unit: '份', href: '/desk/tasks' }])
  expect(await countWaitingTasks(site, instructor, cohortId)).toBe(1)
  expect(await countWaitingTasks(site, anOfficer, cohortId)).toBeNull()
  expect(await listTaskErrands(site, anOfficer)).toEqual([])
})

test('a voice that was taken back nobody of the class hears any more, not even at its address', async () => {
  const { site, student, instructor } = await aClassWithATask()
  await hand(site, student, { text: '垫好了' })
  const { id: workId, version } = await onDesk(site, instructor)
  await giveVerdict(site, instructor, { workId, version, verdict: 'again', words: '', voice: anMp3() })
  const voice = (await readWorkAtDesk(site, instructor, workId)).handedIn[0]!.verdicts[0]!.voice!.id
  expect((await openAttachment(site, student, voice)).mediaType).toBe('audio/mpeg')
  await takeVerdictBack(site, instructor, { workId, version: version + 1 })
  await expect(openAttachment(site, student, voice)).rejects.toMatchObject({ status: 404 })
})

/** A version of the course whose lesson asks for these tasks, offered to new classes from now on. */
const aVersion = (site: TestSite, revision: string, tasks: readonly string[]) => {
  const text = tasks
    .map((id) => `<Task id="${id}" title="任务 ${id}" points="底下垫了纸；摇一摇不晃" text>\n\n做一次。\n\n</Task>`)
    .join('\n\n')
  const lesson = { slug: place.lesson, title: '打包', summary: '会打包。', text: `## 做一做\n\n${text}` }
  return offer(site, aCourseToSearch(place.course, { revision, lessons: [lesson] }))
}

test('what was filled in before the class was moved is kept with that version; of another version nothing is taken', async () => {
  const site = await aSite()
  const first = await aVersion(site, '1', ['old'])
  const cohortId = await aClass(site)
  const student = await aStudent(site, cohortId)
  const foreign = await aVersion(site, '2', ['old', 'new', 'foreign'])
  const second = await aVersion(site, '3', ['new'])
  const versionsOf = async (task: string) =>
    (await readOwnWork(site, student, { ...place, task })).handedIn.map((one) => one.courseVersionId)
  const move = { id: cohortId, from: first, to: second, reason: '新版讲得更清楚' }
  await site.write('operator', 'given', (tx) => changeCourseVersion(tx, administrator, move))
  await hand(site, student, { task: 'old', version: first, text: '路上没有网' })
  expect(await versionsOf('old')).toEqual([first])
  await hand(site, student, { task: 'old', version: foreign, text: '又做了一次' })
  expect(await versionsOf('old')).toEqual([first, first])
  await hand(site, student, { task: 'new', version: foreign, text: '做好了' })
  await hand(site, student, { task: 'new', version: first, text: '再做一次' })
  expect(await versionsOf('new')).toEqual([second, second])
  await expect(hand(site, student, { task: 'foreign', version: foreign, text: '做好了' })).rejects.toMatchObject({ status: 404 })
})
