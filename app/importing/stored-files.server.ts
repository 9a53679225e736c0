// Files that were handed in, kept as they came: sealed, and in pieces, so that one of thirty megabytes neither lies in
// memory several times over nor keeps anybody waiting while it goes to the disk.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { storedFilePieces, storedFiles } from '#db/schema/stored-files.ts'
import { sealPlace } from '#db/sealed.ts'

/** Bytes; a multiple of three, which base64 ends evenly. */
const pieceSize = 3 * 256 * 1024

/** Keeps a file, each piece in a commit of its own. It goes again if no import claims it. Gives its id. */
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
    await write('forget a file', (tx) => deleteFile(tx, id)).catch(() => undefined) // or later, with all that nobody claimed
    throw fault
  }
  return id
}

async function deleteFile(tx: Tx, id: string) {
  await tx.delete(storedFilePieces).where(eq(storedFilePieces.fileId, id))
  await tx.delete(storedFiles).where(eq(storedFiles.id, id))
}

/** In the write that begins an import: from here on the file stays, and is only read whole. */
export async function claimStoredFile(tx: Tx, id: string): Promise<void> {
  const pieces = await tx.$count(storedFilePieces, eq(storedFilePieces.fileId, id))
  await tx.update(storedFiles).set({ pieces }).where(eq(storedFiles.id, id))
}

/** The file as it came. Refuses with 409 one of which a piece is gone. */
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

/** Whether it is no larger than a piece. */
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

/** Whoever still sends a file is done with it by then, in milliseconds. */
const patience = 60 * 60 * 1000

/** Forgets files that no import claimed: the server stopped, or nothing could be written, while they were being kept. */
export async function deleteUnclaimedFiles(site: Site): Promise<void> {
  const unclaimed = await site.read
    .select({ id: storedFiles.id })
    .from(storedFiles)
    .where(and(isNull(storedFiles.pieces), lt(storedFiles.keptAt, new Date(site.now().getTime() - patience))))
    .limit(1_000)
  for (const { id } of unclaimed)
    await site
      .write('system', 'forget a file that no import claimed', (tx) => deleteFile(tx, id), { lane: 'bulk' })
      // Where an import stands on it after all, the database keeps it.
      .catch((fault: unknown) => log.error('a file could not be forgotten', { file: id, fault }))
}

/** Does so now and every hour. Gives what stops it. */
export function startDeletingUnclaimedFiles(site: Site): () => void {
  const look = () => void deleteUnclaimedFiles(site).catch((fault: unknown) => log.error('unclaimed files were not looked for', { fault }))
  look()
  const timer = setInterval(look, patience).unref()
  return () => clearInterval(timer)
}
