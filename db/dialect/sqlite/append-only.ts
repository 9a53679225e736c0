// Histories are append-only. SQL itself refuses updates and deletes, whatever the code above does.

const histories = [
  'audit_entries',
  'workflow_events',
  'attendance_marks',
  'answers',
  'looks',
  'owner_phone_looks',
  'check_ins',
  'message_settlements',
  'rating_facts',
  'rating_fact_strikes',
  'corrections',
  'person_corrections',
  'programme_settings',
  'file_revisions',
  'reply_wordings',
]

/** Statements that forbid updates and deletes of history rows. */
export const appendOnlyTriggers = histories.flatMap((table) =>
  ['update', 'delete'].map(
    (verb) =>
      `CREATE TRIGGER ${table}_no_${verb} BEFORE ${verb.toUpperCase()} ON ${table} ` +
      `BEGIN SELECT RAISE(ABORT, '${table} is append only'); END`,
  ),
)
