// Reads what was sent along, for those who may see it.
import { and, eq, notInArray } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { log } from '#app/log.server.ts'
import { awayStates } from '#app/modules/cohorts/enrolment.states.ts'
import { notFound, Refusal } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { inValues } from '#db/in-values.ts'
import { attachmentReaders, attachments } from '#db/schema/attachments.ts'
import { enrolments } from '#db/views/cohorts.ts'
import { workflows } from '#db/views/workflow.ts'
import { canAnswerClass, isForTrainee, isOwn } from './policy.ts'
import type { PreparedFiles } from './prepare.server.ts'

/** What is known of an attachment without its bytes. */
export interface AttachmentInfo {
  id: string
  isVoice: boolean
  /** Of a recording. */
  seconds: number | null
}

/** Returns what is known of these attachments, by id. The caller has read the thing that they belong to. */
export async function readAttachmentInfo(
  { read }: { read: Pick<Reader, 'select'> },
  ids: readonly (string | null)[],
): Promise<Map<string, AttachmentInfo>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await read
    .select({ id: attachments.id, mediaType: attachments.mediaType, seconds: attachments.seconds })
    .from(attachments)
    .where(inValues(attachments.id, wanted))
  return new Map(rows.map(({ id, mediaType, seconds }) => [id, { id, isVoice: mediaType.startsWith('audio/'), seconds }]))
}

type StoredAttachment = typeof attachments.$inferSelect

async function canSee(read: Pick<Reader, 'select'>, viewer: Viewer, { id, cohortId, personId: of, isOpen, isTakenBack }: StoredAttachment) {
  if (isTakenBack) return isOwn(viewer, of)
  if (canAnswerClass(viewer, cohortId)) return true
  const { personId } = getReach(viewer, 'learning.study')
  if (personId === null) return false
  const inClass = await read
    .select({ cohortId: enrolments.cohortId })
    .from(enrolments)
    .innerJoin(workflows, and(eq(workflows.id, enrolments.id), notInArray(workflows.state, awayStates)))
    .where(and(eq(enrolments.personId, personId), eq(enrolments.cohortId, cohortId)))
  const given = await read
    .select({ personId: attachmentReaders.personId })
    .from(attachmentReaders)
    .where(and(eq(attachmentReaders.attachmentId, id), eq(attachmentReaders.personId, personId)))
  return isForTrainee(viewer, of, { isOpen, isInClass: inClass.length > 0, isGiven: given.length > 0 })
}

/**
 * Opens an attachment for its sender, for the trainees to whom it goes, and for whoever teaches her class; what is open to a whole class, for
 * everybody in it; what was taken back, for its sender alone. Throws 404, and 409 if its bytes are no longer those of its hash.
 */
export async function openAttachment({ read }: Pick<Site, 'read'>, viewer: Viewer, id: string) {
  const [row] = await read.select().from(attachments).where(eq(attachments.id, id))
  if (!row || !(await canSee(read, viewer, row))) throw notFound('这个文件')
  const { mediaType, hash, size, bytes } = row
  if (hashBytes(bytes) !== hash) {
    log.error('a stored attachment was changed behind the program', { id })
    throw new Refusal(409, '这个文件在数据库里坏了，不能再用。请告诉管理员：服务器上的记录要核对。')
  }
  return { mediaType, tag: hash, size, read: async (from: number, to: number) => bytes.subarray(from, to) }
}

/** Whether the stored files are these: a phone that lost the answer sends the same again. */
export async function areSameFiles(
  read: Pick<Reader, 'select'>,
  stored: { pictureId: string | null; voiceId: string | null },
  files: PreparedFiles,
): Promise<boolean> {
  const pairs = [[stored.pictureId, files.picture] as const, [stored.voiceId, files.voice] as const]
  for (const [id, file] of pairs) {
    if ((id === null) !== (file === null)) return false
    if (id === null || file === null) continue
    const [row] = await read.select({ hash: attachments.hash }).from(attachments).where(eq(attachments.id, id))
    if (row?.hash !== hashBytes(file.bytes)) return false
  }
  return true
}
