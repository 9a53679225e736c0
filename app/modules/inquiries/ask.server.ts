// What a trainee does: asks about a section, and takes her question back.
import { and, eq } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { areSameFiles, type Brought, prepareFiles, storeFiles, takeBack } from '#app/modules/attachments/attachments.server.ts'
import { ownClasses } from '#app/modules/cohorts/cohorts.server.ts'
import { readCourseVersion, renderLesson } from '#app/modules/courses/courses.server.ts'
import { invalidInput, notFound, Refusal, tooManyRequests } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { advanceWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { newId } from '#db/id.ts'
import { inquiries } from '#db/schema/inquiries.ts'
import { workflows } from '#db/views/workflow.ts'
import { askedState } from './inquiry.states.ts'
import { inquiryWorkflow } from './inquiry.workflow.ts'
import { requireTrainee } from './own.server.ts'
import { loseQuestion } from './reply.server.ts'

export interface AskOrder {
  course: string
  lesson: string
  section: string
  /** The version that the page shows; without it, the one that she studies. */
  version?: string | undefined
  text: string
  /** The photograph and the recording, as they came. */
  brought: Brought
}

/** Questions of one person in one class that may wait at a time. */
export const maxWaiting = 20

/**
 * Asks the instructors of the viewer's class about a section. Returns the question's id; the same again while it waits is the same one.
 * Throws 403 for others than trainees, 404, 409 for those who left, 422, or 429 if many wait already.
 */
export async function askInquiry(
  site: Site,
  viewer: Viewer,
  { course, lesson, section, version, text, brought }: AskOrder,
): Promise<string> {
  const personId = requireTrainee(viewer)
  const studied = await ownClasses.listClassesOn(site, viewer, course)
  const classes = studied.filter((one) => !one.isLeft)
  const own = classes.find(({ courseVersionId }) => courseVersionId === version) ?? classes[0]
  if (!own) throw studied.length > 0 ? new Refusal(409, '您已经不在学这门课的班里，问不了。有疑问请找乡镇专干。') : notFound('这门课')
  const left = await ownClasses.listVersionsLeft(site, viewer, course)
  const ofPage = left.filter((one) => one === version && one !== own.courseVersionId)
  const about = await findHeading(site, { versions: [...ofPage, own.courseVersionId, ...left], lesson, section })
  const files = await prepareFiles(site, viewer, brought)
  if (text === '' && !files.picture && !files.voice) throw invalidInput({ text: ['请写要问什么，或者说一段、拍一张照片。'] })
  const isSame = (asked: typeof inquiries.$inferSelect) =>
    asked.courseSlug === course && asked.lessonSlug === lesson && asked.section === section && asked.text === (text || null)
  return site.write(viewer.accountId, 'ask about a section', async (tx) => {
    const waiting = await tx
      .select({ inquiry: inquiries })
      .from(inquiries)
      .innerJoin(workflows, eq(workflows.id, inquiries.id))
      .where(and(eq(inquiries.personId, personId), eq(inquiries.cohortId, own.id), eq(workflows.state, askedState)))
    for (const { inquiry } of waiting) if (isSame(inquiry) && (await areSameFiles(tx, inquiry, files))) return inquiry.id
    if (waiting.length >= maxWaiting) throw tooManyRequests(`您有 ${maxWaiting} 个问题还在等老师回答。等老师回答了再问，或收回一个。`)
    const id = newId(tx.at.getTime())
    await startWorkflow(tx, inquiryWorkflow, { id })
    await tx.insert(inquiries).values({
      id,
      personId,
      cohortId: own.id,
      courseVersionId: about.versionId,
      courseSlug: course,
      lessonSlug: lesson,
      section,
      heading: about.title,
      text: text || null,
      ...(await storeFiles(tx, { cohortId: own.id, personId }, files)),
      askedAt: tx.at,
    })
    tx.note(`question ${id} about ${course}/${lesson} ${section} in class ${own.id}`)
    return id
  })
}

/**
 * The heading of the section in the version of the page, which the class may have studied before; else in the one of today, or in those of
 * before: what waited on a phone while the class was moved is not lost. Throws 404.
 */
async function findHeading(site: Site, { versions, lesson, section }: { versions: string[]; lesson: string; section: string }) {
  for (const versionId of versions) {
    const source = (await readCourseVersion(site, versionId)).lessons.find(({ slug }) => slug === lesson)?.source
    const title = source && (await renderLesson(site, source)).sections.find(({ id }) => id === section)?.title
    if (title) return { versionId, title }
  }
  throw notFound('这一节')
}

/** Takes a question of the viewer's back: instructors no longer read it, nor open its files. Throws 404, or 409 if it was taken back already. */
export const withdrawInquiry = (site: Site, viewer: Viewer, { inquiryId }: { inquiryId: string }): Promise<void> =>
  site.write(viewer.accountId, 'take a question back', async (tx) => {
    const { personId } = getReach(viewer, 'learning.study')
    const [own] = await tx.select().from(inquiries).where(eq(inquiries.id, inquiryId))
    if (!own || own.personId !== personId) throw notFound('这个问题')
    await advanceWorkflow(tx, inquiryWorkflow, { id: inquiryId, version: 'latest', event: { type: 'WITHDRAW' } })
    if (own.replyId) await loseQuestion(tx, own.replyId, own)
    for (const file of [own.pictureId, own.voiceId]) if (file !== null) await takeBack(tx, file)
  })
