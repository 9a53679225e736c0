// The result of each row of a roster, for the file that is given back.
import { eq } from 'drizzle-orm'
import { outcomeLabels } from '#app/importing/outcomes.ts'
import type { Site } from '#app/site.ts'
import { addReason, type Reasons } from '#app/spreadsheet/with-reasons.server.ts'
import { rosterRows } from '#db/schema/rosters.ts'

/** Lists the reasons. `takenUpTo`: the last imported row of a partly imported roster. */
export async function listReasons(
  { read }: Pick<Site, 'read'>,
  { importId, takenUpTo }: { importId: string; takenUpTo: number | null },
): Promise<Reasons> {
  const compared = await read
    .select({
      id: rosterRows.id,
      sheet: rosterRows.sheet,
      row: rosterRows.row,
      name: rosterRows.name,
      outcome: rosterRows.outcome,
      column: rosterRows.column,
      message: rosterRows.message,
    })
    .from(rosterRows)
    .where(eq(rosterRows.importId, importId))
  const said: Reasons = new Map()
  for (const { id, outcome, ...row } of compared)
    addReason(said, { ...row, kind: outcome, outcome: outcomeLabels[outcome] + (takenUpTo !== null && id > takenUpTo ? '（还没收）' : '') })
  return said
}
