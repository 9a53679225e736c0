// What trainees ask about sections, what instructors answer, and what their classes are shown of it.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { openAttachment } from '#app/modules/attachments/attachments.server.ts'
import {
  answerInquiries,
  askInquiry,
  correctReply,
  countOwnInquiries,
  countWaitingInClass,
  hideReply,
  listInquiryErrands,
  listOwnInquiries,
  listReplies,
  listWaitingInquiries,
  maxWaiting,
  readAskPage,
  readReply,
  readWaitingGroup,
  showReply,
  takeReplyBack,
  withdrawInquiry,
} from '#app/modules/inquiries/inquiries.server.ts'
import { stepEnrolment } from '#app/modules/cohorts/cohorts.server.ts'
import { readLesson } from '#app/modules/learning/learning.server.ts'
import { present } from '#app/present.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { anMp3, aPhotograph } from '#tests/media/makers.ts'
import { aClass, administrator, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const lesson = 'choose-goods'
const ask = (site: TestSite, viewer: Viewer, text = '为什么退回来？', section = 's3', brought = {}) =>
  askInquiry(site, viewer, { course, lesson, section, text, brought })
const instructorOf = (...cohortIds: string[]): Viewer => ({
  ...aViewer('instructor', { kind: 'cohort', id: cohortIds[0]! }),
  grants: cohortIds.map((id) => ({ role: 'instructor', scope: { kind: 'cohort', id } })),
})
const answer = (site: TestSite, viewer: Viewer, inquiryIds: string[], question: string | null = null, text = '箱子里要塞满。') =>
  answerInquiries(site, viewer, { inquiryIds, text, shown: question === null ? null : { question, pictureOf: null, voiceOf: null } })
const shownTo = async (site: TestSite, viewer: Viewer) =>
  (await readLesson(site, viewer, course, lesson)).inquiries.shown.map(({ section, question, text }) => ({ section, question, text }))

async function aSiteWithAClass() {
  const site = await aSite()
  const cohortId = await aClass(site)
  return { site, cohortId, student: await aStudent(site, cohortId), instructor: instructorOf(cohortId) }
}

test('she sees her question and the answer where she asked, on a page of her own, and is told on her first page', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  expect((await readLesson(site, student, course, lesson)).inquiries.own).toEqual([{ section: 's3', waiting: 1, answered: 0 }])
  expect(await countOwnInquiries(site, student)).toEqual({ waiting: 1, answered: 0, isNew: false })
  await answer(site, instructor, [id])
  expect(await countOwnInquiries(site, student)).toEqual({ waiting: 0, answered: 1, isNew: true })
  expect((await readLesson(site, student, course, lesson)).inquiries.own).toEqual([{ section: 's3', waiting: 0, answered: 1 }])
  expect((await listOwnInquiries(site, student))[0]).toMatchObject({ id, text: '为什么退回来？', answer: { text: '箱子里要塞满。' } })
  expect((await readAskPage(site, student, course)).own).toHaveLength(1)
})

test('questions about one section lie beside each other over all classes of an instructor, and are answered once', async () => {
  const site = await aSite()
  const [one, other] = [await aClass(site, 1), await aClass(site, 2)]
  const [anna, berta] = [await aStudent(site, one), await aStudent(site, other)]
  const first = await ask(site, anna)
  site.clock.set('2019-03-04T10:00:00+08:00')
  const elsewhere = await ask(site, anna, '选哪样？', 's1')
  site.clock.set('2019-03-04T11:00:00+08:00')
  const third = await ask(site, berta, '怎么退？')
  const instructor = instructorOf(one, other)
  const { groups } = await listWaitingInquiries(site, instructor)
  expect(groups.map(({ inquiries }) => inquiries.map(({ id }) => id))).toEqual([[first, third], [elsewhere]])
  expect((await readWaitingGroup(site, instructor, third)).first).toBe(first)
  expect((await listInquiryErrands(site, instructor))[0]).toMatchObject({ count: 3 })
  expect(await answer(site, instructor, [first, third], '为什么会退货？')).toHaveLength(2)
  expect((await listWaitingInquiries(site, instructor)).groups).toHaveLength(1)
  for (const student of [anna, berta])
    expect(await shownTo(site, student)).toEqual([{ section: 's3', question: '为什么会退货？', text: '箱子里要塞满。' }])
  expect(await countWaitingInClass(site, one)).toBe(1)
})

test('the class reads the question in the instructor’s words, without the name, the voice and the photograph of whoever asked', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const other = await aStudent(site, cohortId)
  const id = await ask(site, student, '', 's3', { voice: anMp3(), picture: await aPhotograph(600) })
  const own = present((await listOwnInquiries(site, student))[0], 'question')
  await answer(site, instructor, [id], '箱子为什么被退回？')
  const seen = JSON.stringify([await readLesson(site, other, course, lesson), await readAskPage(site, other, course)])
  expect(seen).toContain('箱子为什么被退回？')
  for (const secret of [student.personId, student.accountId, id, own.pictureId, own.voice?.id]) expect(seen).not.toContain(secret)
  for (const file of [own.pictureId, own.voice?.id])
    await expect(openAttachment(site, other, file ?? '')).rejects.toMatchObject({ status: 404 })
})

test('her photograph and voice are shown only if the instructor chooses each', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const other = await aStudent(site, cohortId)
  const id = await ask(site, student, '', 's3', { voice: anMp3(), picture: await aPhotograph(600) })
  const own = present((await listOwnInquiries(site, student))[0], 'question')
  await answerInquiries(site, instructor, {
    inquiryIds: [id],
    text: '塞满。',
    shown: { question: '为什么退回？', pictureOf: id, voiceOf: null },
  })
  const { inquiries } = await readLesson(site, other, course, lesson)
  expect(inquiries.shown[0]).toMatchObject({ questionPictureId: own.pictureId, questionVoiceId: null })
  expect((await openAttachment(site, other, own.pictureId ?? '')).mediaType).toBe('image/jpeg')
  await expect(openAttachment(site, other, own.voice?.id ?? '')).rejects.toMatchObject({ status: 404 })
})

test('an answer by voice is heard by who asked, and by the class it is shown to', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  await answerInquiries(site, instructor, {
    inquiryIds: [id],
    text: '',
    voice: anMp3(),
    shown: { question: '为什么退回？', pictureOf: null, voiceOf: null },
  })
  const voice = present((await listOwnInquiries(site, student))[0]?.answer?.voice, 'voice')
  expect(voice.seconds).toBeGreaterThan(0)
  const other = await aStudent(site, cohortId)
  for (const reader of [student, other]) expect((await openAttachment(site, reader, voice.id)).mediaType).toBe('audio/mpeg')
  const outside = await aStudent(site, await aClass(site, 2))
  await expect(openAttachment(site, outside, voice.id)).rejects.toMatchObject({ status: 404 })
})

test('whoever has left the class is shown nothing of it any more, and keeps what she asked herself', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  await answer(site, instructor, [await ask(site, student)], '为什么退货？')
  const version = (await readLesson(site, student, course, lesson)).inquiries.key
  const [enrolment] = await site.read.select().from(enrolments).where(eq(enrolments.cohortId, cohortId))
  const enrolmentId = present(enrolment, 'enrolment').id
  await stepEnrolment(site, administrator, { enrolmentId, event: { type: 'LEAVE', reason: '外出务工' } })
  expect(await shownTo(site, student)).toEqual([])
  expect((await readLesson(site, student, course, lesson)).inquiries.key).not.toBe(version)
  expect((await readAskPage(site, student, course)).shown).toEqual([])
  expect((await listOwnInquiries(site, student))[0]?.answer?.text).toBe('箱子里要塞满。')
  await stepEnrolment(site, administrator, { enrolmentId, event: { type: 'RETURN', reason: '回来了' } })
  expect(await shownTo(site, student)).toHaveLength(1)
})

test('what is shown is hidden and shown again, corrected and taken back, and only then does the question wait again', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const other = await aStudent(site, cohortId)
  const [replyId = ''] = await answer(site, instructor, [await ask(site, student)], '为什么退货？')
  const version = async () => (await readReply(site, instructor, replyId)).version
  expect(await shownTo(site, other)).toHaveLength(1)
  const before = (await readLesson(site, other, course, lesson)).inquiries.key
  await hideReply(site, instructor, { replyId, version: await version(), reason: '说得不清楚' })
  expect(await shownTo(site, other)).toEqual([])
  expect((await readLesson(site, other, course, lesson)).inquiries.key).not.toBe(before)
  expect((await listOwnInquiries(site, student))[0]?.answer?.text).toBe('箱子里要塞满。')
  await correctReply(site, instructor, { replyId, version: await version(), text: '四边都要塞满。' })
  await showReply(site, instructor, { replyId, version: await version(), question: '箱子怎么装？', pictureOf: null, voiceOf: null })
  expect(await shownTo(site, other)).toEqual([{ section: 's3', question: '箱子怎么装？', text: '四边都要塞满。' }])
  expect((await listOwnInquiries(site, student))[0]?.answer?.text).toBe('四边都要塞满。')
  await takeReplyBack(site, instructor, { replyId, version: await version(), reason: '答错了' })
  expect(await shownTo(site, other)).toEqual([])
  expect((await listOwnInquiries(site, student))[0]).toMatchObject({ state: 'asked', answer: null })
  expect(await listReplies(site, instructor)).toEqual([])
  expect(await countWaitingInClass(site, cohortId)).toBe(1)
})

test('numbers of people are refused in what the class reads, and only there', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  const withPhone = '打 13800138000 问我。'
  await expect(answer(site, instructor, [id], '怎么联系老师？', withPhone)).rejects.toMatchObject({
    status: 422,
    fields: { text: [expect.any(String)] },
  })
  await expect(answer(site, instructor, [id], withPhone)).rejects.toMatchObject({ status: 422, fields: { question: [expect.any(String)] } })
  const [replyId = ''] = await answer(site, instructor, [id], null, withPhone)
  const { version } = await readReply(site, instructor, replyId)
  const shown = { question: '怎么联系老师？', pictureOf: null, voiceOf: null }
  await expect(showReply(site, instructor, { replyId, version, ...shown })).rejects.toMatchObject({ status: 422 })
  expect(await shownTo(site, student)).toEqual([])
})

test('a question that was taken back is no longer read by the instructor, and cannot be answered', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  await withdrawInquiry(site, student, { inquiryId: id })
  expect(await listWaitingInquiries(site, instructor)).toEqual({ count: 0, groups: [] })
  await expect(answer(site, instructor, [id])).rejects.toMatchObject({ status: 409 })
  await expect(withdrawInquiry(site, student, { inquiryId: id })).rejects.toMatchObject({ status: 409 })
  expect(await listOwnInquiries(site, student)).toEqual([])
})

test('a question that was taken back takes its photograph and voice along: its instructor opens neither, nor does the class that was shown them', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const other = await aStudent(site, cohortId)
  const opens = (viewer: Viewer, file: string) =>
    openAttachment(site, viewer, file).then(
      () => true,
      () => false,
    )
  const asked = []
  for (const text of ['', '为什么破了？'])
    asked.push(await ask(site, student, text, 's3', { voice: anMp3(), picture: await aPhotograph(600) }))
  const [waiting = '', shown = ''] = asked
  const filesOf = async (id: string) => {
    const own = present(
      (await listOwnInquiries(site, student)).find((one) => one.id === id),
      'question',
    )
    return [own.pictureId ?? '', own.voice?.id ?? '']
  }
  const [waitingFiles, shownFiles] = [await filesOf(waiting), await filesOf(shown)]
  const [replyId = ''] = await answerInquiries(site, instructor, {
    inquiryIds: [shown],
    text: '四边塞满。',
    voice: anMp3({ frames: 60 }),
    shown: { question: '为什么破？', pictureOf: shown, voiceOf: shown },
  })
  const answered = present((await listOwnInquiries(site, student)).find(({ id }) => id === shown)?.answer?.voice, 'voice').id
  for (const id of asked) await withdrawInquiry(site, student, { inquiryId: id })
  for (const file of [...waitingFiles, ...shownFiles]) {
    expect(await opens(instructor, file)).toBe(false)
    expect(await opens(other, file)).toBe(false)
    expect(await opens(student, file)).toBe(true)
  }
  expect((await readLesson(site, other, course, lesson)).inquiries.shown).toMatchObject([
    { question: '为什么破？', text: '四边塞满。', questionPictureId: null, questionVoiceId: null },
  ])
  expect(await opens(other, answered)).toBe(true)
  const { inquiries, version } = await readReply(site, instructor, replyId)
  expect(inquiries).toEqual([])
  await hideReply(site, instructor, { replyId, version, reason: '没有人问了' })
  expect(await opens(student, answered)).toBe(false)
})

test('what is asked of two answers at the same time is answered once: the slower one is told', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  const both = await Promise.allSettled([answer(site, instructor, [id]), answer(site, instructor, [id])])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await listReplies(site, instructor)).toHaveLength(1)
})

test('only who teaches the class reads and answers; only she takes her question back; officers and others are refused', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const id = await ask(site, student)
  const foreign = instructorOf(await aClass(site, 2))
  expect(await listWaitingInquiries(site, foreign)).toEqual({ count: 0, groups: [] })
  await expect(readWaitingGroup(site, foreign, id)).rejects.toMatchObject({ status: 404 })
  await expect(answer(site, foreign, [id])).rejects.toMatchObject({ status: 404 })
  const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826100' })
  await expect(listWaitingInquiries(site, officer)).rejects.toMatchObject({ status: 403 })
  await expect(withdrawInquiry(site, await aStudent(site, cohortId), { inquiryId: id })).rejects.toMatchObject({ status: 404 })
  await expect(ask(site, instructor)).rejects.toMatchObject({ status: 403 })
  const [replyId = ''] = await answer(site, instructor, [id])
  await expect(readReply(site, foreign, replyId)).rejects.toMatchObject({ status: 404 })
  await expect(hideReply(site, foreign, { replyId, version: 0, reason: '不该看' })).rejects.toMatchObject({ status: 404 })
})

test('a question names a section of the version that she studies, says something, and only so many wait', async () => {
  const { site, student } = await aSiteWithAClass()
  await expect(ask(site, student, '有吗？', 's99')).rejects.toMatchObject({ status: 404 })
  await expect(ask(site, student, '')).rejects.toMatchObject({ status: 422, fields: { text: [expect.any(String)] } })
  await expect(ask(site, await aStudent(site))).rejects.toMatchObject({ status: 404 })
  for (let i = 0; i < maxWaiting; i += 1) await ask(site, student, `第 ${i} 个问题？`)
  await expect(ask(site, student)).rejects.toMatchObject({ status: 429 })
})

test('another class of the same course is not shown it', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const outside = await aStudent(site, await aClass(site, 2))
  await answer(site, instructor, [await ask(site, student)], '为什么退货？')
  expect(await shownTo(site, outside)).toEqual([])
  expect((await readAskPage(site, outside, course)).shown).toEqual([])
})

test('what is hidden is closed: nobody of the class opens its photograph and voices any more, whoever asked still hears the answer', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  const other = await aStudent(site, cohortId)
  const id = await ask(site, student, '', 's3', { voice: anMp3(), picture: await aPhotograph(600) })
  const own = present((await listOwnInquiries(site, student))[0], 'question')
  const shown = { question: '为什么退回？', pictureOf: id, voiceOf: id }
  const [replyId = ''] = await answerInquiries(site, instructor, { inquiryIds: [id], text: '', voice: anMp3(), shown })
  const version = async () => (await readReply(site, instructor, replyId)).version
  const voice = present((await listOwnInquiries(site, student))[0]?.answer?.voice, 'voice').id
  const files = [own.pictureId ?? '', own.voice?.id ?? '', voice]
  const opened = (viewer: Viewer) =>
    Promise.all(
      files.map((file) =>
        openAttachment(site, viewer, file).then(
          () => true,
          () => false,
        ),
      ),
    )
  expect(await opened(other)).toEqual([true, true, true])
  await hideReply(site, instructor, { replyId, version: await version(), reason: '认得出是谁' })
  expect(await opened(other)).toEqual([false, false, false])
  expect(await opened(student)).toEqual([true, true, true])
  await showReply(site, instructor, { replyId, version: await version(), question: '为什么退回？', pictureOf: null, voiceOf: id })
  expect(await opened(other)).toEqual([false, true, true])
  await correctReply(site, instructor, { replyId, version: await version(), text: '四边塞满。', voice: anMp3({ frames: 60 }) })
  expect(await opened(other)).toEqual([false, true, false])
  await takeReplyBack(site, instructor, { replyId, version: await version(), reason: '答错了' })
  expect(await opened(other)).toEqual([false, false, false])
  expect(await opened(student)).toEqual([true, true, false])
})

test('an answer by voice to one of the class is heard by her alone', async () => {
  const { site, cohortId, student, instructor } = await aSiteWithAClass()
  await answerInquiries(site, instructor, { inquiryIds: [await ask(site, student)], text: '', voice: anMp3(), shown: null })
  const voice = present((await listOwnInquiries(site, student))[0]?.answer?.voice, 'voice').id
  expect((await openAttachment(site, student, voice)).mediaType).toBe('audio/mpeg')
  await expect(openAttachment(site, await aStudent(site, cohortId), voice)).rejects.toMatchObject({ status: 404 })
})

test('what was answered at once is corrected at once, in all classes; one that was taken back stays so', async () => {
  const site = await aSite()
  const classes = [await aClass(site, 1), await aClass(site, 2), await aClass(site, 3)]
  const students = [await aStudent(site, classes[0]), await aStudent(site, classes[1]), await aStudent(site, classes[2])]
  const instructor = instructorOf(...classes)
  const asked = []
  for (const student of students) asked.push(await ask(site, student))
  const [first = '', second = '', third = ''] = await answer(site, instructor, asked, '为什么退货？')
  await takeReplyBack(site, instructor, { replyId: third, version: 1, reason: '另外答' })
  const { version, together } = await readReply(site, instructor, first)
  expect(together.map(({ number }) => number)).toEqual([1, 2])
  const seenBefore = (await readReply(site, instructor, second)).version
  await correctReply(site, instructor, { replyId: first, version, text: '四边塞满。', voice: anMp3() })
  const answers = await Promise.all(students.map(async (one) => (await listOwnInquiries(site, one))[0]?.answer))
  expect(answers).toMatchObject([{ text: '四边塞满。' }, { text: '四边塞满。' }, null])
  const voices = answers.map((one) => one?.voice?.id ?? '')
  expect((await openAttachment(site, students[1]!, voices[1]!)).mediaType).toBe('audio/mpeg')
  await expect(openAttachment(site, students[1]!, voices[0]!)).rejects.toMatchObject({ status: 404 })
  const late = correctReply(site, instructor, { replyId: second, version: seenBefore, text: '用纸。' })
  await expect(late).rejects.toMatchObject({ status: 409 })
  const onlySecond = instructorOf(classes[1]!)
  await correctReply(site, onlySecond, { replyId: second, version: seenBefore + 1, text: '用纸塞。' })
  expect((await listOwnInquiries(site, students[0]!))[0]?.answer?.text).toBe('四边塞满。')
})

test('who answers too late finds what he wrote, and what became of the question', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const [one, two] = [await ask(site, student), await ask(site, student, '怎么退？')]
  const [replyId] = await answer(site, instructor, [one])
  expect(await readWaitingGroup(site, instructor, one)).toMatchObject({ settled: { replyId }, inquiries: [{ id: two }] })
  await withdrawInquiry(site, student, { inquiryId: two })
  expect(await readWaitingGroup(site, instructor, two)).toMatchObject({ settled: { replyId: null }, inquiries: [] })
})

test('one answer is for one section', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const both = [await ask(site, student), await ask(site, student, '选哪样？', 's1')]
  await expect(answer(site, instructor, both)).rejects.toMatchObject({ status: 422, fields: { inquiries: [expect.any(String)] } })
})

test('the same again while it waits is the same question; who has left is told so', async () => {
  const { site, student, instructor } = await aSiteWithAClass()
  const brought = { voice: anMp3() }
  const id = await ask(site, student, '为什么？', 's3', brought)
  expect(await ask(site, student, '为什么？', 's3', brought)).toBe(id)
  expect(await ask(site, student, '为什么？', 's3')).not.toBe(id)
  await answer(site, instructor, [id])
  expect(await ask(site, student, '为什么？', 's3', brought)).not.toBe(id)
})
