// Where the questions of a course were used, wording by wording. What classes study is frozen: a question that somebody answered stays as it
// was, and what is changed of it is a new wording, from the next version on.
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { type ShownPicture, showPictureOf } from '#app/media/shown-picture.ts'
import { readCourseVersion } from '#app/modules/courses/courses.server.ts'
import { questionUse } from '#app/modules/exams/exams.server.ts'
import type { Site } from '#app/site.ts'
import { studioVersions } from '#db/schema/studio.ts'
import { loadShownPictures } from '../media/shown-pictures.server.ts'
import { coreOf } from './match-questions.ts'
import type { AskedQuestion } from './question-bank.ts'

type ExamUse = questionUse.ExamUse
type QuestionUse = questionUse.QuestionUse

/** A version of the course as it was published. */
interface FrozenVersion {
  studioVersionId: string
  ordinal: number
  byId: ReadonlyMap<string, AskedQuestion & { keys: readonly string[] }>
  exams: readonly ExamUse[]
}

type FrozenQuestion = Awaited<ReturnType<typeof readCourseVersion>>['questions'][number]

const toAsked = ({ kind, text, options, correct, explanation, picture, alt }: FrozenQuestion): AskedQuestion & { keys: string[] } => ({
  kind,
  text: text.trim(),
  options: kind === 'trueFalse' ? [] : options.map((option) => option.text.trim()),
  right: options.flatMap(({ key }, at) => (correct.includes(key) ? [at] : [])),
  explanation: explanation.trim(),
  ...(picture !== undefined && { picture, alt: alt ?? '' }),
  keys: options.map(({ key }) => key),
})

async function listFrozen(site: Site, viewer: Viewer, courseId: string, isMeant: (id: string) => boolean): Promise<FrozenVersion[]> {
  const rows = await site.read
    .select({ studioVersionId: studioVersions.id, ordinal: studioVersions.ordinal, frozen: studioVersions.courseVersionId })
    .from(studioVersions)
    .where(and(eq(studioVersions.courseId, courseId), isNotNull(studioVersions.courseVersionId)))
    .orderBy(asc(studioVersions.ordinal))
  const frozen: FrozenVersion[] = []
  const met = new Set<string>()
  for (const { studioVersionId, ordinal, frozen: id } of rows) {
    if (id === null || met.has(id)) continue
    met.add(id)
    const { questions } = await readCourseVersion(site, id)
    const exams = await questionUse.listExamUses(site, viewer, id)
    const byId = new Map(questions.filter((question) => isMeant(question.id)).map((question) => [question.id, toAsked(question)]))
    frozen.push({ studioVersionId, ordinal, byId, exams })
  }
  return frozen
}

/** How a question did, by the places of its options. */
export interface HowItDid {
  shown: number
  right: number
  /** On how many sheets an option was chosen first: 对 and 错 of a true/false question, else in the order of the options. */
  first: number[]
}

const toHow = (use: QuestionUse | null, keys: readonly string[]): HowItDid | null =>
  use && { shown: use.shown, right: use.right, first: keys.map((key) => use.first[key] ?? 0) }

/** How the questions of a bank did as they are worded now, by id; those that no sheet had are left out. */
export async function readHowTheyDid(
  site: Site,
  viewer: Viewer,
  { courseId, questions }: { courseId: string; questions: readonly (AskedQuestion & { id: string })[] },
): Promise<Map<string, { shown: number; right: number }>> {
  const now = new Map(questions.map((question) => [question.id, question]))
  const done = new Map<string, { shown: number; right: number }>()
  for (const { byId, exams } of await listFrozen(site, viewer, courseId, (id) => now.has(id)))
    for (const [id, asked] of byId) {
      const use = questionUse.sumUp(exams.map(({ byQuestion }) => byQuestion.get(id)))
      const question = use && now.get(id)
      if (!question || coreOf(asked) !== coreOf(question)) continue
      const before = done.get(id) ?? { shown: 0, right: 0 }
      done.set(id, { shown: before.shown + use.shown, right: before.right + use.right })
    }
  return done
}

/** One wording of a question, from one version of the course to another. */
export interface Wording extends AskedQuestion {
  /** Its picture as it was then. */
  shown?: ShownPicture | undefined
  /** The versions that have it, by number. */
  ordinals: number[]
  /** Null if no sheet had it. */
  how: HowItDid | null
  /** The exams whose sheets had it; `cohort` is null if the viewer may not see its results. */
  exams: { cohort: ExamUse['cohort']; shown: number; right: number }[]
}

/** How a question was worded in what was published, the latest first. */
export async function readWordings(site: Site, viewer: Viewer, { courseId, id }: { courseId: string; id: string }): Promise<Wording[]> {
  const wordings: (Wording & { core: string })[] = []
  for (const { studioVersionId, ordinal, byId, exams } of await listFrozen(site, viewer, courseId, (one) => one === id)) {
    const asked = byId.get(id)
    if (!asked) continue
    const { keys, ...question } = asked
    const core = coreOf(question)
    const used = exams.flatMap(({ cohort, byQuestion }) => {
      const use = byQuestion.get(id)
      return use ? [{ cohort, shown: use.shown, right: use.right }] : []
    })
    const how = toHow(questionUse.sumUp(exams.map(({ byQuestion }) => byQuestion.get(id))), keys)
    const last = wordings.at(-1)
    if (last?.core === core && last.options.join('\n') === question.options.join('\n'))
      Object.assign(last, mergeUse(last, { how, exams: used }), { ordinals: [...last.ordinals, ordinal] })
    else
      wordings.push({ ...question, shown: await showAsThen(site, studioVersionId, question), core, ordinals: [ordinal], how, exams: used })
  }
  return wordings.reverse().map(({ core: _core, ...wording }) => wording)
}

async function showAsThen(site: Site, versionId: string, question: AskedQuestion): Promise<ShownPicture | undefined> {
  if (question.picture === undefined) return undefined
  return showPictureOf(await loadShownPictures(site, versionId), question)
}

type Use = Pick<Wording, 'how' | 'exams'>

function mergeUse(one: Use, other: Use): Use {
  const exams = [...other.exams, ...one.exams]
  if (!one.how || !other.how) return { how: one.how ?? other.how, exams }
  const { first, shown, right } = one.how
  return {
    how: {
      shown: shown + other.how.shown,
      right: right + other.how.right,
      first: first.map((count, at) => count + (other.how?.first[at] ?? 0)),
    },
    exams,
  }
}
