// Keeps the rows of stages: whoever is due is computed again, some at a time; or everybody.
import { setTimeout as pause } from 'node:timers/promises'
import { asc, eq, gt } from 'drizzle-orm'
import { log } from '#app/log.server.ts'
import type { Site, Tx } from '#app/site.ts'
import { startUpkeep } from '#app/upkeep.server.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { stageDue, stageSpells } from '#db/schema/talent.ts'
import { type StageRow, stageRows } from '#db/stage-rows.ts'
import { registeredPersons } from '#db/views/households.ts'
import { computeSpells, keyOfSpell } from './compute-spells.ts'
import { loadStageFacts } from './load-facts.server.ts'
import type { StageFacts, StageSpell } from './stage-facts.ts'

type Keeping = Pick<Site, 'read' | 'writeUnaudited'>

/** Persons computed in one write: other writers wait some ten milliseconds for it. */
const batchSize = 250

const toRow = ({ personId, sex, birthday }: StageFacts, spell: StageSpell): StageRow => ({
  person_id: personId,
  stage: spell.stage,
  from_day: spell.from,
  to_day: spell.to,
  known_at: spell.knownAt,
  superseded_at: spell.supersededAt,
  region_code: spell.regionCode,
  status: spell.status,
  sex,
  born: Number(birthday.slice(0, 4)),
  tiers: spell.tiers,
  done: spell.done,
  household_id: spell.householdId,
  since_day: spell.sinceDay,
  before: spell.before,
  left: spell.left,
  ends: spell.ends ? 1 : 0,
})

/** One text for everything in a person's rows, in any order. */
const keyOfRows = (sex: string, born: number, rows: readonly StageSpell[]) =>
  rows
    .map((row) => `${sex} ${born} ${keyOfSpell(row)} ${row.knownAt} ${row.supersededAt}`)
    .sort()
    .join('\n')

/** Computes these persons and writes the rows of those for whom something changed. Returns how many these were. */
async function keepPersons(tx: Tx, personIds: readonly string[]): Promise<number> {
  const facts = await loadStageFacts(tx, personIds)
  const kept = groupBy(await tx.select().from(stageSpells).where(inValues(stageSpells.personId, personIds)), (row) => row.personId)
  const changed = new Set(personIds.filter((id) => kept.has(id)))
  const rows: StageRow[] = []
  for (const one of facts) {
    const spells = computeSpells(one)
    const before = kept.get(one.personId)
    const isSame =
      before !== undefined &&
      keyOfRows(one.sex, Number(one.birthday.slice(0, 4)), spells) ===
        keyOfRows(
          before[0]?.sex ?? '',
          before[0]?.born ?? 0,
          before.map((row) => ({ ...row, knownAt: row.knownAt.getTime(), supersededAt: row.supersededAt?.getTime() ?? null })),
        )
    if (isSame) {
      changed.delete(one.personId)
      continue
    }
    changed.add(one.personId)
    for (const spell of spells) rows.push(toRow(one, spell))
  }
  if (changed.size > 0) await tx.delete(stageSpells).where(inValues(stageSpells.personId, changed))
  if (rows.length > 0) await tx.insert(stageSpells).select(stageRows(rows))
  return changed.size
}

/** Computes some of those who are due. Returns how many; 0 when nobody is. */
async function keepBatch({ read, writeUnaudited }: Keeping): Promise<number> {
  if ((await read.select().from(stageDue).limit(1)).length === 0) return 0
  return writeUnaudited(async (tx) => {
    const due = (await tx.select().from(stageDue).limit(batchSize)).map(({ personId }) => personId)
    await keepPersons(tx, due)
    await tx.delete(stageDue).where(inValues(stageDue.personId, due))
    return due.length
  })
}

/** Computes everybody who is due. Returns how many they were. */
export async function keepStages(site: Keeping, goesOn: () => boolean = () => true): Promise<number> {
  let done = 0
  while (goesOn()) {
    const some = await keepBatch(site)
    if (some === 0) break
    done += some
    await pause(5) // lets other work run
  }
  return done
}

/** Computes some of those who are due before something is read; returns how many are still due. What cannot be written is read as it is. */
export async function keepBeforeReading(site: Keeping): Promise<number> {
  try {
    for (let batches = 0; batches < 2; batches++) if ((await keepBatch(site)) < batchSize) break
  } catch (fault) {
    log.error('the stages could not be kept', { fault })
  }
  return (await site.read.select().from(stageDue).limit(1)).length === 0 ? 0 : site.read.$count(stageDue)
}

/** Computes one person, if she is due. */
export async function keepPerson(site: Keeping, personId: string): Promise<void> {
  const isDue = (await site.read.$count(stageDue, eq(stageDue.personId, personId))) > 0
  if (!isDue) return
  await site.writeUnaudited(async (tx) => {
    await keepPersons(tx, [personId])
    await tx.delete(stageDue).where(eq(stageDue.personId, personId))
  })
}

/** Persons in one write of a rebuild, which goes on while others work. */
const rebuildSize = 250

/**
 * Computes everybody again, with the same function. Returns how many persons there
 * are, and of how many the rows differed.
 */
export async function rebuildStages(site: Keeping): Promise<{ persons: number; changed: number }> {
  const total = { persons: 0, changed: 0 }
  for (let after = ''; ;) {
    const people = await site.read
      .select({ id: registeredPersons.id })
      .from(registeredPersons)
      .where(gt(registeredPersons.id, after))
      .orderBy(asc(registeredPersons.id))
      .limit(rebuildSize)
    const ids = people.map(({ id }) => id)
    const last = ids.at(-1)
    if (last === undefined) break
    total.changed += await site.writeUnaudited(async (tx) => {
      const changed = await keepPersons(tx, ids)
      await tx.delete(stageDue).where(inValues(stageDue.personId, ids))
      return changed
    })
    total.persons += ids.length
    after = last
  }
  return total
}

/** Milliseconds between looks for who is due. */
const pollInterval = 10_000

/**
 * Starts the server's keeper of stages: computes who is due, now and from time to time. Returns a function that stops it and waits until it
 * has stopped.
 */
export const startStageKeeper = (site: Keeping) =>
  startUpkeep((goesOn) => keepStages(site, goesOn), { every: pollInterval, failed: 'the stages could not be kept' })
