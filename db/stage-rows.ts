// Rows of stages on their way into the database: a thousand at a time as one parameter, which costs a tenth of a
// statement with a parameter for each value.
import { type SQL, sql } from 'drizzle-orm'

/** The columns in the order in which `stageRows` has them. */
const stageColumns = [
  'person_id',
  'stage',
  'from_day',
  'to_day',
  'known_at',
  'superseded_at',
  'region_code',
  'status',
  'sex',
  'born',
  'tiers',
  'done',
  'household_id',
  'since_day',
  'before',
  'left',
  'ends',
] as const

export type StageRow = Record<(typeof stageColumns)[number], string | number | null>

/** Selects these rows, to be inserted into `stage_spells`. */
export function stageRows(rows: readonly StageRow[]): SQL {
  const given = JSON.stringify(rows.map((row) => stageColumns.map((column) => row[column])))
  const columns = stageColumns.map((column, place) => sql`one.value ->> ${sql.raw(String(place))} as ${sql.identifier(column)}`)
  return sql`select null as "row", ${sql.join(columns, sql`, `)} from json_each(${given}) one`
}
