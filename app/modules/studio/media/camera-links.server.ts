// Addresses that an author opens on a phone, from a QR code, to send photographs to a version without signing in there: for a quarter of an
// hour, for photographs only, and until the author closes them.
import { createHash } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { log } from '#app/log.server.ts'
import { acceptPhotograph } from '#app/modules/media/media.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { invalidInput, Refusal, tooManyRequests } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { cameraLinks } from '#db/schema/studio.ts'
import { readTitle } from '../queries.server.ts'
import { requireVersion, requireWritable } from '../rights.server.ts'
import { takeEach } from './take-each.ts'
import { type AddedMedia, keepMedia } from './version-media.server.ts'

const minutes = 15
/** Photographs of one address. */
export const maxOfLink = 60

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * What an address ends with: found again from its id with the key, so that the author can see the code while it is open. Addresses are
 * compared in lower case (app/http/normalise-path.ts), so it has no capitals.
 */
const tokenOf = ({ keys }: Pick<Site, 'keys'>, id: string) => hashOf(keys.fingerprint(`camera link ${id}`)).slice(0, 40)

const openOf = (site: Pick<Site, 'now'>, versionId: string, accountId: string) =>
  and(
    eq(cameraLinks.versionId, versionId),
    eq(cameraLinks.accountId, accountId),
    isNull(cameraLinks.endedAt),
    gt(cameraLinks.expiresAt, site.now()),
  )

export interface OpenCameraLink {
  token: string
  expiresAt: Date
  received: number
}

/** Returns the viewer's open address of a version; null if there is none. */
export async function findOpenCameraLink(site: Site, viewer: Viewer, versionId: string): Promise<OpenCameraLink | null> {
  const [link] = await site.read
    .select()
    .from(cameraLinks)
    .where(openOf(site, versionId, viewer.accountId))
    .orderBy(desc(cameraLinks.id))
    .limit(1)
  return link ? { token: tokenOf(site, link.id), expiresAt: link.expiresAt, received: link.received } : null
}

/** Opens an address for the viewer's phone; an earlier one of hers is closed. Throws 403, 404 or 409. */
export const openCameraLink = (site: Site, viewer: Viewer, versionId: string): Promise<string> =>
  site.write(viewer.accountId, 'open an address for a phone', async (tx) => {
    await requireWritable(tx, viewer, versionId)
    await endLinks(tx, site, versionId, viewer.accountId)
    const id = newId(tx.at.getTime())
    const token = tokenOf(site, id)
    await tx.insert(cameraLinks).values({
      id,
      tokenHash: hashOf(token),
      versionId,
      accountId: viewer.accountId,
      at: tx.at,
      expiresAt: new Date(tx.at.getTime() + minutes * 60_000),
      received: 0,
    })
    tx.note(`camera link ${id} of version ${versionId}`)
    return token
  })

/** Closes the viewer's address of a version. Throws 404. */
export const closeCameraLink = (site: Site, viewer: Viewer, versionId: string) =>
  site.write(viewer.accountId, 'close an address for a phone', async (tx) => {
    await requireVersion(tx, viewer, versionId)
    await endLinks(tx, site, versionId, viewer.accountId)
  })

async function endLinks(tx: Tx, site: Site, versionId: string, accountId: string) {
  await tx
    .update(cameraLinks)
    .set({ endedAt: tx.at })
    .where(openOf(site, versionId, accountId))
}

const isOver = () => new Refusal(404, '这个地址已经过了时间，或者关上了。请回到电脑上，再开一个二维码来扫。')

type Reading = Pick<Tx, 'select'>

async function requireOpen(read: Reading, site: Pick<Site, 'now'>, token: string) {
  const [link] = await read
    .select()
    .from(cameraLinks)
    .where(eq(cameraLinks.tokenHash, hashOf(token)))
  if (!link || link.endedAt !== null || link.expiresAt <= site.now()) throw isOver()
  return link
}

/** Whose address it is; asked before any byte of a photograph is read. Throws 404. */
export const requireCameraLink = async (site: Site, token: string): Promise<{ accountId: string }> => requireOpen(site.read, site, token)

export interface CameraPageView {
  /** The title of the course. */
  title: string
  expiresAt: Date
  received: number
}

/** What the phone shows: for which course, and until when. Throws 404. */
export async function readCameraLink(site: Site, token: string): Promise<CameraPageView> {
  const { versionId, expiresAt, received } = await requireOpen(site.read, site, token)
  return { title: await readTitle(site.read, versionId), expiresAt, received }
}

/**
 * Takes a photograph from a phone into the version, as brought by the author who opened the address, whose rights are asked again. Throws
 * 403, 404, 409, 422 or 429.
 */
export async function receivePhotograph(
  site: Site,
  { token, fileName, bytes }: { token: string; fileName: string; bytes: Buffer },
): Promise<AddedMedia> {
  const { accountId, versionId } = await requireOpen(site.read, site, token)
  const viewer = await loadViewer(site, accountId)
  if (!viewer) throw isOver()
  await requireWritable(site.read, viewer, versionId)
  if (bytes.length === 0) throw invalidInput({ file: ['请拍一张照片，或选一张。'] })
  const photograph = await acceptPhotograph(bytes, { account: accountId })
  const added = await site.write(accountId, 'take a photograph from a phone', async (tx) => {
    const link = await requireOpen(tx, site, token)
    if (link.received >= maxOfLink) throw tooManyRequests(`一个二维码最多传 ${maxOfLink} 张。请回到电脑上，再开一个。`)
    await requireWritable(tx, viewer, versionId)
    await tx
      .update(cameraLinks)
      .set({ received: link.received + 1 })
      .where(eq(cameraLinks.id, link.id))
    tx.note(`camera link ${link.id}`)
    return keepMedia(tx, versionId, photograph, fileName)
  })
  log.info('a photograph came from a phone', { version: versionId, account: accountId, bytes: bytes.length })
  return added
}

/** Takes each photograph that can be taken. Returns how many came. Throws like `receivePhotograph`. */
export async function receivePhotographs(
  site: Site,
  { token, files }: { token: string; files: readonly { fileName: string; bytes: Buffer }[] },
): Promise<number> {
  if (files.length === 0) throw invalidInput({ file: ['请拍一张照片，或选一张。'] })
  return takeEach(files, (file) => receivePhotograph(site, { token, ...file }))
}
