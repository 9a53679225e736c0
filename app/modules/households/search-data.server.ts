// Maintains the search index of people: written together with a new person, and built in batches of some hundreds for those not in it yet.
import { setTimeout as pause } from 'node:timers/promises'
import { asc, eq, sql } from 'drizzle-orm'
import type { Keys } from '#app/keys.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { startUpkeep } from '#app/upkeep.server.ts'
import { inValues } from '#db/in-values.ts'
import { atNextPlaces, nextPlaceIn } from '#db/search.ts'
import { nameVariants, persons } from '#db/schema/households.ts'
import { personSearches, searchBacklog } from '#db/schema/search.ts'
import { sealPlace } from '#db/sealed.ts'
import { buildTerms, addNameTerms, replacePhoneTerms } from './search-terms.server.ts'

/** Indexes a person who was just added. */
export async function indexPerson(tx: Tx, personId: string, terms: string) {
  const place = nextPlaceIn(persons.regionCode).as('place')
  await tx.insert(personSearches).select(
    tx
      .select({ place, personId: persons.id, terms: sql<string>`${terms}`.as('terms') })
      .from(persons)
      .where(eq(persons.id, personId)),
  )
}

/** Indexes many at once, in order of place: the index writes rows that arrive in its own order in one piece. */
export async function indexPersons(tx: Tx, people: readonly { personId: string; regionCode: string; terms: string }[]) {
  if (people.length === 0) return
  await tx.insert(personSearches).select(atNextPlaces(people))
}

async function updateTerms(tx: Tx, personId: string, terms: (kept: string) => string) {
  const [kept] = await tx.select({ terms: personSearches.terms }).from(personSearches).where(eq(personSearches.personId, personId))
  if (kept)
    await tx
      .update(personSearches)
      .set({ terms: terms(kept.terms) })
      .where(eq(personSearches.personId, personId))
}

/** Adds a name or another phone to a person's index entry. Persons who are not indexed yet are indexed in full. */
export const addSearchName = (tx: Tx, personId: string, name: string) => updateTerms(tx, personId, (kept) => addNameTerms(kept, name))
export const replaceSearchPhone = (tx: Tx, keys: Keys, personId: string, phone: string) =>
  updateTerms(tx, personId, (kept) => replacePhoneTerms(kept, keys, phone))

/** Computes all search data of these persons again. */
export async function reindexPersons(tx: Tx, keys: Keys, ids: readonly string[]) {
  const people = await tx
    .select({ person: persons, kept: personSearches.terms })
    .from(persons)
    .leftJoin(personSearches, eq(personSearches.personId, persons.id))
    .where(inValues(persons.id, ids))
    .orderBy(asc(persons.regionCode))
  const variants = await tx.select().from(nameVariants).where(inValues(nameVariants.personId, ids))
  const plain = (sealed: string | null, place: string) => (sealed ? keys.open(sealed, place) : null)
  for (const { person, kept } of people) {
    const names = [person.name, ...variants.filter(({ personId }) => personId === person.id).map(({ name }) => name)]
    const terms = buildTerms(keys, {
      names,
      phone: plain(person.phoneSealed, sealPlace.phoneOfPerson(person.id)),
      idNumber: plain(person.idNumberSealed, sealPlace.idNumberOfPerson(person.id)),
    })
    if (kept === null) await indexPerson(tx, person.id, terms)
    else await tx.update(personSearches).set({ terms }).where(eq(personSearches.personId, person.id))
  }
}

/** Persons indexed in one write: other writers wait some ten milliseconds for it. */
const batchSize = 250

/** Indexes some of the missing persons. Returns how many; 0 when none is missing. */
async function indexBatch(site: Pick<Site, 'read' | 'write' | 'keys'>): Promise<number> {
  const [missing] = await site.read.select({ personId: searchBacklog.personId }).from(searchBacklog).limit(1)
  if (!missing) return 0
  const { keys } = site
  return site.write('system', 'keep search data', async (tx) => {
    const waiting = await tx.select({ personId: searchBacklog.personId }).from(searchBacklog).limit(batchSize)
    const ids = waiting.map(({ personId }) => personId)
    await reindexPersons(tx, keys, ids)
    return waiting.length
  })
}

/** Indexes all missing persons. Returns how many they were. */
export async function indexMissing(site: Pick<Site, 'read' | 'write' | 'keys'>, goesOn: () => boolean = () => true): Promise<number> {
  let done = 0
  while (goesOn()) {
    const some = await indexBatch(site)
    if (some === 0) break
    done += some
    await pause(10) // lets other work run
  }
  return done
}

/** Marks everybody's search data as missing, for instance after a change of key; `indexMissing` builds it again. */
export async function resetSearchIndex(tx: Tx) {
  await tx
    .insert(searchBacklog)
    .select(
      tx
        .select({ personId: persons.id })
        .from(persons)
        .where(sql`true`),
    )
    .onConflictDoNothing()
}

/** Milliseconds between looks for missing persons. */
const pollInterval = 60_000

/**
 * Starts the server's indexer: indexes what is missing, now and from time to time. Returns a function that stops it and waits until it has
 * stopped.
 */
export const startSearchIndexer = (site: Pick<Site, 'read' | 'write' | 'keys'>) =>
  startUpkeep((goesOn) => indexMissing(site, goesOn), { every: pollInterval, failed: 'the search data could not be kept' })
