// Questions from files into the bank of a course, and out of it. Always into a draft: classes keep the version that they study.
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import {
  isRefused,
  maxQuestionFileBytes,
  type QuestionFormat,
  type QuestionToWrite,
  type ReadQuestion,
  readQuestions,
  type RefusedQuestion,
  writeQuestions,
} from '#app/importing/questions/questions.server.ts'
import { pictureMark } from '#app/importing/questions/text/plain-text.ts'
import { maxBankQuestions } from '#app/modules/courses/bank-files.ts'
import type { CourseMedia } from '#app/modules/media/media.server.ts'
import { forbidden, invalidInput, notFound, Refusal, stale } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { toSharedRows } from '#app/threads/shared-bytes.ts'
import { ThreadLimitReached } from '#app/threads/threads.server.ts'
import { takeTurns } from '#app/threads/turns.ts'
import { keyAt } from '#app/text/option-letters.ts'
import { listBankHeads, loadFiles } from '../files.server.ts'
import { type Outline, readOutline } from '../outline.ts'
import { readStudioCourse } from '../queries.server.ts'
import { requireWritable } from '../rights.server.ts'
import { isInWork, isPublished } from '../version.states.ts'
import { beginVersionFrom } from '../versions.server.ts'
import { readQuestionBank, writeParts } from './bank.server.ts'
import { type ComingQuestion, derivedName, nameOf } from './match-questions.ts'
import type { Placed } from './placing.task.ts'
import { findFault } from './question-form.ts'
import { keepPicture, loadPictures, namePictures, PictureTaker, type TakenPicture, writeWithPicture } from './question-pictures.server.ts'

type Lessons = Pick<Outline['lessons'][number], 'slug' | 'title'>[]

/** Where questions of a course would go. */
export interface BankTarget {
  courseSlug: string
  title: string
  /** The version that takes them, or that the next one begins from. */
  versionId: string
  ordinal: number
  /** Whether there is no draft yet, so that accepting begins one. */
  begins: boolean
  lessons: Lessons
}

/**
 * Finds the version that questions would go into: the one in work, or the next one, begun from what is published. Throws 403, 404, or 409 if
 * the one in work cannot be written now.
 */
export async function findBankTarget(site: Site, viewer: Viewer, slug: string): Promise<BankTarget> {
  const { canWrite, versions } = await readStudioCourse(site, viewer, slug)
  if (!canWrite) throw forbidden('这门课没有交给您写。想改，请找它的作者。')
  const inWork = versions.find(({ state }) => isInWork(state))
  if (inWork) await requireWritable(site.read, viewer, inWork.id)
  const from = inWork ?? versions.find(({ state }) => isPublished(state)) ?? versions[0]
  if (!from) throw notFound('这门课')
  const { title, lessons } = readOutline(await loadFiles(site.read, from.id))
  const listed = lessons.filter(({ isListed, isThere }) => isListed && isThere)
  if (listed.length === 0) throw new Refusal(409, '这门课还没有课文。请先加一课，再带入题目：每道题都要说是哪一课讲的。')
  return {
    courseSlug: slug,
    title,
    versionId: from.id,
    ordinal: from.ordinal,
    begins: !inWork,
    lessons: listed.map((lesson) => ({ slug: lesson.slug, title: lesson.title })),
  }
}

/** A question that can be taken, as it is listed before it is. */
export type TakenQuestion = Pick<ReadQuestion, 'index' | 'line' | 'notes'> & { name: string; question: ComingQuestion }

export interface BankPreview {
  /** In the file, refused ones included. */
  questions: number
  added: TakenQuestion[]
  changed: TakenQuestion[]
  known: number
  refused: RefusedQuestion[]
  /** Of those that are new, how many come without an explanation, and without a lesson of this course. */
  unexplained: number
  withoutLesson: number
  /** New ones that are nearly the same as another, the first few, and how many there are. */
  similar: (Omit<Placed['similar'][number], 'at'> & { index: number })[]
  similarCount: number
  /** Of a workbook, what was not read. */
  unread: Awaited<ReturnType<typeof readQuestions>>['unread']
}

export interface BroughtQuestions {
  bytes: Uint8Array
  format?: QuestionFormat | undefined
  signal?: AbortSignal | undefined
}

function toComing(read: ReadQuestion, lessons: Lessons, { text, ...picture }: TakenPicture): ComingQuestion {
  const { kind, options, correct, explanation, name, difficulty, tags, lesson } = read
  const named = lessons.find(({ slug }) => slug === lesson) ?? lessons.find(({ title }) => title === lesson)
  return {
    kind,
    text,
    options: kind === 'trueFalse' ? [] : options.map((option) => option.text),
    right: options.flatMap(({ key }, at) => (correct.includes(key) ? [at] : [])),
    explanation,
    lesson: named?.slug ?? null,
    ...(name !== derivedName(text) && name !== derivedName(read.text) && { name }),
    ...(difficulty !== undefined && { difficulty }),
    ...(tags.length > 0 && { tags }),
    ...picture,
  }
}

/**
 * Says what a file would bring into the bank of a course; changes nothing. One question that cannot be taken never costs the others. Throws
 * 403, 404, 409, or 422 if the file holds no questions, or more than the bank has room for.
 */
export async function previewQuestions(
  site: Site,
  viewer: Viewer,
  { slug, bytes, format, signal }: BroughtQuestions & { slug: string },
): Promise<{ target: BankTarget; preview: BankPreview; photographs: CourseMedia[] }> {
  const target = await findBankTarget(site, viewer, slug)
  const read = await readQuestions(site, { owner: viewer.accountId, bytes, format, ...(signal && { signal }) })
  const refused: RefusedQuestion[] = []
  const taken: TakenQuestion[] = []
  const pictures = new PictureTaker(site, viewer)
  const othersTurn = takeTurns()
  for (const one of read.questions) {
    await othersTurn()
    if (isRefused(one)) {
      refused.push(one)
      continue
    }
    const { index, line, notes } = one
    const own = await pictures.take(one)
    if ('code' in own) refused.push({ index, line, name: shownName(one), ...own })
    else
      taken.push({ index, line, name: shownName(one), notes: [...notes, ...own.notes], question: toComing(one, target.lessons, own.taken) })
  }
  const placed = await place(site, viewer, {
    target,
    questions: taken.map(({ question }) => question),
    isPreview: true,
    ...(signal && { signal }),
  })
  const having = (outcome: 'new' | 'changed') => taken.filter((_, at) => placed.outcomes[at] === outcome)
  const added = having('new')
  return {
    target,
    preview: {
      questions: read.questions.length,
      added,
      changed: having('changed'),
      known: placed.outcomes.filter((outcome) => outcome === 'known').length,
      refused,
      unexplained: added.filter(({ question }) => question.explanation === '').length,
      withoutLesson: added.filter(({ question }) => question.lesson === null).length,
      similar: placed.similar.map(({ at, ...one }) => ({ ...one, index: taken[at]?.index ?? 0 })),
      similarCount: placed.similarCount,
      unread: read.unread,
    },
    photographs: pictures.listAccepted(),
  }
}

/** A name that was made of the text says nothing of where its picture stands. */
const shownName = ({ name, text }: ReadQuestion) => (name === derivedName(text) ? derivedName(text.replace(pictureMark, '（图）')) : name)

interface ToPlace {
  target: BankTarget
  questions: readonly ComingQuestion[]
  lesson?: string
  isPreview?: boolean
  signal?: AbortSignal
}

/** What the questions are to the bank, and its files with them. Throws 409 if it cannot be written, or 422 if it has no room for them. */
async function place(
  site: Site,
  viewer: Viewer,
  { target, questions, lesson = target.lessons[0]?.slug ?? '', isPreview = false, signal }: ToPlace,
) {
  const { coming, pictures, files } = await namePictures(site, target.versionId, questions)
  const placed = await site.threads
    .run(
      'studio.placeQuestions',
      { site: site.address(), versionId: target.versionId, coming: await toSharedRows(coming), lesson, isPreview, pictures },
      { pool: 'files', seconds: 120, megabytes: 512, owner: viewer.accountId, signal },
    )
    .catch((fault: unknown) => {
      if (!(fault instanceof ThreadLimitReached)) throw fault
      throw new Refusal(422, '题太多，一次比对不完。请把文件分成几份再传。')
    })
  if (placed.written === 'unreadable') throw new Refusal(409, '题库的源文写得不对，题目放不进去。请先在“题库的源文”里把红字改好。')
  if (placed.written === 'full') {
    const sentence = `题库放不下：一门课最多 ${maxBankQuestions} 道题。请只带一部分，或分成几门课。`
    throw invalidInput({ file: [sentence] }, sentence)
  }
  const count = (outcome: Placed['outcomes'][number]) => placed.outcomes.filter((one) => one === outcome).length
  const used = new Set(coming.flatMap(({ picture }, at) => (placed.outcomes[at] === 'known' ? [] : (picture ?? []))))
  const shown = files.filter(({ name }) => used.has(name))
  return { ...placed, shown, written: placed.written, added: count('new'), changed: count('changed') }
}

/** Thrown to undo a write whose bank somebody else wrote meanwhile. */
class BankMoved extends Error {}

/**
 * Puts questions into the bank of a course: new ones at the end, changed ones in the place of those of the same name. Begins the next version
 * if there is no draft; where nothing is new or changed, nothing is written. `lesson`: of those whose file names none. `photographs`: those
 * of their pictures that are not stored yet. Throws 403, 404, 409 or 422.
 */
export async function acceptQuestions(
  site: Site,
  viewer: Viewer,
  {
    slug,
    lesson,
    questions,
    photographs = [],
  }: { slug: string; lesson: string; questions: readonly ComingQuestion[]; photographs?: readonly CourseMedia[] },
): Promise<{ versionId: string; added: number; changed: number }> {
  // Compared again if somebody wrote the bank meanwhile; somebody who writes all the time is waited for.
  for (let tries = 0; tries < 3; tries++) {
    const target = await findBankTarget(site, viewer, slug)
    if (!target.lessons.some((one) => one.slug === lesson)) throw invalidInput({ lesson: ['请选讲这些题的课。'] })
    const placed = await place(site, viewer, { target, questions, lesson })
    if (placed.written.length === 0) return { versionId: target.versionId, added: 0, changed: 0 }
    try {
      return await writePlaced(site, viewer, { target, placed, photographs })
    } catch (fault) {
      if (!(fault instanceof BankMoved)) throw fault
    }
  }
  throw stale()
}

const writePlaced = (
  site: Site,
  viewer: Viewer,
  {
    target,
    placed: { heads, written, shown, added, changed },
    photographs,
  }: { target: BankTarget; placed: Awaited<ReturnType<typeof place>>; photographs: readonly CourseMedia[] },
) =>
  site.write(viewer.accountId, 'bring questions into a course', async (tx) => {
    // What the thread read, a revision of each file, is still what is there; a new version begins with the same texts.
    const there = await listBankHeads(tx, target.versionId)
    if (
      there.length !== heads.length ||
      there.some(({ name, sequence }, at) => name !== heads[at]?.name || sequence !== heads[at].sequence)
    )
      throw new BankMoved()
    const versionId = target.begins ? await beginVersionFrom(tx, viewer, target.versionId) : target.versionId
    await requireWritable(tx, viewer, versionId)
    const now = target.begins ? await listBankHeads(tx, versionId) : there
    for (const picture of shown) if (!(await keepPicture(tx, versionId, picture, photographs))) throw new BankMoved()
    await writeParts(tx, versionId, now, written)
    tx.note(`version ${versionId}: ${added} questions added, ${changed} changed`)
    return { versionId, added, changed }
  })

/** Writes the questions of a version as a file, and records who took them. What is not finished, or what the format cannot hold, is in `left`. */
export async function exportQuestions(
  site: Site,
  viewer: Viewer,
  { versionId, format, signal }: { versionId: string; format: QuestionFormat; signal?: AbortSignal | undefined },
) {
  const { bank, questions } = await readQuestionBank(site, viewer, versionId)
  const { lessons, courseSlug, ordinal } = bank
  if (!questions) throw new Refusal(409, '题库的源文写得不对，读不出来。请先把它改好，再导出。')
  const whole = questions.filter((one) => one.text.length >= 4 && findFault(one) === null)
  const { pictures, left: withoutPicture } = await loadPictures(site, versionId, whole)
  const leaving = whole.filter((one) => !withoutPicture.has(one))
  const written = await writeQuestions(site, {
    owner: viewer.accountId,
    format,
    questions: leaving.map((one): QuestionToWrite => {
      const title = lessons.find(({ slug }) => slug === one.lesson)?.title
      const isOnly = lessons.filter((lesson) => lesson.title === title).length === 1
      const options = one.kind === 'trueFalse' ? ['对', '错'] : one.options
      return {
        name: nameOf(one),
        kind: one.kind,
        ...writeWithPicture(one, pictures),
        options: options.map((text, at) => ({ key: keyAt(at), text })),
        correct: one.right.map(keyAt),
        explanation: one.explanation,
        ...(one.difficulty && { difficulty: one.difficulty }),
        tags: [...(one.tags ?? [])],
        lesson: title !== undefined && isOnly ? title : one.lesson,
      }
    }),
    ...(signal && { signal }),
  })
  await recordAccess(site, {
    kind: 'export',
    who: viewer.accountId,
    what: `questions of course ${courseSlug} version ${ordinal}`,
    rows: written.written,
  })
  const unfinished = questions.filter((one) => !whole.includes(one))
  return {
    ...written,
    courseSlug,
    ordinal,
    left: [
      ...unfinished.map((one) => ({ index: questions.indexOf(one) + 1, name: nameOf(one), message: '这道题还没有写完，没有带走。' })),
      ...[...withoutPicture].map(([one, message]) => ({ index: questions.indexOf(one) + 1, name: nameOf(one), message })),
      ...written.left,
    ],
  }
}

export { maxQuestionFileBytes }
