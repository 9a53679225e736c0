// Keeps the stages of the pipeline up to date: whoever a fact changes of is queued in `stage_due`, in the same
// transaction, whoever writes; and `stage_counts` follows `stage_spells`. The stages themselves are computed by the program.

/** Persons of a shop: its owner, and whoever works or worked in it. */
const peopleOfShop = (shop: string) => `
  SELECT a.person_id FROM shops s JOIN accounts a ON a.id = s.owner_account_id WHERE s.id = ${shop} AND a.person_id IS NOT NULL
  UNION SELECT c.person_id FROM shop_people w JOIN certificates c ON c.id = w.certificate_id WHERE w.shop_id = ${shop}`

const membersOf = (household: string) => `SELECT person_id FROM memberships WHERE household_id = ${household}`

interface Source {
  /** Selects the persons of whom a changed row is a fact. */
  of: (row: 'NEW' | 'OLD') => string
  /** The columns that count, if not all. */
  changes?: string
  /** What happens to its rows: histories are only added to. */
  verbs?: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]
}

const sources: Record<string, Source> = {
  persons: { of: (row) => `SELECT ${row}.id`, changes: 'region_code, sex, birthday, known_at' },
  memberships: { of: (row) => `SELECT ${row}.person_id` },
  registrations: { of: (row) => membersOf(`${row}.household_id`) },
  residences: { of: (row) => `SELECT id FROM persons WHERE id = ${row}.subject_id UNION ${membersOf(`${row}.subject_id`)}` },
  households: { of: (row) => membersOf(`${row}.id`), changes: 'region_code', verbs: ['UPDATE'] },
  cohorts: { of: (row) => `SELECT person_id FROM enrolments WHERE cohort_id = ${row}.id`, changes: 'tier', verbs: ['UPDATE'] },
  enrolments: { of: (row) => `SELECT ${row}.person_id` },
  completions: { of: (row) => `SELECT ${row}.person_id` },
  certificates: { of: (row) => `SELECT ${row}.person_id` },
  workflow_events: {
    of: (row) => `
  SELECT person_id FROM enrolments WHERE id = ${row}.workflow_id
  UNION SELECT person_id FROM certificates WHERE id = ${row}.workflow_id
  UNION SELECT c.person_id FROM pairings p JOIN shop_people w ON w.shop_id = p.west_shop_id JOIN certificates c ON c.id = w.certificate_id
         WHERE p.id = ${row}.workflow_id`,
    verbs: ['INSERT'],
  },
  follow_up_answers: { of: (row) => `SELECT ${row}.person_id` },
  shop_people: { of: (row) => `SELECT person_id FROM certificates WHERE id = ${row}.certificate_id` },
  shop_results: { of: (row) => peopleOfShop(`${row}.shop_id`) },
  shops: { of: (row) => peopleOfShop(`${row}.id`), changes: 'owner_account_id', verbs: ['UPDATE'] },
  accounts: { of: (row) => `SELECT ${row}.person_id WHERE ${row}.person_id IS NOT NULL`, changes: 'person_id', verbs: ['UPDATE'] },
}

const queue = (whom: string) => `
  INSERT INTO stage_due (person_id) SELECT person_id FROM (SELECT NULL AS person_id WHERE 0 UNION ${whom}) WHERE true ON CONFLICT DO NOTHING;`

const queueTriggers = Object.entries(sources).flatMap(([table, { of, changes, verbs = ['INSERT', 'UPDATE', 'DELETE'] }]) =>
  verbs.map((verb) => {
    const rows = verb === 'INSERT' ? (['NEW'] as const) : verb === 'DELETE' ? (['OLD'] as const) : (['NEW', 'OLD'] as const)
    const when = verb === 'UPDATE' && changes ? `UPDATE OF ${changes}` : verb
    return `CREATE TRIGGER stage_due_after_${verb.toLowerCase()}_of_${table} AFTER ${when} ON ${table} BEGIN ${rows.map((row) => queue(of(row))).join('')} END;`
  }),
)

const counted = 'stage, region_code, status, sex, born, tiers, done'
const valuesOf = (row: 'NEW' | 'OLD') =>
  counted
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

const count = (row: 'NEW' | 'OLD', day: string, change: '1' | '-1') => `
  INSERT INTO stage_counts (${counted}, day, change) SELECT ${valuesOf(row)}, ${row}.${day}, ${change} WHERE ${row}.${day} IS NOT NULL
    ON CONFLICT (region_code, stage, status, tiers, done, sex, born, day) DO UPDATE SET change = change + ${change};`

const believed = (row: 'NEW' | 'OLD') => `${row}.superseded_at IS NULL`

export const stageTriggers = [
  ...queueTriggers,
  `CREATE TRIGGER stage_spell_counted AFTER INSERT ON stage_spells WHEN ${believed('NEW')} BEGIN ${count('NEW', 'from_day', '1')} ${count('NEW', 'to_day', '-1')} END;`,
  `CREATE TRIGGER stage_spell_no_more_counted AFTER DELETE ON stage_spells WHEN ${believed('OLD')} BEGIN ${count('OLD', 'from_day', '-1')} ${count('OLD', 'to_day', '1')} END;`,
]

/** Queues everybody. */
export const queueAllForStages = 'INSERT INTO stage_due (person_id) SELECT id FROM persons WHERE true ON CONFLICT DO NOTHING'
