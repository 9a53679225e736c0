// What another version of its course would change for a class: said before it is moved.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { listTrainees, readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { hasLeft } from '#app/modules/cohorts/enrolment.states.ts'
import { type CourseVersion, readCourseVersion } from '#app/modules/courses/courses.server.ts'
import { findShortage, questionKinds } from '#app/modules/exams/draw.ts'
import { readExamPlan } from '#app/modules/exams/exams.server.ts'
import { kindLabels } from '#app/modules/exams/plan/kind-labels.ts'
import { findPartShortages, formatPart } from '#app/modules/exams/plan/parts.ts'
import { countReaders, readLessonDays } from '#app/modules/learning/learning.server.ts'
import { readStudioCourse } from '#app/modules/studio/studio.server.ts'
import { isPublished } from '#app/modules/studio/version.states.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { fingerprintSeen } from '#app/workflow/seen.server.ts'
import { compareLessons, type LessonChange } from './compare-lessons.ts'

type CohortHead = Awaited<ReturnType<typeof readCohortHead>>

/** A version of the course that a class can study. */
export interface MoveTarget {
  courseVersionId: string
  ordinal: number
  /** Whether new classes get it. */
  isOffered: boolean
}

export interface CourseMoveView {
  cohort: Pick<CohortHead, 'id' | 'number' | 'name' | 'startsOn' | 'courseTitle'>
  /** The version that it studies; null if the studio does not have it. */
  from: MoveTarget | null
  fromVersionId: string
  /** The version that is looked at; null if there is no other one. */
  to: MoveTarget | null
  others: MoveTarget[]
  lessons: (LessonChange & { readers: number })[]
  trainees: number
  /** How many have finished a lesson that they have to read on in. */
  toReadOn: number
  exam: { opensAt: Date; closesAt: Date; kept: number; added: number; dropped: number } | null
  /** Why it cannot be moved now; null if it can. */
  objection: string | null
  fingerprint: string
}

const mayMove = (viewer: Viewer, { canRun }: Pick<CohortHead, 'canRun'>) => canRun && hasDuty(viewer, 'courses.write')

/** The versions of a course that were published once, the latest first; none if the studio does not know it. */
async function listTargets(site: Site, viewer: Viewer, slug: string): Promise<MoveTarget[]> {
  const course = await readStudioCourse(site, viewer, slug).catch((fault: unknown) => {
    if (fault instanceof Refusal && fault.status === 404) return null // it stands in the folder alone
    throw fault
  })
  const targets = (course?.versions ?? []).flatMap(({ courseVersionId, ordinal, state }) =>
    courseVersionId === null ? [] : [{ courseVersionId, ordinal, isOffered: isPublished(state) }],
  )
  return targets.filter(({ courseVersionId }, at) => targets.findIndex((other) => other.courseVersionId === courseVersionId) === at)
}

/** The version that new classes get, if this class studies another one and the viewer may move it; null otherwise. */
export async function findCourseMove(
  site: Site,
  viewer: Viewer,
  cohort: Pick<CohortHead, 'canRun' | 'state' | 'courseSlug' | 'courseVersionId'>,
): Promise<MoveTarget | null> {
  if (!mayMove(viewer, cohort) || isOver(cohort.state)) return null
  const offered = (await listTargets(site, viewer, cohort.courseSlug)).find(({ isOffered }) => isOffered)
  return offered && offered.courseVersionId !== cohort.courseVersionId ? offered : null
}

/** Returns what moving a class to a version does, by default to the one that new classes get. Throws 403 or 404. */
export async function readCourseMove(
  site: Site,
  viewer: Viewer,
  { cohortId, to: wanted }: { cohortId: string; to?: string | undefined },
): Promise<CourseMoveView> {
  const cohort = await readCohortHead(site, viewer, cohortId)
  if (!mayMove(viewer, cohort)) throw forbidden('换课程的版本，由教这个班的讲师或者管理员办。')
  const targets = await listTargets(site, viewer, cohort.courseSlug)
  const others = targets.filter(({ courseVersionId }) => courseVersionId !== cohort.courseVersionId)
  const to =
    others.find(({ courseVersionId, isOffered }) => (wanted === undefined ? isOffered : courseVersionId === wanted)) ??
    (wanted === undefined ? others[0] : undefined)
  const from = targets.find(({ courseVersionId }) => courseVersionId === cohort.courseVersionId)
  const empty = { lessons: [], trainees: 0, toReadOn: 0, exam: null }
  const picture = to
    ? await loadPicture(site, viewer, { cohort, to: to.courseVersionId })
    : { ...empty, shortage: { ofParts: [] }, begun: 0 }
  const { shortage, begun, ...shown } = picture
  return {
    cohort,
    from: from ?? null,
    fromVersionId: cohort.courseVersionId,
    to: to ?? null,
    others,
    ...shown,
    objection: findObjection({ state: cohort.state, to, begun, shortage }),
    fingerprint: fingerprintSeen([cohort.version, cohort.courseVersionId, to?.courseVersionId, picture]),
  }
}

/** What the bank of the other version lacks for the exam: by kind, and of parts in words. */
type Shortage = ReturnType<typeof findShortage> & { ofParts: string[] }

function findObjection({ state, to, begun, shortage }: { state: string; to: MoveTarget | undefined; begun: number; shortage: Shortage }) {
  if (isOver(state)) return '这个班已经结束，课程不能再换。'
  if (!to) return '没有别的版本可以换。'
  if (begun > 0) return `已经有 ${begun} 人开考，试题是从现在这一版抽的，不能再换。`
  const lacking = [
    ...questionKinds.flatMap((kind) => (shortage[kind] ? [`${kindLabels[kind]}少 ${shortage[kind]} 道`] : [])),
    ...shortage.ofParts,
  ]
  if (lacking.length > 0) return `考试已经安排了，那一版的题库不够抽：${lacking.join('，')}。请先改考试的安排，再换。`
  return null
}

async function loadPicture(site: Site, viewer: Viewer, { cohort, to }: { cohort: CohortHead; to: string }) {
  const [before, after] = await Promise.all([readCourseVersion(site, cohort.courseVersionId), readCourseVersion(site, to)])
  const people = (await listTrainees(site, viewer, cohort)).filter(({ state }) => !hasLeft(state)).map(({ personId }) => personId)
  const readers = await countReaders(site, cohort.courseSlug, people)
  const exam = await readExamPlan(site.read, cohort.id)
  return {
    lessons: compareLessons(before, after).map((lesson) => ({ ...lesson, readers: readers.get(lesson.slug) ?? 0 })),
    trainees: people.length,
    toReadOn: await countToReadOn(site, [before, after], people),
    exam: exam && { opensAt: exam.opensAt, closesAt: exam.closesAt, ...compareBanks(before, after) },
    shortage: exam ? findShortages([before, after], exam.plan) : { ofParts: [] },
    begun: exam?.begun ?? 0,
  }
}

function findShortages(
  [before, after]: readonly [CourseVersion, CourseVersion],
  { parts, ...plan }: NonNullable<Awaited<ReturnType<typeof readExamPlan>>>['plan'],
): Shortage {
  const titles = new Map([...before.lessons, ...after.lessons].map(({ slug, title }) => [slug, title]))
  const ofParts = findPartShortages(after.questions, parts).map(
    ({ part, kind, missing }) => `${formatPart(part, titles)}的${kindLabels[kind]}少 ${missing} 道`,
  )
  return { ...findShortage(after.questions, plan), ofParts }
}

/** How many of these people have finished a lesson of the one version that the other one does not call finished. */
async function countToReadOn(site: Site, [before, after]: readonly [CourseVersion, CourseVersion], people: readonly string[]) {
  if (people.length === 0) return 0
  const [then, now] = [await readLessonDays(site, before.versionId, people), await readLessonDays(site, after.versionId, people)]
  return people.filter((person) =>
    then.lessons.some(({ slug }, at) => {
      const place = now.lessons.findIndex((lesson) => lesson.slug === slug)
      return place >= 0 && then.days.get(person)?.[at] && !now.days.get(person)?.[place]
    }),
  ).length
}

/** Which questions both banks have: the same question, word by word. */
function compareBanks({ questions: before }: CourseVersion, { questions: after }: CourseVersion) {
  const said = (question: CourseVersion['questions'][number]) => JSON.stringify({ ...question, difficulty: undefined })
  const known = new Set(before.map(said))
  const kept = after.filter((question) => known.has(said(question))).length
  return { kept, added: after.length - kept, dropped: before.length - kept }
}
