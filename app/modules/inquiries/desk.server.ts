// What an instructor sees of the questions of all his classes: what waits, oldest first, and what he answered.
import { and, asc, count, desc, eq, inArray, isNull, min, ne, type SQL } from 'drizzle-orm'
import { addDays, toDay } from '#app/calendar.ts'
import { getReach, hasDuty, type Viewer } from '#app/access/viewer.ts'
import { type AttachmentInfo, readAttachmentInfo } from '#app/modules/attachments/attachments.server.ts'
import { readCourseVersion } from '#app/modules/courses/courses.server.ts'
import { forbidden, notFound } from '#app/refusal.ts'
import type { Errand } from '#app/shell/errand.ts'
import { paths } from '#app/shell/paths.ts'
import type { Reader, Site } from '#app/site.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { groupBy } from '#db/group-by.ts'
import { inquiries, replies } from '#db/schema/inquiries.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { columnsOf } from '#db/views/columns.ts'
import { courseVersions } from '#db/views/courses.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { askedState, isAsked, readableStates } from './inquiry.states.ts'
import { inquiryWorkflow } from './inquiry.workflow.ts'
import { classesAnsweredBy } from './policy.ts'
import { takenBackState } from './reply.states.ts'
import { nameSection } from './section-place.ts'
import { listGivenTogether, requireReply } from './reply.server.ts'
import { replyWorkflow } from './reply.workflow.ts'
import { readWordings, type Wording } from './wordings.server.ts'

export interface CohortLabel {
  id: string
  number: number
  name: string
  startsOn: string
}

export interface WaitingInquiry {
  id: string
  name: string
  cohort: CohortLabel
  versionId: string
  course: string
  courseTitle: string
  lesson: string
  heading: string
  text: string | null
  pictureId: string | null
  voice: AttachmentInfo | null
  askedAt: Date
}

/** Questions about one section, which are answered together. */
export interface WaitingGroup {
  /** The oldest of them, by which the group is addressed. */
  first: string
  course: string
  courseTitle: string
  lesson: string
  lessonTitle: string
  heading: string
  inquiries: WaitingInquiry[]
}

/** Questions that the queue lists at a time, the oldest. */
const maxQueue = 1_000

const label = { id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn }

function requireAnswering(viewer: Viewer) {
  if (!hasDuty(viewer, 'learning.answer')) throw forbidden('学员的问题由教这个班的讲师回答。')
}

const waits = (viewer: Viewer, which?: SQL) =>
  and(eq(workflows.kind, inquiryWorkflow.kind), eq(workflows.state, askedState), classesAnsweredBy(viewer), which)

async function listWaiting(read: Reader, viewer: Viewer, which?: SQL): Promise<WaitingInquiry[]> {
  const rows = await read
    .select({ inquiry: inquiries, name: persons.name, cohort: label, courseTitle: courseVersions.title })
    .from(workflows)
    .innerJoin(inquiries, eq(inquiries.id, workflows.id))
    .innerJoin(cohorts, eq(cohorts.id, inquiries.cohortId))
    .innerJoin(persons, eq(persons.id, inquiries.personId))
    .innerJoin(courseVersions, eq(courseVersions.id, inquiries.courseVersionId))
    .where(waits(viewer, which))
    .orderBy(asc(inquiries.askedAt), asc(inquiries.id))
    .limit(maxQueue)
  const voices = await readAttachmentInfo(
    { read },
    rows.map(({ inquiry }) => inquiry.voiceId),
  )
  return rows.map(({ inquiry: { id, text, pictureId, voiceId, askedAt, heading, courseSlug, lessonSlug, courseVersionId }, ...row }) => ({
    ...{
      id,
      text,
      pictureId,
      voice: voices.get(voiceId ?? '') ?? null,
      askedAt,
      heading,
      course: courseSlug,
      lesson: lessonSlug,
      versionId: courseVersionId,
    },
    ...row,
  }))
}

/** Puts questions of one section beside each other; the group with the oldest question comes first. */
async function group(site: Pick<Site, 'read'>, waiting: readonly WaitingInquiry[]): Promise<WaitingGroup[]> {
  const groups: WaitingGroup[] = []
  const nameOf = ({ course, lesson, heading }: WaitingInquiry) => nameSection({ courseSlug: course, lessonSlug: lesson, heading })
  for (const own of groupBy(waiting, nameOf).values()) {
    const [first] = own
    if (!first) continue
    const { course, courseTitle, lesson, heading, versionId } = first
    const lessonTitle = await titleOfLesson(site, versionId, lesson)
    groups.push({ first: first.id, course, courseTitle, lesson, lessonTitle, heading, inquiries: own })
  }
  return groups
}

const titleOfLesson = async (site: Pick<Site, 'read'>, versionId: string, lesson: string) =>
  (await readCourseVersion(site, versionId)).lessons.find(({ slug }) => slug === lesson)?.title ?? lesson

/** What waits: the oldest by section, and how many there are in all, which may be more. */
export interface WaitingInquiries {
  count: number
  groups: WaitingGroup[]
}

/** Lists the questions that wait in the viewer's classes, or in one of them, by section, oldest first. Throws 403. */
export async function listWaitingInquiries(site: Site, viewer: Viewer, cohortId?: string): Promise<WaitingInquiries> {
  requireAnswering(viewer)
  const which = cohortId === undefined ? undefined : eq(inquiries.cohortId, cohortId)
  const waiting = await listWaiting(site.read, viewer, which)
  const { count } = waiting.length < maxQueue ? { count: waiting.length } : await sumUpWaiting(site.read, viewer, which)
  return { count, groups: await group(site, waiting) }
}

export interface GroupToAnswer extends WaitingGroup {
  /** If the question itself waits no more: the reply that it has, null if it was taken back. */
  settled: { replyId: string | null } | null
}

/**
 * Returns the questions that are answered together with this one. If it waits no more, those about its section that do: somebody else was
 * faster, and what is being written must not be lost. Throws 403 or 404.
 */
export async function readWaitingGroup(site: Site, viewer: Viewer, inquiryId: string): Promise<GroupToAnswer> {
  requireAnswering(viewer)
  const [one] = await site.read
    .select({ inquiry: inquiries, state: workflows.state, courseTitle: courseVersions.title })
    .from(inquiries)
    .innerJoin(cohorts, eq(cohorts.id, inquiries.cohortId))
    .innerJoin(courseVersions, eq(courseVersions.id, inquiries.courseVersionId))
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(and(eq(inquiries.id, inquiryId), classesAnsweredBy(viewer)))
  if (!one) throw notFound('这个问题')
  const { courseSlug: course, lessonSlug: lesson, heading, courseVersionId, replyId } = one.inquiry
  const ofLesson = and(eq(inquiries.courseSlug, course), eq(inquiries.lessonSlug, lesson))
  const section = nameSection(one.inquiry)
  const waiting = (await listWaiting(site.read, viewer, ofLesson)).filter(
    (each) => nameSection({ courseSlug: each.course, lessonSlug: each.lesson, heading: each.heading }) === section,
  )
  const lessonTitle = await titleOfLesson(site, courseVersionId, lesson)
  return {
    ...{ first: waiting[0]?.id ?? inquiryId, course, courseTitle: one.courseTitle, lesson, lessonTitle, heading },
    inquiries: waiting.slice(0, maxTogether),
    settled: isAsked(one.state) ? null : { replyId },
  }
}

/** Questions that are answered at once. */
const maxTogether = 100

/** Counts the questions that wait in a class. The caller has read the class. */
export async function countWaitingInClass(site: Pick<Site, 'read'>, cohortId: string): Promise<number> {
  const [counted] = await site.read
    .select({ waiting: count() })
    .from(inquiries)
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(and(eq(inquiries.cohortId, cohortId), isNull(inquiries.replyId), eq(workflows.state, askedState)))
  return counted?.waiting ?? 0
}

/** Counts what waits, and finds the oldest. */
async function sumUpWaiting(read: Reader, viewer: Viewer, which?: SQL) {
  const [sum] = await read
    .select({ count: count(), oldest: min(inquiries.askedAt) })
    .from(workflows)
    .innerJoin(inquiries, eq(inquiries.id, workflows.id))
    .innerJoin(cohorts, eq(cohorts.id, inquiries.cohortId))
    .where(waits(viewer, which))
  return sum ?? { count: 0, oldest: null }
}

/** Days within which a question should be answered. */
const answerWithin = 2

/** A line for the desk's home: questions that wait in the viewer's own classes. An administrator, who teaches none, has no such line. */
export async function listInquiryErrands(site: Site, viewer: Viewer): Promise<Errand[]> {
  if (getReach(viewer, 'learning.answer').cohorts.length === 0) return []
  const { count: waiting, oldest } = await sumUpWaiting(site.read, viewer)
  if (oldest === null) return []
  return [
    {
      key: 'inquiries',
      count: waiting,
      unit: '个',
      sentence: '学员的问题等您回答',
      day: addDays(toDay(oldest), answerWithin),
      href: paths.inquiries(),
      action: '去回答',
    },
  ]
}

export interface ReplyLine extends Wording {
  voice: AttachmentInfo | null
  id: string
  cohort: CohortLabel
  courseTitle: string
  lesson: string
  heading: string
  repliedAt: Date
  state: string
  version: number
  /** Why it is hidden. */
  reason: string | null
}

/** Replies that the desk lists at a time, the latest. */
const maxReplies = 1_000

/** Lists what was answered in the viewer's classes, latest first, without what was taken back. Throws 403. */
export const listReplies = (site: Site, viewer: Viewer): Promise<ReplyLine[]> => {
  requireAnswering(viewer)
  return listReplyLines(site.read, and(classesAnsweredBy(viewer), ne(workflows.state, takenBackState)))
}

async function listReplyLines(read: Reader, which: SQL | undefined): Promise<ReplyLine[]> {
  const rows = await read
    .select({ reply: replies, cohort: label, courseTitle: courseVersions.title, workflow: columnsOf(workflows) })
    .from(replies)
    .innerJoin(cohorts, eq(cohorts.id, replies.cohortId))
    .innerJoin(courseVersions, eq(courseVersions.id, replies.courseVersionId))
    .innerJoin(workflows, eq(workflows.id, replies.id))
    .where(which)
    .orderBy(desc(replies.repliedAt), desc(replies.id))
    .limit(maxReplies)
  const wordings = await readWordings(
    read,
    rows.map(({ reply }) => reply.id),
  )
  const voices = await readAttachmentInfo(
    { read },
    [...wordings.values()].map(({ voiceId }) => voiceId),
  )
  return rows.flatMap(({ reply, workflow: { state, version, context }, ...row }) => {
    const wording = wordings.get(reply.id)
    const { id, lessonSlug, heading, repliedAt } = reply
    const { reason } = parseContext(replyWorkflow, context)
    const voice = voices.get(wording?.voiceId ?? '') ?? null
    return wording ? [{ ...wording, ...row, voice, id, lesson: lessonSlug, heading, repliedAt, state, version, reason }] : []
  })
}

export interface ReplyDetail extends ReplyLine {
  lessonTitle: string
  /** The questions that it answers, without those that were taken back. */
  inquiries: Pick<WaitingInquiry, 'id' | 'name' | 'text' | 'pictureId' | 'voice' | 'askedAt'>[]
  /** The classes to which it was given at once, its own among them: a correction is for all of them. */
  together: CohortLabel[]
}

/** Returns one reply with the questions that it answers; also one that was taken back. Throws 403 or 404. */
export async function readReply(site: Site, viewer: Viewer, replyId: string): Promise<ReplyDetail> {
  requireAnswering(viewer)
  const { reply } = await requireReply(site.read, viewer, replyId)
  const [found] = await listReplyLines(site.read, eq(replies.id, replyId))
  if (!found) throw notFound('这个回答')
  const asked = await site.read
    .select({ inquiry: inquiries, name: persons.name })
    .from(inquiries)
    .innerJoin(persons, eq(persons.id, inquiries.personId))
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(and(eq(inquiries.replyId, replyId), inArray(workflows.state, readableStates)))
    .orderBy(asc(inquiries.askedAt), asc(inquiries.id))
  const voices = await readAttachmentInfo(
    site,
    asked.map(({ inquiry }) => inquiry.voiceId),
  )
  return {
    ...found,
    lessonTitle: await titleOfLesson(site, reply.courseVersionId, reply.lessonSlug),
    together: (await listGivenTogether(site.read, viewer, reply)).map(({ cohortId, ...cohort }) => ({ ...cohort, id: cohortId })),
    inquiries: asked.map(({ inquiry: { id, text, pictureId, voiceId, askedAt }, name }) => ({
      ...{ id, name, text, pictureId, askedAt },
      voice: voices.get(voiceId ?? '') ?? null,
    })),
  }
}
