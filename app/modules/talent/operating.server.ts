// Who sold something and when, for many people at once: whether they operated on a day, and whether anything is known of them since.
import { and } from 'drizzle-orm'
import { toMonth } from '#app/calendar.ts'
import type { Reader } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { operatingMonths } from '#db/views/operating.ts'
import { believedAt } from './rows.server.ts'
import { isAtLeast, type PipelineStage, stagesFrom } from './stages.ts'

export interface OperatingHistory {
  /** Whether she stood at this stage or further on a day. */
  isAt(personId: string, stage: PipelineStage, day: string): boolean
  /** Whether of any month between two days, theirs included, it is known whether she sold something. */
  isKnown(personId: string, since: string, until: string): boolean
}

/** Reads the history of these people, as it was known at a moment. */
export async function readOperatingHistory(read: Reader, personIds: Iterable<string>, asOf: Date): Promise<OperatingHistory> {
  const ids = [...new Set(personIds)]
  const spells = groupBy(
    await read
      .select({ personId: stageSpells.personId, stage: stageSpells.stage, from: stageSpells.from, to: stageSpells.to })
      .from(stageSpells)
      .where(and(inValues(stageSpells.personId, ids), believedAt(asOf), inValues(stageSpells.stage, stagesFrom('operating')))),
    ({ personId }) => personId,
  )
  const told = await read
    .select({
      personId: operatingMonths.personId,
      month: operatingMonths.month,
      knownAt: operatingMonths.knownAt,
      supersededAt: operatingMonths.supersededAt,
    })
    .from(operatingMonths)
    .where(inValues(operatingMonths.personId, ids))
  const months = groupBy(
    told.filter(({ knownAt, supersededAt }) => knownAt <= asOf && (supersededAt === null || supersededAt > asOf)),
    ({ personId }) => personId,
  )
  return {
    isAt: (personId, least, day) =>
      (spells.get(personId) ?? []).some(({ stage, from, to }) => isAtLeast(stage, least) && from <= day && (to === null || day < to)),
    isKnown: (personId, since, until) =>
      (months.get(personId) ?? []).some(({ month }) => month >= toMonth(since) && month <= toMonth(until)),
  }
}
