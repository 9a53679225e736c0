// Stores the content of a roster's good rows, sealed, beside its file and the results of its rows.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { and, asc, eq, max, sql } from 'drizzle-orm'
import type { Site, Tx } from '#app/site.ts'
import { createInserter } from '#db/inserter.ts'
import { prepared } from '#db/prepared.ts'
import { rosterEntries, rosterRows } from '#db/schema/rosters.ts'
import { sealPlace } from '#db/sealed.ts'
import type { ReadRows } from './reading/read-roster.server.ts'
import { present } from '#app/present.ts'

const insertEntries = createInserter(rosterEntries)

/** Seals a batch of validated rows for its place in the import. */
export const sealBatch = ({ keys }: Pick<Site, 'keys'>, importId: string, place: number, batch: ReadRows) =>
  keys.seal(deflateRawSync(JSON.stringify(batch), { level: 1 }).toString('base64'), sealPlace.batchOfRoster(importId, place))

/** Stores sealed batches from a place on. */
export const storeBatches = (tx: Tx, importId: string, from: number, sealed: readonly string[]) =>
  insertEntries(
    tx,
    sealed.map((one, at) => ({ importId, place: from + at, sealed: one })),
  )

/** Lists the ids of the first row of each of these batches, whose rows are the last that were inserted; one write numbers rows without a gap. */
export async function listStarts(tx: Tx, importId: string, sizes: readonly number[]): Promise<number[]> {
  const [last] = await tx
    .select({ id: max(rosterRows.id) })
    .from(rosterRows)
    .where(eq(rosterRows.importId, importId))
  let start = (last?.id ?? 0) + 1 - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size) => (start += size) - size)
}

/** Loads the batches of validated rows as they were stored, in order. */
export async function* loadBatches(site: Pick<Site, 'read' | 'keys'>, importId: string): AsyncGenerator<ReadRows> {
  for (const place of await listBatchPlaces(site.read, importId)) yield await loadBatch(site, importId, place)
}

/** Loads the batch at one place. */
export async function loadBatch({ read, keys }: Pick<Site, 'read' | 'keys'>, importId: string, place: number): Promise<ReadRows> {
  const [kept] = await sealedBatch(read).execute({ importId, place })
  return JSON.parse(
    inflateRawSync(
      Buffer.from(keys.open(present(kept, 'batch of the roster').sealed, sealPlace.batchOfRoster(importId, place)), 'base64'),
    ).toString('utf8'),
  ) as ReadRows
}
// Runs once for each slice of a roster, so prepared.
const sealedBatch = prepared((read: Site['read']) =>
  read
    .select({ sealed: rosterEntries.sealed })
    .from(rosterEntries)
    .where(and(eq(rosterEntries.importId, sql.placeholder('importId')), eq(rosterEntries.place, sql.placeholder('place')))),
)

/** Lists the places of the stored batches. */
export async function listBatchPlaces(read: Site['read'], importId: string) {
  const rows = await read
    .select({ place: rosterEntries.place })
    .from(rosterEntries)
    .where(eq(rosterEntries.importId, importId))
    .orderBy(asc(rosterEntries.place))
  return rows.map(({ place }) => place)
}

/** Deletes the content of the rows, which is in the register now, or will be read again. */
export const deleteBatches = (tx: Tx, importId: string) =>
  tx
    .delete(rosterEntries)
    .where(eq(rosterEntries.importId, importId))
    .then(() => undefined)
