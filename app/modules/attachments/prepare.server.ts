// Makes what is stored out of what a phone sent: a photograph is encoded anew, a recording is checked by what it contains.
import { and, count, eq, gte, sql } from 'drizzle-orm'
import { startOfDay, toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { processPicture } from '#app/media/pictures.server.ts'
import { acceptSound } from '#app/media/sounds.ts'
import { UnfitMedia } from '#app/media/unfit.ts'
import { invalidInput, tooManyRequests } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { attachments } from '#db/schema/attachments.ts'
import { maxBytesADay, maxFilesADay, maxVoiceBytes, maxVoiceMinutes } from './limits.ts'

export interface Prepared {
  mediaType: (typeof attachments.$inferInsert)['mediaType']
  seconds: number | null
  bytes: Buffer
}

/** What a form brought, as it came. */
export interface Brought {
  picture?: Uint8Array | undefined
  voice?: Uint8Array | undefined
}

export interface PreparedFiles {
  picture: Prepared | null
  voice: Prepared | null
}

/**
 * Prepares the files of a form to be stored. The caller has checked that the viewer may send them: those of others are not decoded at all.
 * Refuses with 422 what is no photograph or recording, under the names `picture` and `voice`; with 429 what is too much for a day.
 */
export async function prepareFiles(site: Pick<Site, 'read' | 'now'>, viewer: Viewer, brought: Brought): Promise<PreparedFiles> {
  if (!brought.picture && !brought.voice) return { picture: null, voice: null }
  await assertRoom(site.read, viewer.accountId, site.now(), [])
  const voice = brought.voice ? prepareVoice(brought.voice) : null
  const picture = brought.picture ? await preparePicture(brought.picture, viewer.accountId) : null
  return { picture, voice }
}

async function preparePicture(picture: Uint8Array, account: string): Promise<Prepared> {
  const { bytes } = await processPicture(picture, { account })
  return { mediaType: 'image/jpeg', seconds: null, bytes }
}

function prepareVoice(voice: Uint8Array): Prepared {
  try {
    const { mediaType, seconds, bytes } = acceptSound(voice, {
      bytes: maxVoiceBytes,
      minutes: maxVoiceMinutes,
      advice: '请分成几段，分几次交。',
    })
    return { mediaType, seconds, bytes }
  } catch (fault) {
    if (fault instanceof UnfitMedia) throw invalidInput({ voice: [fault.message] })
    throw fault
  }
}

/** Refuses with 429 if these files would be more than an account may send in a day. */
export async function assertRoom(read: Pick<Reader, 'select'>, account: string, now: Date, files: readonly { bytes: Buffer }[]) {
  const [sent] = await read
    .select({ files: count(), bytes: sql<number>`coalesce(sum(${attachments.size}), 0)` })
    .from(attachments)
    .where(and(eq(attachments.by, account), gte(attachments.at, startOfDay(toDay(now)))))
  const more = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if ((sent?.files ?? 0) + Math.max(1, files.length) > maxFilesADay || (sent?.bytes ?? 0) + more > maxBytesADay)
    throw tooManyRequests('今天传的照片和录音太多了，明天再传。写的字可以接着发。')
}
