// A course from its first word to a class that studies it: who may write, review and publish, and that nothing is lost.
import { strToU8, zipSync } from 'fflate'
import { asc, eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { listCourses, publishCourse, readCourseVersion, readVersionMedia } from '#app/modules/courses/courses.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import {
  addLesson,
  addRemark,
  answerRemark,
  arrangeLessons,
  beginVersion,
  bringBack,
  bringIn,
  changeAuthor,
  compareVersions,
  copyCourse,
  createCourse,
  deleteFile,
  importShipped,
  listCourseErrands,
  listRevisions,
  listStudioCourses,
  readFileHistory,
  readFileView,
  readStudioCourse,
  readVersion,
  readVersionHistory,
  readVersionStep,
  saveFile,
} from '#app/modules/studio/studio.server.ts'
import {
  approveVersion,
  archiveVersion,
  askForChanges,
  publishVersion,
  restoreVersion,
  submitVersion,
  takeBack,
} from '#app/modules/studio/life-cycle.server.ts'
import { pageMedia } from '#app/modules/studio/review/page-media.ts'
import { readCompareChoice, toComparePath } from '#app/modules/studio/review/remark-place.ts'
import { addFile } from '#app/modules/studio/writing.server.ts'
import { loadFiles, readBytes } from '#app/modules/studio/files.server.ts'
import { searchDesk } from '#app/modules/search/search.server.ts'
import { Refusal } from '#app/refusal.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { courseVersions } from '#db/schema/courses.ts'
import { anIllustratedFolder, illustratedFiles } from '#tests/media/a-course.ts'
import { aCohort, anAdmin, anOfficer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { aCourse, anInstructor, lessonText, now, write, writeSummary, publish } from './makers.ts'

async function twoInstructors() {
  const site = await aSite()
  return { site, author: await anInstructor(site, '田作'), reviewer: await anInstructor(site, '向审') }
}

test('a course is written, reviewed by a colleague, published, and a new class studies it', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  expect((await readVersion(site, author, versionId)).problems).toEqual([])
  expect((await listCourses(site)).map(({ slug }) => slug)).not.toContain('pack-boxes')
  await publish(site, { author, reviewer, versionId })
  const { courseVersionId } = await readVersion(site, author, versionId)
  expect((await readCourseVersion(site, courseVersionId!)).lessons.map(({ title }) => title)).toEqual(['选箱子'])
  const { id } = await aCohort(site, { courseSlug: 'pack-boxes' })
  expect(await readCohort(site, anAdmin, id)).toMatchObject({ courseTitle: '打包' })
  expect((await readVersionHistory(site, author, versionId)).map(({ type, by }) => [type, by])).toEqual([
    ['begin', '田作'],
    ['SUBMIT', '田作'],
    ['APPROVE', '向审'],
    ['PUBLISH', '田作'],
  ])
})

test('who wrote does not approve; an administrator can, with a reason that is kept', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await expect(submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: author.accountId })).rejects.toMatchObject({
    fields: { reviewer: ['请选一位同事来审。'] },
  })
  await changeAuthor(site, author, {
    courseId: (await readVersion(site, author, versionId)).course.id,
    accountId: reviewer.accountId,
    isAuthor: true,
  })
  await write(site, reviewer, versionId, 'lesson-1.mdx', lessonText.replace('新的', '干的'))
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  const step = await now(site, author, versionId)
  await expect(approveVersion(site, reviewer, { ...step, reason: '我看过了' })).rejects.toThrow('自己写过的课，要请别人来审。')
  await expect(approveVersion(site, author, { ...step, reason: null })).rejects.toThrow('这一版没有请您审。')
  await expect(approveVersion(site, anAdmin, { ...step, reason: null })).rejects.toMatchObject({ status: 422 })
  await approveVersion(site, anAdmin, { ...step, reason: '别的讲师都在外地' })
  expect(await readVersion(site, author, versionId)).toMatchObject({ state: 'approved', reason: '别的讲师都在外地' })
})

test('who wrote what a version was begun from, or brought it in, does not approve it either, and is offered last', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const give = async (versionId: string, accountId: string) =>
    changeAuthor(site, anAdmin, { courseId: (await readVersion(site, anAdmin, versionId)).course.id, accountId, isAuthor: true })
  const send = async (versionId: string) => {
    expect((await readVersionStep(site, reviewer, { versionId, step: 'submit' })).colleagues.at(-1)).toMatchObject({
      accountId: author.accountId,
      hasWritten: true,
    })
    await submitVersion(site, reviewer, { ...(await now(site, reviewer, versionId)), reviewer: author.accountId })
    return approveVersion(site, author, { ...(await now(site, author, versionId)), reason: null })
  }
  const third = await anInstructor(site, '冉看')

  // The next version of one that nobody approved.
  const first = await aCourse(site, author)
  await give(first, reviewer.accountId)
  await archiveVersion(site, author, { ...(await now(site, author, first)), reason: '先放一放' })
  const second = await beginVersion(site, reviewer, { versionId: first })
  await expect(send(second)).rejects.toThrow('自己写过的课，要请别人来审。')
  expect((await readVersionStep(site, reviewer, { versionId: second, step: 'submit' })).colleagues[0]).toMatchObject({ hasWritten: false })

  // A copy of it under another name.
  const copy = await copyCourse(site, reviewer, { versionId: first, slug: 'pack-again', tier: 'entrepreneur' })
  await expect(send(copy)).rejects.toThrow('自己写过的课，要请别人来审。')

  // What she brought in as a ZIP.
  const files = { 'course.yaml': '', 'lesson-1.mdx': '', 'questions.yaml': '' }
  for (const name of Object.keys(files) as (keyof typeof files)[])
    files[name] = (await readFileView(site, author, { versionId: first, name })).content
  const bytes = Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [`brought-in/${name}`, strToU8(text)]))))
  const brought = await bringIn.bringInCourse(site, author, { fileName: 'x.zip', bytes, tier: 'entrepreneur', slug: undefined })
  await give(brought.versionId, reviewer.accountId)
  await expect(send(brought.versionId)).rejects.toThrow('自己写过的课，要请别人来审。')

  // Once somebody else approved and published it, who wrote that may review the next one.
  await takeBack(site, reviewer, await now(site, reviewer, copy), 'WITHDRAW')
  await publish(site, { author: reviewer, reviewer: third, versionId: copy })
  const next = await beginVersion(site, reviewer, { versionId: copy })
  await submitVersion(site, reviewer, { ...(await now(site, reviewer, next)), reviewer: author.accountId })
  await approveVersion(site, author, { ...(await now(site, author, next)), reason: null })
})

test('while it is reviewed nothing is changed; asked for changes, its author writes on', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  await expect(write(site, author, versionId, 'lesson-1.mdx', '别的')).rejects.toThrow('这一版在审，不能改。')
  await askForChanges(site, reviewer, { ...(await now(site, reviewer, versionId)), reason: '第二节再写清楚一点' })
  expect(await readVersion(site, author, versionId)).toMatchObject({
    state: 'changesAsked',
    reason: '第二节再写清楚一点',
    can: { write: true },
  })
  await write(site, author, versionId, 'lesson-1.mdx', lessonText.replace('新的', '干的'))
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  await takeBack(site, author, await now(site, author, versionId), 'WITHDRAW')
  expect(await readVersion(site, author, versionId)).toMatchObject({ state: 'draft', can: { write: true } })
})

test('what is not valid is not sent to review, and it is said where', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await createCourse(site, author, { slug: 'pack-boxes', tier: 'entrepreneur', title: '打包' })
  const refusal = await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId }).catch(
    (fault: unknown) => fault,
  )
  expect(refusal).toBeInstanceOf(Refusal)
  expect((refusal as Refusal).fields.form?.[0]).toMatch(/^course.yaml 第 \d+ 行：/)
})

test('the words that stand in a new course until somebody writes them are not sent to review', async () => {
  const { site, author } = await twoInstructors()
  const versionId = await createCourse(site, author, { slug: 'pack-boxes', tier: 'entrepreneur', title: '打包' })
  const unwritten = async () =>
    (await readVersion(site, author, versionId)).problems
      .filter(({ reason }) => reason.includes('占位'))
      .map(({ file, line, reason }) => `${file} ${line} ${reason.slice(0, 8)}`)
  expect(await unwritten()).toEqual([
    'course.yaml 2 课程的“一句话简',
    'lesson-1.mdx 3 “一句话简介”还',
    'lesson-1.mdx 6 “学完会做什么”',
    'lesson-1.mdx 11 这里还是占位的字',
  ])
  await writeSummary(site, author, versionId)
  await write(site, author, versionId, 'lesson-1.mdx', lessonText)
  expect(await unwritten()).toEqual([])
})

test('a running class keeps the version it began with; the next class gets the next one', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const first = await aCourse(site, author)
  await publish(site, { author, reviewer, versionId: first })
  const before = await aCohort(site, { courseSlug: 'pack-boxes' })
  const wayOn = async (viewer: Viewer) => (await readFileView(site, viewer, { versionId: first, name: 'lesson-1.mdx' })).writeOn
  expect([await wayOn(author), await wayOn(reviewer)]).toEqual([{ versionId: null, ordinal: 2 }, null])
  const second = await beginVersion(site, author, { versionId: first })
  expect(await wayOn(author)).toEqual({ versionId: second, ordinal: 2 })
  await expect(beginVersion(site, author, { versionId: first })).rejects.toThrow('已经有一版在写了')
  await write(site, author, second, 'lesson-1.mdx', lessonText.replace('选箱子', '选个好箱子'))
  await publish(site, { author, reviewer, versionId: second })
  const after = await aCohort(site, { courseSlug: 'pack-boxes', number: 2 })
  const titleOf = async (id: string) =>
    (await readCourseVersion(site, (await readCohort(site, anAdmin, id)).courseVersionId)).lessons.map(({ title }) => title)
  expect([await titleOf(before.id), await titleOf(after.id)]).toEqual([['选箱子'], ['选个好箱子']])
  expect((await readStudioCourse(site, author, 'pack-boxes')).versions.map(({ ordinal, state }) => [ordinal, state])).toEqual([
    [2, 'published'],
    [1, 'superseded'],
  ])
  const { against, files } = await compareVersions(site, author, { versionId: second })
  expect([against?.ordinal, files.map(({ name, kind }) => [name, kind])]).toEqual([1, [['lesson-1.mdx', 'changed']]])
})

test('a course that is put away is offered to no new class, running ones keep it, and it can be taken back', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await publish(site, { author, reviewer, versionId })
  const { id } = await aCohort(site, { courseSlug: 'pack-boxes' })
  await archiveVersion(site, author, { ...(await now(site, author, versionId)), reason: '今年不开了' })
  expect((await listCourses(site)).map(({ slug }) => slug)).not.toContain('pack-boxes')
  await expect(aCohort(site, { courseSlug: 'pack-boxes', number: 2 })).rejects.toMatchObject({ status: 404 })
  expect(await readCohort(site, anAdmin, id)).toMatchObject({ courseTitle: '打包' })
  await restoreVersion(site, author, await now(site, author, versionId))
  await publishVersion(site, author, await now(site, author, versionId))
  expect((await listCourses(site)).map(({ slug }) => slug)).toContain('pack-boxes')
})

test('what classes study is frozen in a write before the one that publishes it, and not at all where nothing can be published', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  const frozen = () => site.read.$count(courseVersions, eq(courseVersions.courseSlug, 'pack-boxes'))
  await expect(publishVersion(site, author, await now(site, author, versionId))).rejects.toMatchObject({ status: 409 })
  expect(await frozen()).toBe(0)
  await publish(site, { author, reviewer, versionId })
  expect(await frozen()).toBe(1)
  const written = await site.read.select({ why: auditEntries.why }).from(auditEntries).orderBy(asc(auditEntries.sequence))
  const whys = written.map(({ why }) => why).filter((why) => /^(freeze|publish) a course$/.test(why))
  expect(whys).toEqual(['freeze a course', 'publish a course'])
})

test('two authors: different paragraphs are merged, the same one is shown twice, and both texts stay in the history', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await changeAuthor(site, anAdmin, {
    courseId: (await readVersion(site, author, versionId)).course.id,
    accountId: reviewer.accountId,
    isAuthor: true,
  })
  const name = 'lesson-1.mdx'
  const { sequence: base } = await readFileView(site, author, { versionId, name })
  const save = (viewer: Viewer, content: string) => saveFile(site, viewer, { versionId, name, content, base })
  await save(author, lessonText.replace('一句话开头。', '先看箱子。'))
  expect(await save(reviewer, lessonText.replace('箱子要新的。', '箱子要五层的。'))).toMatchObject({
    kind: 'merged',
    content: lessonText.replace('一句话开头。', '先看箱子。').replace('箱子要新的。', '箱子要五层的。'),
  })
  const mine = lessonText.replace('箱子要新的。', '箱子要结实的。')
  const met = await save(author, mine)
  expect(met).toMatchObject({ kind: 'conflict', by: reviewer.accountId })
  expect(met.kind === 'conflict' && met.parts.filter((part) => 'mine' in part)).toEqual([
    { base: '箱子要新的。', mine: '箱子要结实的。', theirs: '箱子要五层的。' },
  ])
  expect((await readFileView(site, author, { versionId, name })).content).toContain('五层')
  const kept = (await listRevisions(site, author, { versionId, name })).find(({ kind }) => kind === 'setAside')
  await bringBack(site, author, { versionId, name, sequence: kept!.sequence })
  expect((await readFileView(site, author, { versionId, name })).content).toBe(mine)
})

test('saving what is there adds no revision, and a revision that is none of this file is refused', async () => {
  const { site, author } = await twoInstructors()
  const versionId = await aCourse(site, author)
  const name = 'lesson-1.mdx'
  const before = await listRevisions(site, author, { versionId, name })
  await write(site, author, versionId, name, lessonText)
  expect(await listRevisions(site, author, { versionId, name })).toEqual(before)
  await expect(saveFile(site, author, { versionId, name, content: '新的', base: 1 })).rejects.toMatchObject({ status: 422 })
  await expect(write(site, author, versionId, name, '田'.repeat(100_000))).rejects.toMatchObject({ status: 422 })
})

test('only who has a course writes it; others of the alliance read it, and other desks do not know of it', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  const name = 'lesson-1.mdx'
  const { sequence: base } = await readFileView(site, reviewer, { versionId, name })
  await expect(saveFile(site, reviewer, { versionId, name, content: '我的', base })).rejects.toMatchObject({ status: 403 })
  await expect(beginVersion(site, reviewer, { versionId })).rejects.toMatchObject({ status: 403 })
  await expect(readVersion(site, anOfficer, versionId)).rejects.toMatchObject({ status: 404 })
  await expect(listStudioCourses(site, anOfficer)).rejects.toMatchObject({ status: 403 })
  await expect(createCourse(site, anOfficer, { slug: 'other', tier: 'township', title: '别的' })).rejects.toMatchObject({ status: 403 })
  const copy = await copyCourse(site, reviewer, { versionId, slug: 'pack-boxes-2', tier: 'township' })
  expect(await readVersion(site, reviewer, copy)).toMatchObject({ can: { write: true }, course: { tier: 'township' } })
  const { id: courseId } = await readStudioCourse(site, author, 'pack-boxes')
  await expect(changeAuthor(site, author, { courseId, accountId: author.accountId, isAuthor: false })).rejects.toMatchObject({
    status: 409,
  })
})

test('lessons are added, put in order and deleted; an order made from an old list is refused', async () => {
  const { site, author } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await addLesson(site, author, { versionId, title: '寄出去' })
  await addLesson(site, author, { versionId, title: '收钱', slug: 'get-paid' })
  await arrangeLessons(site, author, { versionId, lessons: ['get-paid', 'lesson-1', 'lesson-2'] })
  await expect(arrangeLessons(site, author, { versionId, lessons: ['get-paid', 'lesson-1'] })).rejects.toMatchObject({ status: 409 })
  expect((await readVersion(site, author, versionId)).outline.lessons.map(({ title }) => title)).toEqual(['收钱', '选箱子', '寄出去'])
  await deleteFile(site, author, { versionId, name: 'get-paid.mdx' })
  const slugs = async () => (await readVersion(site, author, versionId)).outline.lessons.map(({ slug }) => slug)
  expect(await slugs()).toEqual(['lesson-1', 'lesson-2'])
  // A lesson that is listed without a text is taken off the list.
  const plan = await readFileView(site, author, { versionId, name: 'course.yaml' })
  await write(site, author, versionId, 'course.yaml', plan.content.replace('- lesson-2', '- lesson-2\n  - gone'))
  expect((await readVersion(site, author, versionId)).problems.map(({ reason }) => reason)).toContain('这一课没有课文 gone.mdx。')
  await deleteFile(site, author, { versionId, name: 'gone.mdx' })
  expect(await slugs()).toEqual(['lesson-1', 'lesson-2'])
  await expect(deleteFile(site, author, { versionId, name: 'gone.mdx' })).rejects.toMatchObject({ status: 404 })
  await expect(deleteFile(site, author, { versionId, name: 'course.yaml' })).rejects.toMatchObject({ status: 409 })
})

test('what was deleted is listed, looked at and brought back: a lesson to the end of the list', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await addLesson(site, author, { versionId, title: '寄出去' })
  const name = 'lesson-1.mdx'
  const last = (await readFileView(site, author, { versionId, name })).sequence
  await deleteFile(site, author, { versionId, name })
  const listDeleted = async () => (await readVersion(site, reviewer, versionId)).deleted.map(({ title, by }) => [title, by])
  expect(await listDeleted()).toEqual([['选箱子', '田作']])
  const history = await readFileHistory(site, reviewer, { versionId, name, at: last })
  expect(history).toMatchObject({ title: '选箱子', sequence: null, media: null, shown: { content: lessonText, isSame: false } })
  expect(history.revisions.map(({ kind }) => kind)).toEqual(['deleted', 'saved', 'begun'])
  await expect(bringBack(site, reviewer, { versionId, name, sequence: last })).rejects.toMatchObject({ status: 403 })
  await bringBack(site, author, { versionId, name, sequence: last })
  expect((await readVersion(site, author, versionId)).outline.lessons.map(({ slug }) => slug)).toEqual(['lesson-2', 'lesson-1'])
  expect(await listDeleted()).toEqual([])
  expect((await readFileHistory(site, author, { versionId, name, at: last })).shown).toMatchObject({ isSame: true })
})

test('a remark stands at its paragraph while the text moves, is answered, and is done', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  const name = 'lesson-1.mdx'
  const { sequence: revision } = await readFileView(site, reviewer, { versionId, name })
  const remarkId = await addRemark(site, reviewer, { versionId, name, revision, block: 9, says: '哪种箱子？' })
  await expect(addRemark(site, reviewer, { versionId, name, revision, block: 99, says: '哪里？' })).rejects.toMatchObject({ status: 404 })
  await askForChanges(site, reviewer, { ...(await now(site, reviewer, versionId)), reason: '一处意见' })
  await write(site, author, versionId, name, lessonText.replace('一句话开头。', '一句话开头。\n\n再来一句。'))
  await answerRemark(site, author, { remarkId, says: '五层的，写上了', isDone: true })
  const [remark] = (await readFileView(site, author, { versionId, name })).remarks
  expect(remark).toMatchObject({
    quote: '箱子要新的。',
    block: 10,
    isChanged: false,
    by: '向审',
    done: { by: '田作' },
    answers: [{ by: '田作', says: '五层的，写上了' }],
  })
  expect((await readVersion(site, author, versionId)).openRemarks).toEqual([])
})

test('the home of the desk lists what waits for author and reviewer; courses are found by title', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const versionId = await aCourse(site, author)
  const waits = async (viewer: Viewer) => (await listCourseErrands(site, viewer)).map(({ sentence, action }) => [sentence, action])
  expect([await waits(author), await waits(reviewer), await waits(anAdmin)]).toEqual([[['《打包》：您在写，还没有送审', '接着写']], [], []])
  await submitVersion(site, author, { ...(await now(site, author, versionId)), reviewer: reviewer.accountId })
  expect([await waits(author), await waits(reviewer)]).toEqual([[], [['《打包》：同事请您审', '去审']]])
  await askForChanges(site, reviewer, { ...(await now(site, reviewer, versionId)), reason: '一处意见' })
  expect(await waits(author)).toEqual([['《打包》：审稿人请您改', '去改']])
  expect(await listCourseErrands(site, anOfficer)).toEqual([])
  const find = async (viewer: Viewer, search: string) =>
    (await searchDesk(site, viewer, search)).courses.rows.map(({ title, why }) => [title, why])
  expect(await find(author, '打')).toEqual([['打包', ['课程名']]])
  expect(await find(author, 'PACK')).toEqual([['打包', ['网址名']]])
  expect(await find(anOfficer, '打')).toEqual([])
})

test('a comparison shows all texts if it is asked to, lessons first; of a first version all is new', async () => {
  const { site, author, reviewer } = await twoInstructors()
  const first = await aCourse(site, author)
  expect((await compareVersions(site, author, { versionId: first })).against).toBeNull()
  await publish(site, { author, reviewer, versionId: first })
  const second = await beginVersion(site, author, { versionId: first })
  expect((await compareVersions(site, author, { versionId: second })).files).toEqual([])
  const { files } = await compareVersions(site, author, { versionId: second, isWhole: true })
  expect(files.map(({ name, kind }) => [name, kind])).toEqual([
    ['lesson-1.mdx', 'same'],
    ['course.yaml', 'same'],
    ['questions.yaml', 'same'],
  ])
})

test('a comparison of hundreds of pictures shows a dozen of them at a time, and all texts', async () => {
  const { site, author } = await twoInstructors()
  const versionId = await aCourse(site, author)
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
  for (let nth = 1; nth <= 30; nth++) await addFile(site, author, { versionId, name: `map-${nth}.svg`, content: drawing })
  const { files } = await compareVersions(site, author, { versionId })
  const pages = [1, 2, 3, 99].map((page) => pageMedia(files, page))
  for (const { files: shown, changed } of pages) {
    expect(shown.filter(({ blocks }) => blocks !== null).map(({ name }) => name)).toEqual(['lesson-1.mdx', 'course.yaml', 'questions.yaml'])
    expect(changed).toBe(33)
  }
  expect(pages.map(({ media, files: shown }) => [media.page, media.pages, shown.length - 3])).toEqual([
    [1, 3, 12],
    [2, 3, 12],
    [3, 3, 6],
    [3, 3, 6],
  ])
  const drawings = pages.slice(0, 3).flatMap(({ files: shown }) => shown.flatMap(({ name, blocks }) => (blocks ? [] : [name])))
  expect(new Set(drawings).size).toBe(30)
  expect(toComparePath('v', readCompareChoice(new URLSearchParams('media=2&all=yes')))).toMatch(/\?all=yes&media=2$/)
  expect(readCompareChoice(new URLSearchParams('media=-1')).mediaPage).toBe(1)
})

test('what ships is the first version of its course; what the studio changed is not overwritten', async () => {
  const { site, author, reviewer } = await twoInstructors()
  expect((await importShipped(site)).map(({ outcome }) => outcome)).toEqual(['published', 'published', 'published'])
  expect((await importShipped(site)).map(({ outcome }) => outcome)).toEqual(['known', 'known', 'known'])
  const [line] = await listStudioCourses(site, anAdmin)
  expect((await listCourses(site)).map(({ contentHash }) => contentHash)).toHaveLength(3)
  const versionId = await beginVersion(site, anAdmin, { versionId: line!.published!.id })
  await changeAuthor(site, anAdmin, {
    courseId: (await readStudioCourse(site, anAdmin, line!.slug)).id,
    accountId: author.accountId,
    isAuthor: true,
  })
  const { content } = await readFileView(site, author, { versionId, name: 'course.yaml' })
  await write(site, author, versionId, 'course.yaml', content.replace(/^title: .*$/m, 'title: 新课名'))
  await publish(site, { author, reviewer, versionId })
  expect((await importShipped(site)).map(({ outcome }) => outcome)).toEqual(['known', 'known', 'known'])
  expect((await listCourses(site)).map(({ title }) => title)).toContain('新课名')
})

test('photographs, sounds and videos of a course that ships are taken with it, and come out byte for byte', async () => {
  const { folder, remove } = await anIllustratedFolder()
  onTestFinished(remove)
  const site = await aSite({ contentFolder: folder })
  expect(await importShipped(site)).toMatchObject([{ slug: 'tea', outcome: 'published', problems: [] }])
  const [line] = await listStudioCourses(site, anAdmin)
  const files: [string, Buffer][] = []
  for (const [name, file] of await loadFiles(site.read, line!.published!.id)) files.push([name, await readBytes(site.read, file)])
  expect(Object.fromEntries(files)).toEqual(
    Object.fromEntries(Object.entries(await illustratedFiles()).map(([name, content]) => [name, Buffer.from(content)])),
  )
  expect(await readVersionMedia(site, await readCourseVersion(site, await publishedVersion(site)))).toHaveProperty('size', 5)
})

const publishedVersion = (site: TestSite) => site.write('operator', 'a class', (tx) => publishCourse(tx, site, 'tea'))
