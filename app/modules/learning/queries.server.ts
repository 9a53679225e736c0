// Queries of lessons and of each person's progress.
import { and, desc, eq, like, sql } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import { hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'
import { listCohorts, ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import {
  type CompiledLesson,
  type CourseVersion,
  listCourses,
  readCourseVersion,
  readVersionMedia,
  renderLesson,
} from '#app/modules/courses/courses.server.ts'
import { type LessonTask, listTasks } from '#app/lesson/compiled/lesson-tasks.ts'
import { type LessonInquiries, readLessonInquiries } from '#app/modules/inquiries/inquiries.server.ts'
import { placeFiles } from '#app/lesson/lesson-files.ts'
import { toStuckKey } from '#app/lesson/version-mark.ts'
import { parseMediaFile } from '#app/media/media-file.ts'
import { type MediaInfo, openMediaFile, type ServedMedia } from '#app/modules/media/media.server.ts'
import { describeOwnTasks, type OwnWork, readOwnWork } from '#app/modules/tasks/tasks.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { prepared } from '#db/prepared.ts'
import { lessonMarks, sectionProgress, versionMarks } from '#db/schema/learning.ts'
import { createLessonAddresses } from './lesson-addresses.ts'
import { type NextSection, isComplete, findNextSection, toSectionPath, type LessonProgress } from './next-section.ts'
import { hasLeft } from '#app/modules/cohorts/enrolment.states.ts'
import { present } from '#app/present.ts'

/** Finds the version of a course for this viewer: for a trainee that of the latest class; for desks the latest that a class studies. */
async function findOwnVersion(site: Site, viewer: Viewer, courseSlug: string): Promise<CourseVersion> {
  const studied = await ownClasses.findVersionStudied(site, viewer, courseSlug)
  if (studied) return readCourseVersion(site, studied)
  if (hasDuty(viewer, 'cohorts.see')) {
    const held = (await listCohorts(site, viewer)).find((one) => one.courseSlug === courseSlug)
    if (held) return readCourseVersion(site, held.courseVersionId)
    const course = (await listCourses(site)).find((one) => one.slug === courseSlug)
    if (course) return { ...course, versionId: course.contentHash }
  }
  throw notFound('这门课')
}

export interface LessonLine extends LessonProgress {
  summary: string
  minutes: number
  sectionsDone: number
  done: boolean
}

export interface CourseView {
  slug: string
  title: string
  summary: string
  lessons: LessonLine[]
  /** Where to continue, see `findNextSection`. Null if all is read. */
  next: NextSection | null
}

// Runs whenever a lesson is opened, so prepared.
const sectionsRead = prepared((read: Reader) =>
  read
    .select()
    .from(sectionProgress)
    .where(and(eq(sectionProgress.personId, sql.placeholder('personId')), eq(sectionProgress.courseSlug, sql.placeholder('courseSlug')))),
)
const marksOf = prepared((read: Reader) =>
  read
    .select()
    .from(lessonMarks)
    .where(
      and(
        eq(lessonMarks.personId, sql.placeholder('personId')),
        eq(lessonMarks.courseSlug, sql.placeholder('courseSlug')),
        eq(lessonMarks.lessonSlug, sql.placeholder('lessonSlug')),
      ),
    ),
)
const stuckIn = prepared((read: Reader) =>
  read
    .select({ key: versionMarks.key, value: versionMarks.value })
    .from(versionMarks)
    .where(
      and(
        eq(versionMarks.personId, sql.placeholder('personId')),
        eq(versionMarks.courseVersionId, sql.placeholder('versionId')),
        eq(versionMarks.lessonSlug, sql.placeholder('lessonSlug')),
        like(versionMarks.key, toStuckKey('%')),
      ),
    ),
)

const loadProgress = (site: Site, personId: string, courseSlug: string) => sectionsRead(site.read).execute({ personId, courseSlug })

/** Returns a course with the viewer's progress. Throws 404. */
export async function readCourse(site: Site, viewer: Viewer, courseSlug: string): Promise<CourseView> {
  return courseView(site, viewer, await findOwnVersion(site, viewer, courseSlug))
}

/** Loads the lessons of a version, each with the names of its sections. */
async function loadOutline(site: Site, version: CourseVersion) {
  const lessons = []
  for (const { source, ...lesson } of version.lessons)
    lessons.push({ ...lesson, sections: (await renderLesson(site, source)).sections.map(({ id }) => id) })
  return lessons
}

/** Combines lessons with the sections read: the only definition of when a lesson is done. */
const toLessonProgress = (
  outline: Awaited<ReturnType<typeof loadOutline>>,
  done: readonly { lessonSlug: string; section: string }[],
): LessonLine[] =>
  outline.map(({ sections, ...lesson }) => {
    const seen = new Set(done.filter(({ lessonSlug }) => lessonSlug === lesson.slug).map(({ section }) => section))
    const read = sections.filter((id) => seen.has(id))
    return { ...lesson, sections: sections.length, read, sectionsDone: read.length, done: isComplete({ sections: sections.length, read }) }
  })

async function courseView(site: Site, viewer: Viewer, version: CourseVersion): Promise<CourseView> {
  const { personId } = getReach(viewer, 'learning.study')
  const done = personId ? await loadProgress(site, personId, version.slug) : []
  const lessons = toLessonProgress(await loadOutline(site, version), done)
  // By the time of arrival, not by the phone's clock; within a batch the section read last.
  const last = done.reduce<(typeof done)[number] | null>(
    (latest, row) =>
      !latest ||
      row.receivedAt > latest.receivedAt ||
      (row.receivedAt.getTime() === latest.receivedAt.getTime() && row.firstAt > latest.firstAt)
        ? row
        : latest,
    null,
  )
  return {
    slug: version.slug,
    title: version.title,
    summary: version.summary,
    lessons,
    next: findNextSection(lessons, last?.lessonSlug ?? null),
  }
}

export interface LessonView {
  /** The frozen version that it belongs to: the text of a lesson never changes in it. */
  versionId: string
  course: { slug: string; title: string }
  slug: string
  title: string
  minutes: number
  ordinal: number
  of: number
  /** All lessons of the course, in order. */
  lessons: string[]
  html: string
  sections: { id: string; title: string; done: boolean }[]
  marks: Record<string, string>
  /** What is handed in, and what became of it; null for those who hand in nothing. */
  tasks: (LessonTask & { state: string | null })[]
  /** What was asked about its sections. */
  inquiries: LessonInquiries
  previous: string | null
  next: { slug: string; title: string } | null
  /** True for trainees, whose progress is stored; others only read. */
  recordsProgress: boolean
}

interface PlacedLesson {
  versionId: string
  html: string
  tasks: LessonTask[]
}

const placedLessons = new WeakMap<CompiledLesson, PlacedLesson>()

/** Puts the addresses of pictures, sounds and videos into a lesson. Done once a lesson, not for each reader. */
async function addFileAddresses(site: Site, compiled: CompiledLesson, version: CourseVersion): Promise<PlacedLesson> {
  const known = placedLessons.get(compiled)
  if (known?.versionId === version.versionId) return known
  const html = placeFiles(compiled.html, createLessonAddresses(version, await readVersionMedia(site, version)))
  const placed = { versionId: version.versionId, html, tasks: listTasks({ html }) }
  placedLessons.set(compiled, placed)
  return placed
}

/** Returns a lesson of the viewer's version, with the viewer's progress in it. Throws 404. */
export async function readLesson(site: Site, viewer: Viewer, courseSlug: string, lessonSlug: string): Promise<LessonView> {
  const version = await findOwnVersion(site, viewer, courseSlug)
  const index = version.lessons.findIndex(({ slug }) => slug === lessonSlug)
  const lesson = version.lessons[index]
  if (!lesson) throw notFound('这一课')
  const compiled = await renderLesson(site, lesson.source)
  const { sections } = compiled
  const { personId } = getReach(viewer, 'learning.study')
  const done = personId
    ? new Set((await loadProgress(site, personId, courseSlug)).filter((row) => row.lessonSlug === lessonSlug).map(({ section }) => section))
    : new Set<string>()
  const { versionId } = version
  const marks = personId ? await marksOf(site.read).execute({ personId, courseSlug, lessonSlug }) : []
  const stuck = personId ? await stuckIn(site.read).execute({ personId, versionId, lessonSlug }) : []
  const inquiries = await readLessonInquiries(site, { personId, versionId, courseSlug, lessonSlug, sections })
  const next = version.lessons[index + 1]
  const { html, tasks } = await addFileAddresses(site, compiled, version)
  const states = personId
    ? await describeOwnTasks(site, personId, { course: courseSlug, lesson: lessonSlug, tasks: tasks.map(({ id }) => id) })
    : null
  return {
    versionId,
    course: { slug: version.slug, title: version.title },
    slug: lessonSlug,
    title: lesson.title,
    minutes: lesson.minutes,
    ordinal: index + 1,
    of: version.lessons.length,
    lessons: version.lessons.map(({ slug }) => slug),
    html,
    tasks: tasks.map((task) => ({ ...task, state: states?.get(task.id) ?? null })),
    sections: sections.map((section) => ({ ...section, done: done.has(section.id) })),
    marks: Object.fromEntries([...marks, ...stuck].map(({ key, value }) => [key, value])),
    inquiries,
    previous: version.lessons[index - 1]?.slug ?? null,
    next: next ? { slug: next.slug, title: next.title } : null,
    recordsProgress: personId !== null,
  }
}

export interface TaskView {
  course: { slug: string; title: string }
  lesson: { slug: string; title: string }
  /** The version whose task it is. */
  versionId: string
  task: LessonTask
  own: OwnWork
}

/**
 * Returns a task of the viewer's version with what she handed in for it; what she handed in for one that her class has no more is there too.
 * Throws 404.
 */
export async function readTask(site: Site, viewer: Viewer, courseSlug: string, lessonSlug: string, taskId: string): Promise<TaskView> {
  const own = await readOwnWork(site, viewer, { course: courseSlug, lesson: lessonSlug, task: taskId })
  const former = own.handedIn[0]?.courseVersionId
  const versions = [await findOwnVersion(site, viewer, courseSlug), ...(former ? [await readCourseVersion(site, former)] : [])]
  for (const version of versions) {
    const lesson = version.lessons.find(({ slug }) => slug === lessonSlug)
    const placed = lesson && (await addFileAddresses(site, await renderLesson(site, lesson.source), version))
    const task = placed?.tasks.find(({ id }) => id === taskId)
    if (!lesson || !task) continue
    const { versionId, slug, title } = version
    return { course: { slug, title }, lesson: { slug: lesson.slug, title: lesson.title }, versionId, task, own }
  }
  throw notFound('这个任务')
}

/** Returns a picture of a version, as SVG text. A version never changes, so it may be cached for ever. Throws 404. */
export async function readPicture(site: Site, versionId: string, name: string): Promise<string> {
  const version = /^[0-9a-f]{64}$/.test(versionId)
    ? (await listCourses(site)).find(({ contentHash }) => contentHash === versionId)
    : await readCourseVersion(site, versionId)
  const picture = version && Object.hasOwn(version.pictures, name) ? version.pictures[name] : undefined
  if (!picture) throw notFound('这张图')
  return picture
}

/**
 * Returns a photograph as phones get it, a sound or a video, by the name that lessons give it, if the viewer's version of the course has
 * it, or that of another class of theirs. Throws 404, and 429 if a photograph is not scaled yet and too many wait.
 */
export async function readLessonMedia(site: Site, viewer: Viewer, courseSlug: string, name: string): Promise<ServedMedia> {
  const own = await readVersionMedia(site, await findOwnVersion(site, viewer, courseSlug))
  const hash = parseMediaFile(name)?.hash ?? ''
  const isAmong = (media: ReadonlyMap<string, MediaInfo>) => [...media.values()].some((one) => one.hash.startsWith(hash))
  if (isAmong(own)) return openMediaFile(site, own.values(), name)
  // A sheet keeps the pictures of the class in which it was sat.
  for (const id of await listOtherVersions(site, viewer, courseSlug)) {
    const media = await readVersionMedia(site, await readCourseVersion(site, id))
    if (isAmong(media)) return openMediaFile(site, media.values(), name)
  }
  throw notFound('这个文件')
}

/** The versions of a course in all classes that the viewer is in, or sees. */
async function listOtherVersions(site: Site, viewer: Viewer, courseSlug: string): Promise<Set<string>> {
  const classes = [
    ...(getReach(viewer, 'learning.study').personId ? await ownClasses.listOwnClasses(site, viewer) : []),
    ...(hasDuty(viewer, 'cohorts.see') ? await listCohorts(site, viewer) : []),
  ]
  return new Set(classes.flatMap((one) => (one.courseSlug === courseSlug ? [one.courseVersionId] : [])))
}

/** Lists the courses of the viewer's own classes, latest first, each once. */
export async function listOwnCourses(site: Site, viewer: Viewer): Promise<CourseView[]> {
  const seen = new Set<string>()
  const courses: CourseView[] = []
  for (const { courseSlug, courseVersionId, enrolmentState } of await ownClasses.listOwnClasses(site, viewer)) {
    if (seen.has(courseSlug) || hasLeft(enrolmentState)) continue
    seen.add(courseSlug)
    courses.push(await courseView(site, viewer, await readCourseVersion(site, courseVersionId)))
  }
  return courses
}

/** Returns the path of the section where the viewer continues; of the home page if there is none. */
export async function findResumePath(site: Site, viewer: Viewer): Promise<string> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return '/'
  const [course] = (await listOwnCourses(site, viewer)).filter(({ next }) => next)
  if (!course?.next) return '/'
  return toSectionPath(course.slug, course.next)
}

/**
 * Counts the lessons of a course version that each of these people has finished; those who have not begun are missing. Uses the version
 * that the class studies, as on the trainee's own pages, not what the author has changed since.
 */
export async function readProgress(
  site: Site,
  courseVersionId: string,
  personIds: readonly string[],
): Promise<Map<string, { lessonsDone: number; lessons: number; lastAt: Date }>> {
  const result = new Map<string, { lessonsDone: number; lessons: number; lastAt: Date }>()
  const version = await readCourseVersion(site, courseVersionId)
  const rows =
    personIds.length > 0
      ? await site.read
          .select()
          .from(sectionProgress)
          .where(and(eq(sectionProgress.courseSlug, version.slug), inValues(sectionProgress.personId, [...personIds])))
          .orderBy(desc(sectionProgress.receivedAt))
      : []
  if (rows.length === 0) return result
  const byPerson = groupBy(rows, ({ personId }) => personId)
  const outline = await loadOutline(site, version)
  for (const [personId, own] of byPerson) {
    const lessons = toLessonProgress(outline, own)
    result.set(personId, {
      lessonsDone: lessons.filter(({ done }) => done).length,
      lessons: lessons.length,
      lastAt: present(own[0], 'section that was read').receivedAt,
    })
  }
  return result
}

/** Counts how many of these people have read something of each lesson of a course, by lesson; lessons that nobody opened are missing. */
export async function countReaders(
  site: Pick<Site, 'read'>,
  courseSlug: string,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map()
  const rows = await site.read
    .selectDistinct({ personId: sectionProgress.personId, lesson: sectionProgress.lessonSlug })
    .from(sectionProgress)
    .where(and(eq(sectionProgress.courseSlug, courseSlug), inValues(sectionProgress.personId, [...personIds])))
  const readers = groupBy(rows, ({ lesson }) => lesson)
  return new Map([...readers].map(([lesson, people]) => [lesson, people.length]))
}

/** The days on which each of these people finished the lessons of a version, by person; null for a lesson that is not finished. */
export async function readLessonDays(
  site: Site,
  courseVersionId: string,
  personIds: readonly string[],
): Promise<{ lessons: { slug: string; title: string }[]; days: Map<string, (string | null)[]> }> {
  const version = await readCourseVersion(site, courseVersionId)
  const outline = await loadOutline(site, version)
  const rows = await site.read
    .select()
    .from(sectionProgress)
    .where(and(eq(sectionProgress.courseSlug, version.slug), inValues(sectionProgress.personId, personIds)))
  const byPerson = groupBy(rows, ({ personId }) => personId)
  const dayOf = (own: typeof rows, lesson: string) =>
    toDay(new Date(Math.max(...own.flatMap(({ lessonSlug, firstAt }) => (lessonSlug === lesson ? [firstAt.getTime()] : [])))))
  return {
    lessons: version.lessons.map(({ slug, title }) => ({ slug, title })),
    days: new Map(
      [...byPerson].map(([personId, own]) => [
        personId,
        toLessonProgress(outline, own).map(({ slug, done }) => (done ? dayOf(own, slug) : null)),
      ]),
    ),
  }
}
