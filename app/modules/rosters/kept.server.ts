// What is kept of a roster beside its rows' outcomes, all of it sealed: the file as it came, and what its good rows say.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Site, Tx } from '#app/site.ts'
import { inserterOf } from '#db/many.ts'
import { prepared } from '#db/prepared.ts'
import { rosterEntries, rosterFiles } from '#db/schema/rosters.ts'
import { sealPlace } from '#db/sealed.ts'
import type { ReadRows } from './read-roster.server.ts'

/** A file is sealed piece by piece, so that one of thirty megabytes never lies in memory several times over. */
const pieceSize = 3 * 256 * 1024

/** The file in pieces, sealed, with a turn for others after each. */
export async function sealFile({ keys }: Pick<Site, 'keys'>, importId: string, bytes: Buffer): Promise<string[]> {
  const pieces: string[] = []
  for (let at = 0; at < Math.max(1, bytes.length); at += pieceSize) {
    pieces.push(keys.seal(bytes.toString('base64', at, at + pieceSize), sealPlace.pieceOfRosterFile(importId, pieces.length)))
    await nextTurn()
  }
  return pieces
}

/** Keeps the file as it came. */
export async function keepFile(tx: Tx, importId: string, pieces: readonly string[]) {
  for (const [place, sealed] of pieces.entries()) await tx.insert(rosterFiles).values({ importId, place, sealed })
}

/** The file as it came. */
export async function fileOf({ read, keys }: Pick<Site, 'read' | 'keys'>, importId: string): Promise<Buffer> {
  const places = await read.select({ place: rosterFiles.place }).from(rosterFiles).where(eq(rosterFiles.importId, importId)).orderBy(asc(rosterFiles.place))
  const pieces: Buffer[] = []
  for (const { place } of places) {
    const [piece] = await read.select({ sealed: rosterFiles.sealed }).from(rosterFiles).where(and(eq(rosterFiles.importId, importId), eq(rosterFiles.place, place)))
    pieces.push(Buffer.from(keys.open(piece!.sealed, sealPlace.pieceOfRosterFile(importId, place)), 'base64'))
  }
  return Buffer.concat(pieces)
}

const insertEntries = inserterOf(rosterEntries)

/** A batch of judged rows, sealed, ready to be kept at its place among those of the import. */
export const sealBatch = ({ keys }: Pick<Site, 'keys'>, importId: string, place: number, batch: ReadRows) =>
  keys.seal(deflateRawSync(JSON.stringify(batch), { level: 1 }).toString('base64'), sealPlace.batchOfRoster(importId, place))

/** Keeps sealed batches from a place on. */
export const keepBatches = (tx: Tx, importId: string, from: number, sealed: readonly string[]) => insertEntries(tx, sealed.map((one, at) => ({ importId, place: from + at, sealed: one })))

/** The batches of judged rows as they were kept, in order. */
export async function* keptBatches(site: Pick<Site, 'read' | 'keys'>, importId: string): AsyncGenerator<ReadRows> {
  for (const place of await placesOf(site.read, importId)) yield await keptBatch(site, importId, place)
}

/** The batch at one place. */
export async function keptBatch({ read, keys }: Pick<Site, 'read' | 'keys'>, importId: string, place: number): Promise<ReadRows> {
  const [kept] = await sealedBatch(read).execute({ importId, place })
  return JSON.parse(inflateRawSync(Buffer.from(keys.open(kept!.sealed, sealPlace.batchOfRoster(importId, place)), 'base64')).toString('utf8')) as ReadRows
}
// Asked once for each slice of a roster, so prepared.
const sealedBatch = prepared((read: Site['read']) =>
  read
    .select({ sealed: rosterEntries.sealed })
    .from(rosterEntries)
    .where(and(eq(rosterEntries.importId, sql.placeholder('importId')), eq(rosterEntries.place, sql.placeholder('place'))))
    .prepare(),
)

/** The places of the batches that are kept. */
export async function placesOf(read: Site['read'], importId: string) {
  const rows = await read.select({ place: rosterEntries.place }).from(rosterEntries).where(eq(rosterEntries.importId, importId)).orderBy(asc(rosterEntries.place))
  return rows.map(({ place }) => place)
}

/** What the rows said is needed no longer: it is in the register, or will be read anew. */
export const forgetBatches = (tx: Tx, importId: string) => tx.delete(rosterEntries).where(eq(rosterEntries.importId, importId)).then(() => undefined)
