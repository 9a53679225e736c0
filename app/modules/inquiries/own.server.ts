// What a trainee sees of questions: her own with their answers, and what her class is shown.
import { and, asc, desc, eq, inArray, notExists, sql } from 'drizzle-orm'
import { addDays, toDay } from '#app/calendar.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { type AttachmentInfo, readAttachmentInfo } from '#app/modules/attachments/attachments.server.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { awayStates } from '#app/modules/cohorts/enrolment.states.ts'
import { readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { prepared } from '#db/prepared.ts'
import { inquiries, replies } from '#db/schema/inquiries.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { courseVersions } from '#db/views/courses.ts'
import { workflows } from '#db/views/workflow.ts'
import { isAnswered, readableStates } from './inquiry.states.ts'
import { shownState } from './reply.states.ts'
import { findSection } from './section-place.ts'
import { readWordings } from './wordings.server.ts'

export interface OwnInquiry {
  id: string
  course: string
  courseTitle: string
  lesson: string
  section: string
  heading: string
  versionId: string
  text: string | null
  pictureId: string | null
  voice: AttachmentInfo | null
  askedAt: Date
  state: string
  answer: { text: string | null; voice: AttachmentInfo | null } | null
}

export interface ShownReply {
  id: string
  question: string
  text: string | null
  voiceId: string | null
  questionPictureId: string | null
  questionVoiceId: string | null
}

/** What a class is shown is for those who are in it, and no longer for those who left. */
const isStillThere = (read: Reader) =>
  notExists(
    read
      .select({ id: workflows.id })
      .from(workflows)
      .where(and(eq(workflows.id, enrolments.id), inArray(workflows.state, awayStates))),
  )

// Both run whenever a lesson is opened, so prepared.
const ownOfLesson = prepared((read: Reader) =>
  read
    .select({ courseVersionId: inquiries.courseVersionId, section: inquiries.section, heading: inquiries.heading, state: workflows.state })
    .from(inquiries)
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(
      and(
        eq(inquiries.personId, sql.placeholder('personId')),
        eq(inquiries.courseSlug, sql.placeholder('courseSlug')),
        eq(inquiries.lessonSlug, sql.placeholder('lessonSlug')),
        inArray(workflows.state, readableStates),
      ),
    ),
)
const shownInLesson = prepared((read: Reader) =>
  read
    .select({
      id: replies.id,
      courseVersionId: replies.courseVersionId,
      section: replies.section,
      heading: replies.heading,
      version: workflows.version,
      movedAt: workflows.movedAt,
    })
    .from(enrolments)
    .innerJoin(replies, eq(replies.cohortId, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, replies.id))
    .where(
      and(
        eq(enrolments.personId, sql.placeholder('personId')),
        eq(replies.courseSlug, sql.placeholder('courseSlug')),
        eq(replies.lessonSlug, sql.placeholder('lessonSlug')),
        eq(workflows.state, shownState),
        isStillThere(read),
      ),
    )
    .orderBy(desc(replies.repliedAt), desc(replies.id)),
)

interface LessonOfReader {
  /** Null for a viewer at a desk, who is shown nothing of it. */
  personId: string | null
  versionId: string
  courseSlug: string
  lessonSlug: string
  sections: readonly { id: string; title: string }[]
}

/** What a lesson shows of questions: of each section the reader's own by state, and what the class is shown, the latest first. */
export interface LessonInquiries {
  own: { section: string; waiting: number; answered: number }[]
  shown: (ShownReply & { section: string })[]
  /** Names what is shown: the same if nothing of it has changed. */
  key: string
}

const none: LessonInquiries = { own: [], shown: [], key: '' }

/** Returns what a lesson shows of questions to its reader. Two queries for most. */
export async function readLessonInquiries(site: Pick<Site, 'read'>, reader: LessonOfReader): Promise<LessonInquiries> {
  const { personId, versionId, courseSlug, lessonSlug, sections } = reader
  if (personId === null) return none
  const asked = await ownOfLesson(site.read).execute({ personId, courseSlug, lessonSlug })
  const found = await shownInLesson(site.read).execute({ personId, courseSlug, lessonSlug })
  if (asked.length === 0 && found.length === 0) return none
  const own = sections.flatMap(({ id }) => {
    const here = asked.filter((one) => findSection(one, versionId, sections) === id)
    const answered = here.filter(({ state }) => isAnswered(state)).length
    return here.length > 0 ? [{ section: id, waiting: here.length - answered, answered }] : []
  })
  const placed = found.flatMap((one) => {
    const section = findSection(one, versionId, sections)
    return section === null ? [] : [{ ...one, section }]
  })
  const shown = await withWordings(site.read, placed)
  return { own, shown, key: placed.map(({ id, version }) => `${id}.${version}`).join(' ') }
}

async function withWordings<R extends { id: string }>(read: Reader, rows: readonly R[]): Promise<(ShownReply & R)[]> {
  const wordings = await readWordings(
    read,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const wording = wordings.get(row.id)
    if (!wording || wording.question === null) return []
    const { text, voiceId, question, questionPictureId, questionVoiceId } = wording
    return [{ ...row, question, text, voiceId, questionPictureId, questionVoiceId }]
  })
}

/** Own questions that a page lists. */
const maxListed = 100

async function listOwn(read: Reader, personId: string, courseSlug?: string): Promise<OwnInquiry[]> {
  const rows = await read
    .select({ inquiry: inquiries, courseTitle: courseVersions.title, state: workflows.state })
    .from(inquiries)
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .innerJoin(courseVersions, eq(courseVersions.id, inquiries.courseVersionId))
    .where(
      and(
        eq(inquiries.personId, personId),
        courseSlug === undefined ? undefined : eq(inquiries.courseSlug, courseSlug),
        inArray(workflows.state, readableStates),
      ),
    )
    .orderBy(desc(inquiries.askedAt), asc(inquiries.id))
    .limit(maxListed)
  const wordings = await readWordings(
    read,
    rows.flatMap(({ inquiry }) => inquiry.replyId ?? []),
  )
  const voices = await readAttachmentInfo({ read }, [
    ...rows.map(({ inquiry }) => inquiry.voiceId),
    ...[...wordings.values()].map(({ voiceId }) => voiceId),
  ])
  const voiceOf = (id: string | null) => (id === null ? null : (voices.get(id) ?? null))
  return rows.map(({ inquiry, courseTitle, state }) => {
    const wording = inquiry.replyId ? wordings.get(inquiry.replyId) : undefined
    const { id, text, pictureId, voiceId, askedAt, section, heading } = inquiry
    return {
      ...{ id, text, pictureId, voice: voiceOf(voiceId), askedAt, section, heading, courseTitle, state },
      course: inquiry.courseSlug,
      lesson: inquiry.lessonSlug,
      versionId: inquiry.courseVersionId,
      answer: wording ? { text: wording.text, voice: voiceOf(wording.voiceId) } : null,
    }
  })
}

/** Returns the person of a trainee. Throws 403 for others. */
export function requireTrainee(viewer: Viewer): string {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) throw forbidden('只有学员可以在课文里提问。')
  return personId
}

/** Lists the viewer's own questions, latest first. Throws 403 for others than trainees. */
export const listOwnInquiries = async (site: Pick<Site, 'read'>, viewer: Viewer): Promise<OwnInquiry[]> =>
  listOwn(site.read, requireTrainee(viewer))

export interface AskPage {
  course: { slug: string; title: string }
  versionId: string
  lessons: { slug: string; title: string; sections: { id: string; title: string }[] }[]
  /** The viewer's own questions about the course, latest first. */
  own: OwnInquiry[]
  /** What her class is shown, latest first. */
  shown: (ShownReply & { lesson: string; heading: string })[]
}

/** Returns the page on which the viewer asks about a course. Throws 403 for others than trainees, and 404. */
export async function readAskPage(site: Site, viewer: Viewer, courseSlug: string): Promise<AskPage> {
  const personId = requireTrainee(viewer)
  const studied = await ownClasses.findVersionStudied(site, viewer, courseSlug)
  if (studied === null) throw notFound('这门课')
  const { versionId, title, lessons } = await readCourseVersion(site, studied)
  const outline = []
  for (const lesson of lessons) {
    const { sections } = await renderLesson(site, lesson.source)
    outline.push({
      slug: lesson.slug,
      title: lesson.title,
      sections: sections.map((section) => ({ id: section.id, title: section.title })),
    })
  }
  return {
    course: { slug: courseSlug, title },
    versionId,
    lessons: outline,
    own: await listOwn(site.read, personId, courseSlug),
    shown: await listShown(site.read, personId, courseSlug),
  }
}

async function listShown(read: Reader, personId: string, courseSlug: string) {
  const rows = await read
    .select({ id: replies.id, lesson: replies.lessonSlug, heading: replies.heading })
    .from(enrolments)
    .innerJoin(replies, eq(replies.cohortId, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, replies.id))
    .where(and(eq(enrolments.personId, personId), eq(replies.courseSlug, courseSlug), eq(workflows.state, shownState), isStillThere(read)))
    .orderBy(desc(replies.repliedAt), desc(replies.id))
    .limit(maxListed)
  return withWordings(read, rows)
}

/** Days for which an answer is new. */
const newFor = 7

/** Counts the viewer's questions that wait and those that are answered, and says whether one of the answers is new. */
export async function countOwnInquiries(
  site: Pick<Site, 'read' | 'now'>,
  viewer: Viewer,
): Promise<{ waiting: number; answered: number; isNew: boolean }> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return { waiting: 0, answered: 0, isNew: false }
  const rows = await site.read
    .select({ repliedAt: replies.repliedAt })
    .from(inquiries)
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .leftJoin(replies, eq(replies.id, inquiries.replyId))
    .where(and(eq(inquiries.personId, personId), inArray(workflows.state, readableStates)))
  const answers = rows.flatMap(({ repliedAt }) => repliedAt ?? [])
  const since = addDays(toDay(site.now()), -newFor)
  return { waiting: rows.length - answers.length, answered: answers.length, isNew: answers.some((at) => toDay(at) >= since) }
}

/**
 * Lists the lessons in which something about questions has changed for the viewer, and when: copies on a phone that are older are fetched
 * again.
 */
export async function listChangedLessons(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
): Promise<{ course: string; lesson: string; at: Date }[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const rows = await site.read
    .select({ course: replies.courseSlug, lesson: replies.lessonSlug, at: workflows.movedAt })
    .from(enrolments)
    .innerJoin(replies, eq(replies.cohortId, enrolments.cohortId))
    .innerJoin(workflows, eq(workflows.id, replies.id))
    .where(eq(enrolments.personId, personId))
    .orderBy(desc(workflows.movedAt))
    .limit(maxListed)
  const latest = new Map(rows.reverse().map((row) => [`${row.course}/${row.lesson}`, row]))
  return [...latest.values()]
}
