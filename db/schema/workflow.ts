// The state of every workflow, the events that led to it, its deadlines, and its effects still to be carried out.
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { tableRules } from './rules.ts'

export const workflows = sqliteTable(
  'workflows',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    /** The machine's state value: `sitting`, or `{"open":"idle"}` for a nested one. */
    value: text('value', { mode: 'json' }).$type<string | object>().notNull(),
    /** The same as a path for queries: `sitting`, `open.idle`. */
    state: text('state').notNull(),
    context: text('context', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    version: integer('version').notNull(),
    begunAt: integer('begun_at', { mode: 'timestamp_ms' }).notNull(),
    movedAt: integer('moved_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('workflows_by_state').on(row.kind, row.state)],
)

/** Append only: a trigger refuses updates and deletes. */
export const workflowEvents = sqliteTable(
  'workflow_events',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    version: integer('version').notNull(),
    type: text('type').notNull(),
    event: text('event', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    from: text('from').notNull(),
    to: text('to').notNull(),
    actor: text('actor').notNull(),
    why: text('why').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('workflow_events_one_a_version').on(row.workflowId, row.version)],
)

export const deadlines = sqliteTable(
  'deadlines',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    name: text('name').notNull(),
    dueAt: integer('due_at', { mode: 'timestamp_ms' }).notNull(),
    event: text('event', { mode: 'json' }).$type<{ type: string }>().notNull(),
    /** How often its event could not be sent because of a fault, and when it is tried again. */
    attempts: integer('attempts').notNull().default(0),
    retryAt: integer('retry_at', { mode: 'timestamp_ms' }),
    lastFault: text('last_fault'),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.workflowId, row.name] }),
    index('deadlines_due').on(row.dueAt),
    index('deadlines_tried').on(row.attempts),
  ],
)

export const outbox = sqliteTable(
  'outbox',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    kind: text('kind').notNull(),
    effect: text('effect').notNull(),
    params: text('params', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: integer('next_at', { mode: 'timestamp_ms' }).notNull(),
    lastFault: text('last_fault'),
    doneAt: integer('done_at', { mode: 'timestamp_ms' }),
  },
  (row) => [...tableRules(row), index('outbox_waiting').on(row.doneAt, row.nextAt)],
)
