// Who stands at some stages on a day, with what was true of them.
import { and } from 'drizzle-orm'
import { inRegion } from '#app/access/within.server.ts'
import type { Status } from '#app/modules/households/labels.ts'
import type { Reader } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { stageSpells } from '#db/schema/talent.ts'
import { heldOn } from './rows.server.ts'
import { type PipelineStage, stagesFrom } from './stages.ts'

export interface PersonAtStage {
  personId: string
  householdId: string | null
  region: string
  status: Status
}

/** Lists everybody of a region who stood at a stage or further on a day, as it was known at a moment. */
export const listPeopleFromStage = async (
  read: Reader,
  { least, on, region, asOf }: { least: PipelineStage; on: string; region: string; asOf: Date },
): Promise<PersonAtStage[]> =>
  read
    .select({
      personId: stageSpells.personId,
      householdId: stageSpells.householdId,
      region: stageSpells.regionCode,
      status: stageSpells.status,
    })
    .from(stageSpells)
    .where(and(heldOn(on, asOf), inRegion(stageSpells.regionCode, region), inValues(stageSpells.stage, stagesFrom(least))))
