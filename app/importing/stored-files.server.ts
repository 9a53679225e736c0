// Stores uploaded files in their original form: sealed, and in pieces, so that a file of thirty megabytes is neither in
// memory several times nor blocks others while it is written.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { storedFilePieces, storedFiles } from '#db/schema/stored-files.ts'
import { sealPlace } from '#db/sealed.ts'

/** Bytes; a multiple of three, so that base64 needs no padding. */
const pieceSize = 3 * 256 * 1024

/** Stores a file, each piece in its own commit, and returns its id. It is deleted again if no import claims it. */
export async function storeFile(site: Site, viewer: Viewer, bytes: Buffer): Promise<string> {
  const id = newId()
  const write = (why: string, work: (tx: Tx) => Promise<unknown>) =>
    site.write(viewer.accountId, why, async (tx) => void (await work(tx)), { lane: 'bulk' })
  await write('keep a file', (tx) => tx.insert(storedFiles).values({ id, keptBy: viewer.accountId, keptAt: tx.at }))
  try {
    for (let place = 0; place * pieceSize < bytes.length; place++) {
      const piece = bytes.toString('base64', place * pieceSize, (place + 1) * pieceSize)
      const sealed = site.keys.seal(piece, sealPlace.pieceOfKeptFile(id, place))
      await write('keep a piece of a file', (tx) => tx.insert(storedFilePieces).values({ fileId: id, place, sealed }))
    }
  } catch (fault) {
    await write('forget a file', (tx) => deleteFile(tx, id)).catch(() => undefined) // otherwise later, with all unclaimed files
    throw fault
  }
  return id
}

async function deleteFile(tx: Tx, id: string) {
  await tx.delete(storedFilePieces).where(eq(storedFilePieces.fileId, id))
  await tx.delete(storedFiles).where(eq(storedFiles.id, id))
}

/** Called in the write that begins an import: from now on the file stays, and is only read whole. */
export async function claimStoredFile(tx: Tx, id: string): Promise<void> {
  const pieces = await tx.$count(storedFilePieces, eq(storedFilePieces.fileId, id))
  await tx.update(storedFiles).set({ pieces }).where(eq(storedFiles.id, id))
}

/** Deletes the content of a file whose import was discarded. That it was uploaded stays on record. */
export async function deleteStoredPieces(tx: Tx, id: string): Promise<void> {
  await tx.delete(storedFilePieces).where(eq(storedFilePieces.fileId, id))
  await tx.update(storedFiles).set({ pieces: 0 }).where(eq(storedFiles.id, id))
}

/** Reads the original file. Refuses with 409 if a piece is missing. */
export async function readStoredFile({ read, keys }: Pick<Site, 'read' | 'keys'>, id: string): Promise<Buffer> {
  const [kept] = await read.select({ pieces: storedFiles.pieces }).from(storedFiles).where(eq(storedFiles.id, id))
  const pieces: Buffer[] = []
  for (let place = 0; place < (kept?.pieces ?? 0); place++) {
    const [piece] = await read
      .select({ sealed: storedFilePieces.sealed })
      .from(storedFilePieces)
      .where(and(eq(storedFilePieces.fileId, id), eq(storedFilePieces.place, place)))
    if (!piece) throw incompleteFile()
    pieces.push(Buffer.from(keys.open(piece.sealed, sealPlace.pieceOfKeptFile(id, place)), 'base64'))
    await nextTurn() // opening one takes milliseconds
  }
  return Buffer.concat(pieces)
}

const incompleteFile = () =>
  new Refusal(409, '这份文件在数据库里缺了一块，不能再读，什么也没有导入。请重新上传，并告诉管理员：服务器上的记录要核对。')

/** Whether the file is no larger than one piece. */
export async function isSinglePiece({ read }: Pick<Site, 'read'>, id: string): Promise<boolean> {
  return (
    (
      await read
        .select({ place: storedFilePieces.place })
        .from(storedFilePieces)
        .where(and(eq(storedFilePieces.fileId, id), eq(storedFilePieces.place, 1)))
    ).length === 0
  )
}

/** Milliseconds after which an upload is certainly over. */
const patience = 60 * 60 * 1000

/**
 * Deletes files that no import claimed: the server stopped, or nothing could be written, while they were being stored.
 */
export async function deleteUnclaimedFiles(site: Site): Promise<void> {
  const unclaimed = await site.read
    .select({ id: storedFiles.id })
    .from(storedFiles)
    .where(and(isNull(storedFiles.pieces), lt(storedFiles.keptAt, new Date(site.now().getTime() - patience))))
    .limit(1_000)
  for (const { id } of unclaimed)
    await site
      .write('system', 'forget a file that no import claimed', (tx) => deleteFile(tx, id), { lane: 'bulk' })
      // If an import refers to it after all, the database keeps it.
      .catch((fault: unknown) => log.error('a file could not be forgotten', { file: id, fault }))
}

/** Does so now and every hour. Returns what stops it. */
export function startDeletingUnclaimedFiles(site: Site): () => void {
  const look = () => void deleteUnclaimedFiles(site).catch((fault: unknown) => log.error('unclaimed files were not looked for', { fault }))
  look()
  const timer = setInterval(look, patience).unref()
  return () => clearInterval(timer)
}
