// Keeps `counted_completions` up to date: SQL triggers recompute a person's rows whenever one of their sources changes,
// in the same transaction, whoever writes. The report reads these rows; tests assert that they equal the derivation.

const believed = (row: string) => `${row}.superseded_at IS NULL`
const holds = (row: string) => `${row}.from_day <= c.day AND (${row}.to_day IS NULL OR ${row}.to_day > c.day) AND ${believed(row)}`

/** The completions that count now, with membership, registration and place on their day: the report's definition (docs/indicators.md) with the second clock at now. */
const counted = `
  SELECT c.id AS completion_id, c.enrolment_id, c.person_id, c.cohort_id, c.day, m.household_id,
         coalesce(r.status, 'none') AS status, coalesce(w.region_code, h.region_code, p.region_code) AS region
    FROM completions c
    JOIN persons p ON p.id = c.person_id
    LEFT JOIN memberships m ON m.person_id = c.person_id AND ${holds('m')}
    LEFT JOIN households h ON h.id = m.household_id
    LEFT JOIN registrations r ON r.household_id = m.household_id AND ${holds('r')}
    LEFT JOIN residences w ON w.subject_id = coalesce(m.household_id, c.person_id) AND ${holds('w')}
   WHERE ${believed('c')}`

/** Recomputes the rows of the persons that `whom` selects, a condition on `person_id`. */
const recompute = (whom: string) => `
  DELETE FROM counted_completions WHERE ${whom};
  INSERT OR IGNORE INTO counted_numbers (id)
    SELECT person_id FROM (${counted}) WHERE ${whom} UNION SELECT household_id FROM (${counted}) WHERE ${whom} AND household_id IS NOT NULL UNION SELECT cohort_id FROM (${counted}) WHERE ${whom};
  INSERT INTO counted_completions (completion_id, enrolment_id, person_id, cohort_id, day, household_id, status, region, person, household, cohort)
    SELECT d.completion_id, d.enrolment_id, d.person_id, d.cohort_id, d.day, d.household_id, d.status, d.region, a.number, b.number, e.number
      FROM (${counted}) d
      JOIN counted_numbers a ON a.id = d.person_id
      LEFT JOIN counted_numbers b ON b.id = d.household_id
      JOIN counted_numbers e ON e.id = d.cohort_id
     WHERE d.${whom};`

/** The sources of the rows, and whose rows a changed source row affects. */
const sources: Record<string, { of: (row: 'NEW' | 'OLD') => string; changes?: string; asks?: false }> = {
  // A revoked completion leaves rows to be removed, even if its person has no other.
  completions: { of: (row) => `person_id = ${row}.person_id`, asks: false },
  memberships: { of: (row) => `person_id = ${row}.person_id` },
  registrations: { of: (row) => `person_id IN (SELECT person_id FROM memberships WHERE household_id = ${row}.household_id)` },
  residences: {
    of: (row) =>
      `person_id IN (SELECT ${row}.subject_id UNION ALL SELECT person_id FROM memberships WHERE household_id = ${row}.subject_id)`,
  },
  households: { of: (row) => `person_id IN (SELECT person_id FROM memberships WHERE household_id = ${row}.id)`, changes: 'region_code' },
  persons: { of: (row) => `person_id = ${row}.id`, changes: 'region_code' },
}

/** Only people who completed something have rows: for all others a change costs one look-up. */
const affectsSomebody = (whom: string) => `EXISTS (SELECT 1 FROM completions WHERE ${whom})`

const trigger = (table: string, verb: string, row: 'NEW' | 'OLD') => {
  const { of, changes, asks = true } = sources[table]!
  const name = `counted_after_${verb.toLowerCase()}_of_${table}_${row.toLowerCase()}`
  const when = asks ? ` WHEN ${affectsSomebody(of(row))}` : ''
  return `CREATE TRIGGER ${name} AFTER ${verb}${changes ? ` OF ${changes}` : ''} ON ${table}${when} BEGIN ${recompute(of(row))} END;`
}

/** Statements that create the triggers. With every change here, raise the version in db/dialect/sqlite/triggers.ts. */
export const countedTriggers = Object.entries(sources).flatMap(([table, { changes }]) => [
  trigger(table, 'UPDATE', 'NEW'),
  // If only a place counts, a row is never added or removed without a change of another table that has triggers of its
  // own.
  ...(changes ? [] : [trigger(table, 'UPDATE', 'OLD'), trigger(table, 'INSERT', 'NEW'), trigger(table, 'DELETE', 'OLD')]),
])

/** Recomputes all rows, whatever is in the table. */
export const recomputeAll = recompute('person_id IS NOT NULL')
