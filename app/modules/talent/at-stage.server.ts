// Selects the people at a stage of the pipeline, for lists.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { toDay } from '#app/calendar.ts'
import type { Site } from '#app/site.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { persons } from '#db/views/households.ts'
import { keepBeforeReading } from './keeping.server.ts'
import { holdsOn } from './rows.server.ts'
import type { PipelineStage } from './stages.ts'

/** Returns a condition on persons: those at this stage today and no further. */
export async function selectAtStage(site: Pick<Site, 'read' | 'writeUnaudited' | 'now'>, stage: PipelineStage): Promise<SQL> {
  await keepBeforeReading(site)
  const rows = (of: SQL | undefined) =>
    site.read
      .select({ personId: stageSpells.personId })
      .from(stageSpells)
      .where(and(of, holdsOn(toDay(site.now())), eq(stageSpells.stage, stage)))
  // Nearly everybody is at the first stage: there each person of the list is looked up. The others are few.
  if (stage === 'identified') return sql`exists ${rows(eq(stageSpells.personId, sql`${persons.id}`))}`
  return sql`${persons.id} in ${rows(undefined)}`
}
