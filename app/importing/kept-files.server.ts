// Files that were handed in, kept as they came: sealed, and in pieces, so that one of thirty megabytes neither lies in
// memory several times over nor keeps anybody waiting while it goes to the disk.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, eq, isNull, lt } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { keptFilePieces, keptFiles } from '#db/schema/kept-files.ts'
import { sealPlace } from '#db/sealed.ts'

/** Bytes; a multiple of three, which base64 ends evenly. */
const pieceSize = 3 * 256 * 1024

/** Keeps a file, each piece in a commit of its own. It goes again if no import claims it. Gives its id. */
export async function keepFile(site: Site, viewer: Viewer, bytes: Buffer): Promise<string> {
  const id = newId()
  await site.write(
    viewer.accountId,
    'keep a file',
    async (tx) => void (await tx.insert(keptFiles).values({ id, keptBy: viewer.accountId, keptAt: tx.at })),
    { lane: 'bulk' },
  )
  for (let place = 0; place * pieceSize < bytes.length; place++) {
    const sealed = site.keys.seal(
      bytes.toString('base64', place * pieceSize, (place + 1) * pieceSize),
      sealPlace.pieceOfKeptFile(id, place),
    )
    await site.write(
      viewer.accountId,
      'keep a piece of a file',
      async (tx) => void (await tx.insert(keptFilePieces).values({ fileId: id, place, sealed })),
      { lane: 'bulk' },
    )
  }
  return id
}

/** In the write that begins an import: from here on the file stays. */
export const claimFile = (tx: Tx, id: string) =>
  tx
    .update(keptFiles)
    .set({ claimedAt: tx.at })
    .where(eq(keptFiles.id, id))
    .then(() => undefined)

/** The file as it came. */
export async function fileOf({ read, keys }: Pick<Site, 'read' | 'keys'>, id: string): Promise<Buffer> {
  const places = await read
    .select({ place: keptFilePieces.place })
    .from(keptFilePieces)
    .where(eq(keptFilePieces.fileId, id))
    .orderBy(asc(keptFilePieces.place))
  const pieces: Buffer[] = []
  for (const { place } of places) {
    const [piece] = await read
      .select({ sealed: keptFilePieces.sealed })
      .from(keptFilePieces)
      .where(and(eq(keptFilePieces.fileId, id), eq(keptFilePieces.place, place)))
    pieces.push(Buffer.from(keys.open(piece!.sealed, sealPlace.pieceOfKeptFile(id, place)), 'base64'))
    await nextTurn() // opening one takes milliseconds
  }
  return Buffer.concat(pieces)
}

/** Whether it is no larger than a piece. */
export async function isOnePiece({ read }: Pick<Site, 'read'>, id: string): Promise<boolean> {
  return (
    (
      await read
        .select({ place: keptFilePieces.place })
        .from(keptFilePieces)
        .where(and(eq(keptFilePieces.fileId, id), eq(keptFilePieces.place, 1)))
    ).length === 0
  )
}

/** Whoever still sends a file is done with it by then, in milliseconds. */
const patience = 60 * 60 * 1000

/** Forgets files that no import claimed: the server stopped, or the import was refused, while they were being kept. */
export async function forgetUnclaimedFiles(site: Site): Promise<void> {
  const unclaimed = await site.read
    .select({ id: keptFiles.id })
    .from(keptFiles)
    .where(and(isNull(keptFiles.claimedAt), lt(keptFiles.keptAt, new Date(site.now().getTime() - patience))))
    .limit(1_000)
  for (const { id } of unclaimed)
    await site.write(
      'system',
      'forget a file that no import claimed',
      async (tx) => {
        await tx.delete(keptFilePieces).where(eq(keptFilePieces.fileId, id))
        await tx.delete(keptFiles).where(eq(keptFiles.id, id))
      },
      { lane: 'bulk' },
    )
}
