// What an instructor sees of a class: who is where, and where it is stuck. What was said and chosen is counted over the
// whole class, whoever looks: an officer with one trainee in it would otherwise read her answers.
import { and, asc, count, desc, eq, type SQL, sql } from 'drizzle-orm'
import { addDays, toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { listChecks } from '#app/lesson/compiled/lesson-checks.ts'
import { spellHeading } from '#app/text/heading.ts'
import { isStuckKey, toStuckKey } from '#app/lesson/version-mark.ts'
import { isOver } from '#app/modules/cohorts/cohort.states.ts'
import { type CourseVersion, findVersionBefore, readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import { hasLeft } from '#app/modules/cohorts/enrolment.states.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { sortClassList } from '#app/text/by-pinyin.server.ts'
import { joinedBySpaces } from '#db/dialect/dialect.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { sectionProgress, versionMarks } from '#db/schema/learning.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { findNextSection, isComplete } from './next-section.ts'
import { canFollowClass, canFollowTrainee, classesFollowedBy } from './policy.ts'

/** Days after which somebody who is not done is called absent: to be helped, not to be judged. */
const maxDaysAway = 7

interface FollowedClass {
  id: string
  regionCode: string
  state: string
  startsOn: string
  courseVersionId: string
}

export interface Learner {
  enrolmentId: string
  personId: string
  name: string
  region: string
  /** Where she goes on; null if all is read. */
  at: { lesson: string; lessonTitle: string; section: string } | null
  lessonsDone: number
  /** When something that she read arrived last; null if nothing has. */
  lastAt: Date | null
  isAway: boolean
}

interface LessonFigures {
  slug: string
  title: string
  /** How many go on here, and how many have read it to the end. */
  here: number
  done: number
  /** How often a section of it was not understood. */
  stuck: number
}

interface SectionFigures {
  id: string
  title: string
  read: number
  stuck: number
  /** The same in the version before, under the same heading; null if there is none. */
  stuckBefore: number | null
}

export interface CheckFigures {
  id: string
  section: string | null
  question: string
  options: { text: string; isRight: boolean; first: number; firstBefore: number | null }[]
}

export interface LessonDetail {
  slug: string
  title: string
  sections: SectionFigures[]
  checks: CheckFigures[]
}

export interface ClassLearning {
  people: number
  lessons: LessonFigures[]
  /** The lesson that was asked for; else the one where most sections were not understood. Null if the course has none. */
  detail: LessonDetail | null
  hasVersionBefore: boolean
  /** The trainees whom the viewer may see, by township and village, there by name. */
  learners: Learner[]
}

/** Returns how a class is learning. Throws 403. The caller has read the class. */
export async function readClassLearning(site: Site, viewer: Viewer, cohort: FollowedClass, lessonSlug?: string): Promise<ClassLearning> {
  if (!canFollowClass(viewer, cohort)) throw forbidden('这个班学到哪里，由教这个班的讲师、当地的专干和管理员看。')
  const people = await listPeople(site, viewer, cohort.id)
  const version = await readCourseVersion(site, cohort.courseVersionId)
  const outline = await loadSections(site, version)
  const reading = await loadReading(site, version, people)
  const placeOf = placesBy(outline)
  const places = people.map((person) => {
    const own = reading.get(person.personId) ?? nothingRead
    return { ...person, ...placeOf(own), lastAt: own.last?.at ?? null }
  })
  const marks = await countMarksOfClass(site, version.versionId, people)
  const lessons = outline.map(({ slug, title }) => {
    return {
      slug,
      title,
      here: places.filter(({ at }) => at?.lesson === slug).length,
      done: places.filter(({ done }) => done.has(slug)).length,
      stuck: sumOf(marks.filter((mark) => mark.lesson === slug && isStuckKey(mark.key) && mark.value === '1')),
    }
  })
  const before = await findVersionBefore(site, version.versionId)
  const shown = lessonSlug ?? [...lessons].sort((one, other) => other.stuck - one.stuck)[0]?.slug
  const awaySince = addDays(toDay(site.now()), -maxDaysAway)
  const learners = places.flatMap(({ isSeen, done, ...person }) => {
    const { at, lastAt } = person
    const isAway = at !== null && !isOver(cohort.state) && (lastAt ? toDay(lastAt) : cohort.startsOn) < awaySince
    return isSeen ? [{ ...person, lessonsDone: done.size, isAway }] : []
  })
  return {
    people: people.length,
    lessons,
    detail: shown === undefined ? null : await readDetail(site, { version, before, slug: shown, reading, marks }),
    hasVersionBefore: before !== null,
    learners,
  }
}

async function listPeople(site: Pick<Site, 'read'>, viewer: Viewer, cohortId: string) {
  const rows = await site.read
    .select({
      enrolmentId: enrolments.id,
      personId: persons.id,
      name: persons.name,
      region: persons.regionCode,
      state: workflows.state,
    })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(and(eq(enrolments.cohortId, cohortId), classesFollowedBy(viewer)))
    .orderBy(asc(persons.id))
  return sortClassList(rows.filter(({ state }) => !hasLeft(state))).map(({ state: _, ...person }) => ({
    ...person,
    isSeen: canFollowTrainee(viewer, { personRegion: person.region, cohortId }),
  }))
}

type People = Awaited<ReturnType<typeof listPeople>>
const idsOf = (people: People) => people.map(({ personId }) => personId)

async function loadSections(site: Site, { lessons }: CourseVersion) {
  const outline = []
  for (const { slug, title, source } of lessons) outline.push({ slug, title, sections: (await renderLesson(site, source)).sections.length })
  return outline
}

interface Reading {
  /** Every section that was read, as `lesson/section`, separated by spaces: many of a class have read the same. */
  read: string
  /** The lesson of the section that arrived last, and when. */
  last: { lesson: string; at: Date } | null
}

/**
 * What each of a class has read. In two queries with a row for each person, since a class has a hundred thousand sections read: the first
 * one finds all it needs in an index, the second one looks at one section of each.
 */
async function loadReading({ read }: Pick<Site, 'read'>, { slug }: CourseVersion, people: People): Promise<Map<string, Reading>> {
  const ofClass = inValues(sectionProgress.personId, idsOf(people))
  const rows = await read
    .select({ personId: sectionProgress.personId, read: joinedBySpaces(sectionProgress.lessonSlug, sectionProgress.section) })
    .from(sectionProgress)
    .where(and(eq(sectionProgress.courseSlug, slug), ofClass))
    .groupBy(sectionProgress.personId)
  // By the time of arrival, and within a batch the section read last, as on her own page.
  const latest = read
    .select({ last: sql<string>`${sectionProgress.receivedAt} || ' ' || ${sectionProgress.lessonSlug}`.as('last') })
    .from(sectionProgress)
    .where(and(eq(sectionProgress.personId, persons.id), eq(sectionProgress.courseSlug, slug)))
    .orderBy(desc(sectionProgress.receivedAt), desc(sectionProgress.firstAt))
    .limit(1)
  const lasts = await read
    .select({ personId: persons.id, last: sql<string | null>`(${latest})` })
    .from(persons)
    .where(
      inValues(
        persons.id,
        rows.map(({ personId }) => personId),
      ),
    )
  const lastOf = new Map(lasts.map(({ personId, last }) => [personId, last?.split(' ')]))
  return new Map(
    rows.map(({ personId, read }) => {
      const [at, lesson] = lastOf.get(personId) ?? []
      return [personId, { read, last: at && lesson ? { lesson, at: new Date(Number(at)) } : null }]
    }),
  )
}

const nothingRead: Reading = { read: '', last: null }

/** Finds where somebody goes on, by the same rule as on her own page; once for all who have read the same. */
function placesBy(outline: Awaited<ReturnType<typeof loadSections>>) {
  const known = new Map<string, ReturnType<typeof findPlace>>()
  return ({ read, last }: Reading) => {
    const name = `${last?.lesson ?? ''} ${read}`
    const place = known.get(name) ?? findPlace(outline, read, last?.lesson ?? null)
    known.set(name, place)
    return place
  }
}

function findPlace(outline: Awaited<ReturnType<typeof loadSections>>, read: string, last: string | null) {
  const sections = groupBy(read.split(' '), (one) => one.slice(0, one.indexOf('/')))
  const lessons = outline.map((lesson) => {
    const own = sections.get(lesson.slug) ?? []
    return { ...lesson, read: own.map((one) => one.slice(lesson.slug.length + 1)) }
  })
  const next = findNextSection(lessons, last)
  return {
    at: next && { lesson: next.lesson, lessonTitle: next.title, section: next.section },
    done: new Set(lessons.filter(isComplete).map(({ slug }) => slug)),
  }
}

/** How many have read each section of a lesson. */
function countRead(reading: Iterable<Reading>, lesson: string): Map<string, number> {
  const readers = new Map<string, number>()
  for (const { read } of reading) readers.set(read, (readers.get(read) ?? 0) + 1)
  const counts = new Map<string, number>()
  for (const [read, people] of readers)
    for (const one of read.split(' ')) {
      const [of, section = ''] = one.split('/')
      if (of === lesson) counts.set(section, (counts.get(section) ?? 0) + people)
    }
  return counts
}

/** Counts what was said and chosen, by lesson, thing and value. */
const countMarks = (site: Pick<Site, 'read'>, where: SQL | undefined) =>
  Promise.resolve(
    site.read
      .select({
        lesson: versionMarks.lessonSlug,
        key: versionMarks.key,
        value: versionMarks.value,
        first: versionMarks.firstValue,
        people: count(),
      })
      .from(versionMarks)
      .where(where)
      .groupBy(versionMarks.lessonSlug, versionMarks.key, versionMarks.value, versionMarks.firstValue),
  )

/** By the people of a class, in the version that it studies. */
const countMarksOfClass = (site: Pick<Site, 'read'>, versionId: string, people: People) =>
  countMarks(site, and(eq(versionMarks.courseVersionId, versionId), inValues(versionMarks.personId, idsOf(people))))

/** In one lesson, by all classes that studied a version. */
const countMarksOfLesson = (site: Pick<Site, 'read'>, versionId: string, lesson: string) =>
  countMarks(site, and(eq(versionMarks.courseVersionId, versionId), eq(versionMarks.lessonSlug, lesson)))

type Marks = Awaited<ReturnType<typeof countMarks>>
const sumOf = (marks: Marks) => marks.reduce((sum, { people }) => sum + people, 0)
const stuckIn = (marks: Marks, section: string) => sumOf(marks.filter(({ key, value }) => key === toStuckKey(section) && value === '1'))
const firstIn = (marks: Marks, check: string, option: number) =>
  sumOf(marks.filter(({ key, first }) => key === `check:${check}` && first === String(option)))

interface DetailRequest {
  version: CourseVersion
  before: string | null
  slug: string
  reading: Map<string, Reading>
  marks: Marks
}

const readLessonParts = async (site: Site, { lessons }: CourseVersion, slug: string) => {
  const lesson = lessons.find((one) => one.slug === slug)
  if (!lesson) return null
  const compiled = await renderLesson(site, lesson.source)
  return { title: lesson.title, sections: compiled.sections, checks: listChecks(compiled) }
}

async function readDetail(site: Site, { version, before, slug, reading, marks }: DetailRequest): Promise<LessonDetail | null> {
  const lesson = await readLessonParts(site, version, slug)
  if (!lesson) return null
  const own = marks.filter((mark) => mark.lesson === slug)
  const read = countRead(reading.values(), slug)
  const old = before ? await readLessonParts(site, await readCourseVersion(site, before), slug) : null
  const oldMarks = before && old ? await countMarksOfLesson(site, before, slug) : []
  return {
    slug,
    title: lesson.title,
    sections: lesson.sections.map(({ id, title }) => {
      const same = old?.sections.find((section) => spellHeading(section.title) === spellHeading(title))
      return { id, title, read: read.get(id) ?? 0, stuck: stuckIn(own, id), stuckBefore: same ? stuckIn(oldMarks, same.id) : null }
    }),
    checks: lesson.checks.map(({ options, ...check }) => ({
      ...check,
      options: options.map(({ text, isRight }, i) => {
        const same = old?.checks.find(({ id }) => id === check.id)?.options.findIndex((option) => option.text === text) ?? -1
        return { text, isRight, first: firstIn(own, check.id, i), firstBefore: same >= 0 ? firstIn(oldMarks, check.id, same) : null }
      }),
    })),
  }
}
