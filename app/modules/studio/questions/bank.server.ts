// The question bank of a version and its exam, written by forms.
import type { Viewer } from '#app/access/viewer.ts'
import { maxBankQuestions } from '#app/modules/courses/bank-files.ts'
import { findGuessable } from '#app/modules/courses/guessable.ts'
import { type Blueprint, type QuestionKind, questionKinds } from '#app/modules/exams/draw.ts'
import { invalidInput, notFound, Refusal, stale } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { changeArrangement } from '../arrangement.server.ts'
import { addRevision, bankFilesOf, type BankHead, findFile, loadFiles } from '../files.server.ts'
import { type Outline, readExam, readOutline } from '../outline.ts'
import { canWriteCourse } from '../policy.ts'
import { isWritableBy, requireVersion, requireWritable } from '../rights.server.ts'
import type { BankOrder } from './bank-form.ts'
import { addToParts, type BankPart, listChangedParts } from './bank-parts.ts'
import { type BankQuestion, type ListedQuestion, readBank, setQuestion } from './question-bank.ts'
import { findFault, type QuestionOrder } from './question-form.ts'
import { readPastedQuestions } from './question-text.ts'
import { loadBank, readStoredBank } from './stored-bank.server.ts'

export interface BankView {
  versionId: string
  ordinal: number
  title: string
  courseSlug: string
  canWrite: boolean
  /** Whether questions can be brought into the course: into this version, or into one that is begun for them. */
  canBring: boolean
  lessons: Pick<Outline['lessons'][number], 'slug' | 'title'>[]
  /** How many questions there are; null if the bank cannot be read as it stands. */
  count: number | null
  unexplained: number
  exam: (Blueprint & { minutes: number; passMark: number }) | null
  /** How many are missing, by kind. */
  missing: { kind: QuestionKind; count: number }[]
  /** How its exam could be passed without knowing anything, each in one sentence. */
  guessable: string[]
  /** The files of the bank. */
  files: string[]
}

/** Returns the questions of a version, and what its exam draws from them. Throws 404. */
export async function readQuestionBank(
  site: Site,
  viewer: Viewer,
  versionId: string,
): Promise<{ bank: BankView; questions: readonly ListedQuestion[] | null }> {
  const version = await requireVersion(site.read, viewer, versionId)
  const files = await loadFiles(site.read, versionId)
  const { title, lessons } = readOutline(files)
  const { parts, questions } = await readStoredBank(site, bankFilesOf(files))
  const exam = readExam(files.get('course.yaml')?.content ?? '')
  const thereAre = (kind: QuestionKind) => (questions ?? []).filter((question) => question.kind === kind).length
  const bank: BankView = {
    versionId,
    ordinal: version.ordinal,
    title,
    courseSlug: version.course.slug,
    canWrite: isWritableBy(viewer, version),
    canBring: canWriteCourse(viewer, version.rights),
    lessons: lessons.filter(({ isListed }) => isListed).map((lesson) => ({ slug: lesson.slug, title: lesson.title })),
    count: questions && questions.length,
    unexplained: questions?.filter(({ explanation }) => explanation === '').length ?? 0,
    exam,
    missing: questionKinds.map((kind) => ({ kind, count: (exam?.[kind] ?? 0) - thereAre(kind) })).filter(({ count }) => count > 0),
    guessable: findGuessable(questions ?? [], exam?.passMark ?? 60),
    files: parts.map(({ name }) => name),
  }
  return { bank, questions }
}

const unwritable = () => new Refusal(409, '题库的源文写得不对，表单改不了它。请先在“题库的源文”里把红字改好。')

/** Stores the files of a bank that were written. */
export async function writeParts(tx: Tx, versionId: string, now: readonly BankHead[], written: readonly BankPart[]) {
  for (const { name, content } of written) {
    const basedOn = now.find((part) => part.name === name)?.sequence ?? null
    await addRevision(tx, { versionId, name, kind: 'saved', content, basedOn })
  }
}

async function requireLesson(tx: Tx, versionId: string, lesson: string) {
  const { lessons } = readOutline(await loadFiles(tx, versionId))
  if (!lessons.some(({ slug, isListed }) => isListed && slug === lesson)) throw invalidInput({ lesson: ['请选讲这道题的课。'] })
}

async function requirePicture(tx: Tx, versionId: string, picture: string | undefined) {
  if (picture !== undefined && !(await findFile(tx, versionId, picture)))
    throw invalidInput({ picture: ['这一版没有这张图了，请另选一张。'] })
}

/**
 * Adds a question (`id` null), changes or deletes one. Returns its id. Throws 403, 404, 422, or 409 if somebody else changed it since it was
 * read, or the bank cannot be written.
 */
export const writeQuestion = (
  site: Site,
  viewer: Viewer,
  { versionId, id, order }: { versionId: string; id: string | null; order: QuestionOrder },
): Promise<string | null> =>
  site.write(viewer.accountId, 'change the questions of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    if (order.do === 'save') {
      await requireLesson(tx, versionId, order.question.lesson)
      await requirePicture(tx, versionId, order.question.picture)
    }
    if (id === null) return order.do === 'save' ? ((await addAll(site, tx, versionId, [order.question])).at(0) ?? null) : null
    const { parts, questions } = await loadBank(site, tx, versionId)
    if (!questions) throw unwritable()
    const question = questions.find((one) => one.id === id)
    const part = question && parts.find((one) => one.questions?.includes(question))
    if (!part) throw notFound('这道题')
    if (question.mark !== order.mark) throw stale()
    const content = setQuestion(part.content, id, order.do === 'save' ? order.question : null)
    if (content === null) throw unwritable()
    if (content !== part.content) await writeParts(tx, versionId, parts, [{ name: part.name, content }])
    return order.do === 'save' ? id : null
  })

/** Adds questions behind the last; returns their ids. */
async function addAll(site: Site, tx: Tx, versionId: string, questions: readonly BankQuestion[]): Promise<string[]> {
  const { parts, questions: before } = await loadBank(site, tx, versionId)
  if (!before) throw unwritable()
  if (before.length + questions.length > maxBankQuestions) throw tooMany()
  const after = addToParts(parts, questions)
  if (after === 'full') throw tooMany()
  if (after === 'unreadable') throw unwritable()
  const written = listChangedParts(parts, after)
  await writeParts(tx, versionId, parts, written)
  const known = new Set(before.map(({ id }) => id))
  return written.flatMap(({ content }) => readBank(content) ?? []).flatMap(({ id }) => (known.has(id) ? [] : [id]))
}

const tooMany = () => new Refusal(409, `题库满了：一门课最多 ${maxBankQuestions} 道题。`)

/** Adds pasted questions, or says how the exam draws. Throws 403, 404, 409 or 422. */
export async function writeQuestionBank(site: Site, viewer: Viewer, versionId: string, order: BankOrder): Promise<void> {
  if (order.do === 'paste') return addPasted(site, viewer, { versionId, ...order })
  const { single, multiple, trueFalse, minutes, passMark } = order
  await site.write(viewer.accountId, 'change the exam of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    for (const [name, value] of Object.entries({ single, multiple, trueFalse, minutes, passMark }))
      await changeArrangement(tx, versionId, ['exam', name], value)
  })
}

async function addPasted(site: Site, viewer: Viewer, { versionId, lesson, pasted }: { versionId: string; lesson: string; pasted: string }) {
  const { questions, faults } = readPastedQuestions(pasted)
  const wrong = [
    ...faults,
    ...questions.flatMap((question) => {
      const fault = findFault(question)
      return fault ? [`“${question.text.slice(0, 12)}”：${fault.message}`] : []
    }),
  ]
  if (wrong.length > 0) throw invalidInput({ pasted: wrong.slice(0, 10) })
  const written: BankQuestion[] = questions.map((question) => ({ ...question, lesson }))
  await site.write(viewer.accountId, 'change the questions of a course', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    await requireLesson(tx, versionId, lesson)
    await addAll(site, tx, versionId, written)
  })
}
