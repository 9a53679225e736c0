// Stores what is sent along, and says who of a class may see it besides its trainee: those to whom it is given, or all.
import { eq } from 'drizzle-orm'
import type { Tx } from '#app/site.ts'
import { hashBytes } from '#app/media/hash-bytes.server.ts'
import { newId } from '#db/id.ts'
import { attachmentReaders, attachments } from '#db/schema/attachments.ts'
import type { Belonging } from './policy.ts'
import { assertRoom, type Prepared, type PreparedFiles } from './prepare.server.ts'

/** Stores the files of a form in the write of the thing that they belong to. Returns their ids. Refuses with 429 what is too much for a day. */
export async function storeFiles(tx: Tx, belonging: Belonging, { picture, voice }: PreparedFiles) {
  const files = [picture, voice].filter((file) => file !== null)
  if (files.length > 0) await assertRoom(tx, tx.actor, tx.at, files)
  return {
    pictureId: picture && (await storeFile(tx, belonging, picture)),
    voiceId: voice && (await storeFile(tx, belonging, voice)),
  }
}

async function storeFile(tx: Tx, { cohortId, personId }: Belonging, { mediaType, seconds, bytes }: Prepared): Promise<string> {
  const id = newId(tx.at.getTime())
  const row = {
    id,
    cohortId,
    personId,
    mediaType,
    seconds,
    hash: hashBytes(bytes),
    size: bytes.length,
    by: tx.actor,
    at: tx.at,
    bytes,
  }
  await tx.insert(attachments).values(row)
  tx.note(`attachment ${id} of class ${cohortId}: ${mediaType}, ${bytes.length} bytes`)
  return id
}

/** From now on the whole class may see it. */
export async function openToClass(tx: Tx, attachmentId: string): Promise<void> {
  await tx.update(attachments).set({ isOpen: true }).where(eq(attachments.id, attachmentId))
  tx.note(`attachment ${attachmentId}: for the whole class`)
}

/** From now on only its trainee sees it, and those to whom it was given: whoever opened it before finds nothing at its address. */
export async function closeToClass(tx: Tx, attachmentId: string): Promise<void> {
  await tx.update(attachments).set({ isOpen: false }).where(eq(attachments.id, attachmentId))
  tx.note(`attachment ${attachmentId}: not for the whole class`)
}

/** Closes what a trainee sent to everybody but her: whoever teaches her class finds nothing at its address any more. */
export async function takeBack(tx: Tx, attachmentId: string): Promise<void> {
  await tx.update(attachments).set({ isTakenBack: true, isOpen: false }).where(eq(attachments.id, attachmentId))
  tx.note(`attachment ${attachmentId}: taken back`)
}

/** Gives what an instructor says to these trainees of the class, and to nobody else. */
export async function giveTo(tx: Tx, attachmentId: string, personIds: readonly string[]): Promise<void> {
  await tx.delete(attachmentReaders).where(eq(attachmentReaders.attachmentId, attachmentId))
  const rows = [...new Set(personIds)].map((personId) => ({ attachmentId, personId }))
  if (rows.length > 0) await tx.insert(attachmentReaders).values(rows)
  tx.note(`attachment ${attachmentId}: for ${rows.length} of the class`)
}
