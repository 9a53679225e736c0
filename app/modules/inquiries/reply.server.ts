// What an instructor does: answers once for all who asked the same, corrects it, shows it to the class, hides it, takes it back.
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { closeToClass, giveTo, openToClass, prepareFiles, storeFiles } from '#app/modules/attachments/attachments.server.ts'
import { present } from '#app/present.ts'
import { invalidInput, notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advanceBySystem, advanceWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { groupBy } from '#db/group-by.ts'
import { newId } from '#db/id.ts'
import { inValues } from '#db/in-values.ts'
import { inquiries, replies } from '#db/schema/inquiries.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { isAnswered, isAsked, readableStates } from './inquiry.states.ts'
import { inquiryWorkflow } from './inquiry.workflow.ts'
import { canAnswer, classesAnsweredBy } from './policy.ts'
import { isShown, takenBackState } from './reply.states.ts'
import { replyWorkflow } from './reply.workflow.ts'
import { nameSection } from './section-place.ts'
import { addWording, checkWording, readWordings, type Wording } from './wordings.server.ts'

/** What the class is shown of a reply: the question in the instructor's words, and by choice a photograph and a voice of those who asked. */
export interface ShownQuestion {
  question: string
  /** The question whose photograph, and the one whose voice, is shown too; null for none. */
  pictureOf: string | null
  voiceOf: string | null
}

export interface AnswerOrder {
  inquiryIds: readonly string[]
  text: string
  /** A recording, as it came. */
  voice?: Uint8Array | undefined
  /** Null if only those who asked read the answer. */
  shown: ShownQuestion | null
}

/** Loads questions that the viewer may answer, and that wait. Throws 404, 409, or 422 if they are about different sections. */
async function requireWaiting(tx: Pick<Reader, 'select'>, viewer: Viewer, inquiryIds: readonly string[]) {
  const asked = await tx
    .select({ inquiry: inquiries, regionCode: cohorts.regionCode, state: workflows.state })
    .from(inquiries)
    .innerJoin(cohorts, eq(cohorts.id, inquiries.cohortId))
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(inValues(inquiries.id, [...inquiryIds]))
  const isInReach = asked.every(({ inquiry: { cohortId }, regionCode }) => canAnswer(viewer, { cohortId, regionCode }))
  if (asked.length < new Set(inquiryIds).size || !isInReach) throw notFound('这个问题')
  if (!asked.every(({ state }) => isAsked(state))) throw new Refusal(409, '有的问题已经回答过，或者学员收回了。请看最新的情况再答。')
  if (new Set(asked.map(({ inquiry }) => nameSection(inquiry))).size > 1) throw invalidInput({ inquiries: ['一次只能回答同一节的问题。'] })
  return asked
}

/**
 * Answers questions about one section, with a reply for each class among them. Returns the replies' ids. Throws 404, 409 if one does not
 * wait any more, or 422.
 */
export async function answerInquiries(site: Site, viewer: Viewer, { inquiryIds, text, voice, shown }: AnswerOrder): Promise<string[]> {
  if (inquiryIds.length === 0) throw invalidInput({ inquiries: ['请勾选要回答的问题。'] })
  checkWording({ text, question: shown?.question ?? null, voiceId: voice })
  await requireWaiting(site.read, viewer, inquiryIds)
  const files = await prepareFiles(site, viewer, { voice })
  return site.write(viewer.accountId, 'answer questions', async (tx) => {
    const ids: string[] = []
    const givenAs = newId(tx.at.getTime())
    const found = await requireWaiting(tx, viewer, inquiryIds)
    const asked = found.toSorted((one, other) => inquiryIds.indexOf(one.inquiry.id) - inquiryIds.indexOf(other.inquiry.id))
    for (const [cohortId, own] of groupBy(asked, ({ inquiry }) => inquiry.cohortId)) {
      const { courseVersionId, courseSlug, lessonSlug, section, heading } = present(own[0], 'question of the class').inquiry
      const id = newId(tx.at.getTime())
      await startWorkflow(tx, replyWorkflow, { id })
      const about = { courseVersionId, courseSlug, lessonSlug, section, heading }
      await tx.insert(replies).values({ id, cohortId, ...about, givenAs, repliedAt: tx.at })
      const { voiceId } = await storeFiles(tx, { cohortId, personId: null }, files)
      const inquiriesOfClass = own.map(({ inquiry }) => inquiry)
      const words = { text: text || null, voiceId, ...(shown ? chooseShown(inquiriesOfClass, shown) : nothingShown) }
      await addWording(tx, id, words)
      await shareFiles(tx, words, { shown: shown !== null, readers: inquiriesOfClass })
      for (const inquiry of inquiriesOfClass) {
        await advanceBySystem(tx, inquiryWorkflow, { id: inquiry.id, event: { type: 'ANSWER', replyId: id } })
        await tx.update(inquiries).set({ replyId: id }).where(eq(inquiries.id, inquiry.id))
      }
      if (shown) await advanceWorkflow(tx, replyWorkflow, { id, version: 'latest', event: { type: 'SHOW' } })
      tx.note(`reply ${id} to ${own.length} questions of class ${cohortId}`)
      ids.push(id)
    }
    return ids
  })
}

const nothingShown = { question: null, questionPictureId: null, questionVoiceId: null }

/** What the class is shown of the questions of a reply. Another class than that of the chosen photograph and voice has none of them. */
const chooseShown = (asked: readonly (typeof inquiries.$inferSelect)[], { question, pictureOf, voiceOf }: ShownQuestion) => ({
  question,
  questionPictureId: asked.find(({ id }) => id === pictureOf)?.pictureId ?? null,
  questionVoiceId: asked.find(({ id }) => id === voiceOf)?.voiceId ?? null,
})

const filesOf = ({ voiceId, questionPictureId, questionVoiceId }: Wording) =>
  [voiceId, questionPictureId, questionVoiceId].filter((id) => id !== null)

/** Lets everybody have the files of a reply who reads it, and nobody else: those who asked hear the answer, and the class if it is shown. */
async function shareFiles(tx: Tx, words: Wording, to: { shown: boolean; readers: readonly { personId: string }[] }) {
  for (const id of filesOf(words)) await (to.shown ? openToClass : closeToClass)(tx, id)
  if (words.voiceId)
    await giveTo(
      tx,
      words.voiceId,
      to.readers.map(({ personId }) => personId),
    )
}

/** The questions that a reply answers, without those that were taken back. */
async function listAsked(tx: Pick<Tx, 'select'>, replyId: string) {
  const asked = await tx
    .select({ inquiry: inquiries })
    .from(inquiries)
    .innerJoin(workflows, eq(workflows.id, inquiries.id))
    .where(and(eq(inquiries.replyId, replyId), inArray(workflows.state, readableStates)))
  return asked.map(({ inquiry }) => inquiry)
}

/** A question that was answered is taken back: of its reply nothing shows what came with it any more. Its own files the caller closes. */
export async function loseQuestion(
  tx: Tx,
  replyId: string,
  { pictureId, voiceId }: Pick<typeof inquiries.$inferSelect, 'pictureId' | 'voiceId'>,
) {
  const { state } = await advanceBySystem(tx, replyWorkflow, { id: replyId, event: { type: 'LOSE_QUESTION' } })
  const before = await readWording(tx, replyId)
  const isGone = (id: string | null) => id !== null && (id === pictureId || id === voiceId)
  const words = {
    ...before,
    questionPictureId: isGone(before.questionPictureId) ? null : before.questionPictureId,
    questionVoiceId: isGone(before.questionVoiceId) ? null : before.questionVoiceId,
  }
  if (isGone(before.questionPictureId) || isGone(before.questionVoiceId)) await addWording(tx, replyId, words, { isLimited: false })
  await shareFiles(tx, words, { shown: isShown(state), readers: await listAsked(tx, replyId) })
}

/** Loads a reply of a class that the viewer answers. Throws 404. */
export async function requireReply(read: Pick<Reader, 'select'>, viewer: Viewer, replyId: string) {
  const [row] = await read
    .select({ reply: replies, regionCode: cohorts.regionCode, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(replies)
    .innerJoin(cohorts, eq(cohorts.id, replies.cohortId))
    .where(eq(replies.id, replyId))
  if (!row || !canAnswer(viewer, { cohortId: row.reply.cohortId, regionCode: row.regionCode })) throw notFound('这个回答')
  return row
}

interface ReplyStep {
  replyId: string
  /** The version that the page showed. */
  version: number
}

async function readWording(tx: Tx, replyId: string): Promise<Wording> {
  return present((await readWordings(tx, [replyId])).get(replyId), 'words of the reply')
}

/**
 * Corrects a reply: other words, another recording; in all classes to which it was given at once, as far as the viewer answers them. What a
 * class is shown is checked like when it was shown first. Throws 404, 409 or 422.
 */
export async function correctReply(
  site: Site,
  viewer: Viewer,
  { replyId, version, text, voice }: ReplyStep & { text: string; voice?: Uint8Array | undefined },
): Promise<void> {
  await requireReply(site.read, viewer, replyId)
  const files = await prepareFiles(site, viewer, { voice })
  return site.write(viewer.accountId, 'correct a reply', async (tx) => {
    const { reply } = await requireReply(tx, viewer, replyId)
    for (const { id, cohortId } of await listGivenTogether(tx, viewer, reply)) {
      const before = await readWording(tx, id)
      const step = { id, version: id === replyId ? version : ('latest' as const), event: { type: 'CORRECT' } }
      const { state } = await advanceWorkflow(tx, replyWorkflow, step)
      const { voiceId } = await storeFiles(tx, { cohortId, personId: null }, files)
      const words = { ...before, text: text || null, voiceId: voiceId ?? before.voiceId }
      checkWording({ ...words, question: isShown(state) ? words.question : null })
      await addWording(tx, id, words)
      if (voiceId && before.voiceId)
        await shareFiles(tx, { ...nothingShown, text: null, voiceId: before.voiceId }, { shown: false, readers: [] })
      await shareFiles(tx, words, { shown: isShown(state), readers: await listAsked(tx, id) })
    }
  })
}

/** The replies that were given at once with this one, in the classes that the viewer answers, itself among them. Those taken back are gone. */
export async function listGivenTogether(read: Pick<Reader, 'select'>, viewer: Viewer, { id, givenAs }: { id: string; givenAs: string }) {
  const isThere = or(eq(replies.id, id), ne(workflows.state, takenBackState))
  return read
    .select({ id: replies.id, cohortId: replies.cohortId, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(replies)
    .innerJoin(cohorts, eq(cohorts.id, replies.cohortId))
    .innerJoin(workflows, eq(workflows.id, replies.id))
    .where(and(eq(replies.givenAs, givenAs), isThere, classesAnsweredBy(viewer)))
    .orderBy(asc(cohorts.startsOn), asc(cohorts.number), asc(replies.id))
}

/** Shows a reply to its class, under its section, with the question in the instructor's words. Throws 404, 409 or 422. */
export const showReply = (site: Site, viewer: Viewer, { replyId, version, ...shown }: ReplyStep & ShownQuestion): Promise<void> =>
  site.write(viewer.accountId, 'show a reply to the class', async (tx) => {
    await requireReply(tx, viewer, replyId)
    const asked = await listAsked(tx, replyId)
    const words = { ...(await readWording(tx, replyId)), ...chooseShown(asked, shown) }
    checkWording(words)
    await advanceWorkflow(tx, replyWorkflow, { id: replyId, version, event: { type: 'SHOW' } })
    await addWording(tx, replyId, words)
    await shareFiles(tx, words, { shown: true, readers: asked })
  })

/** Shows it to the class no longer: those who asked still read it. Throws 404, 409 or 422. */
export const hideReply = (site: Site, viewer: Viewer, { replyId, version, reason }: ReplyStep & { reason: string }): Promise<void> =>
  site.write(viewer.accountId, 'hide a reply from the class', async (tx) => {
    await requireReply(tx, viewer, replyId)
    await advanceWorkflow(tx, replyWorkflow, { id: replyId, version, event: { type: 'HIDE', reason } })
    await shareFiles(tx, await readWording(tx, replyId), { shown: false, readers: await listAsked(tx, replyId) })
    tx.note(`reply ${replyId}: ${reason}`)
  })

/** Takes a reply back: nobody reads it any more, and its questions wait again. Throws 404, 409 or 422. */
export const takeReplyBack = (site: Site, viewer: Viewer, { replyId, version, reason }: ReplyStep & { reason: string }): Promise<void> =>
  site.write(viewer.accountId, 'take a reply back', async (tx) => {
    await requireReply(tx, viewer, replyId)
    await advanceWorkflow(tx, replyWorkflow, { id: replyId, version, event: { type: 'TAKE_BACK', reason } })
    await shareFiles(tx, await readWording(tx, replyId), { shown: false, readers: [] })
    const asked = await tx
      .select({ id: inquiries.id, state: workflows.state })
      .from(inquiries)
      .innerJoin(workflows, eq(workflows.id, inquiries.id))
      .where(eq(inquiries.replyId, replyId))
    for (const { id, state } of asked) {
      await tx.update(inquiries).set({ replyId: null }).where(eq(inquiries.id, id))
      if (isAnswered(state)) await advanceBySystem(tx, inquiryWorkflow, { id, event: { type: 'REOPEN' } })
    }
    tx.note(`reply ${replyId}: ${reason}`)
  })
