// Courses that are written in the product: their versions, every revision of every file, and what reviewers remarked.
import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { courseVersions } from './courses.ts'
import { tableRules } from './rules.ts'

export const studioCourses = sqliteTable(
  'studio_courses',
  {
    id: text('id').primaryKey(),
    /** Its folder's name and its address: never changes. */
    slug: text('slug').notNull(),
    tier: text('tier', { enum: ['leadership', 'township', 'entrepreneur'] }).notNull(),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), uniqueIndex('studio_courses_by_slug').on(row.slug)],
)

/** Who may write a course. */
export const courseAuthors = sqliteTable(
  'course_authors',
  {
    courseId: text('course_id')
      .notNull()
      .references(() => studioCourses.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    endedAt: integer('ended_at', { mode: 'timestamp_ms' }),
  },
  (row) => [
    ...tableRules(row),
    primaryKey({ columns: [row.courseId, row.accountId] }),
    index('course_authors_by_account').on(row.accountId),
  ],
)

/** A version of a course, from its first draft on; its state is a workflow with the same id. */
export const studioVersions = sqliteTable(
  'studio_versions',
  {
    id: text('id').primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => studioCourses.id),
    /** Counts the versions of the course, from 1. */
    ordinal: integer('ordinal').notNull(),
    origin: text('origin', { enum: ['shipped', 'written', 'copied', 'imported'] }).notNull(),
    /** The version that it was begun from. */
    basedOnId: text('based_on_id').references((): AnySQLiteColumn => studioVersions.id),
    /** The hash of its files as they came, if they came from outside: the same ones are not taken twice. */
    filesHash: text('files_hash'),
    /** What classes study of it, once it is published. */
    courseVersionId: text('course_version_id').references(() => courseVersions.id),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('studio_versions_in_order').on(row.courseId, row.ordinal),
    index('studio_versions_by_published').on(row.courseVersionId),
    index('studio_versions_by_base').on(row.basedOnId),
  ],
)

/** Every revision of a file of a version; the latest that was not set aside is the file as it is. Append only. */
export const fileRevisions = sqliteTable(
  'file_revisions',
  {
    /** Also the order in which they were saved. */
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    versionId: text('version_id')
      .notNull()
      .references(() => studioVersions.id),
    name: text('name').notNull(),
    /** `setAside`: somebody's text that met another one; kept to be read and brought back, never the file as it is. */
    kind: text('kind', { enum: ['begun', 'saved', 'merged', 'broughtBack', 'renamed', 'deleted', 'setAside'] }).notNull(),
    /** The text; null for media, and if the file was deleted. */
    content: text('content'),
    /** The SHA-256 of a photograph, a sound, a film or a document. */
    mediaHash: text('media_hash'),
    /** The revision that it was written from. */
    basedOn: integer('based_on').references((): AnySQLiteColumn => fileRevisions.sequence),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [
    ...tableRules(row),
    index('file_revisions_of_file').on(row.versionId, row.name, row.sequence),
    index('file_revisions_by_base').on(row.basedOn),
    index('file_revisions_by_media')
      .on(row.mediaHash)
      .where(sql`${row.mediaHash} IS NOT NULL`),
  ],
)

/** What a reviewer remarked at a paragraph of a file. */
export const courseRemarks = sqliteTable(
  'course_remarks',
  {
    id: text('id').primaryKey(),
    versionId: text('version_id')
      .notNull()
      .references(() => studioVersions.id),
    name: text('name').notNull(),
    /** The revision that the reviewer read, and the block of it, from 0: from there the remark follows its paragraph. */
    revision: integer('revision')
      .notNull()
      .references(() => fileRevisions.sequence),
    block: integer('block').notNull(),
    says: text('says').notNull(),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    doneBy: text('done_by'),
    doneAt: integer('done_at', { mode: 'timestamp_ms' }),
  },
  (row) => [
    ...tableRules(row),
    index('course_remarks_of_version').on(row.versionId, row.name),
    index('course_remarks_by_revision').on(row.revision),
  ],
)

export const remarkAnswers = sqliteTable(
  'remark_answers',
  {
    id: text('id').primaryKey(),
    remarkId: text('remark_id')
      .notNull()
      .references(() => courseRemarks.id),
    says: text('says').notNull(),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('remark_answers_of_remark').on(row.remarkId)],
)

/** A document that became lessons of a version, with the report of what did not come over. */
export const courseDocuments = sqliteTable(
  'course_documents',
  {
    id: text('id').primaryKey(),
    versionId: text('version_id')
      .notNull()
      .references(() => studioVersions.id),
    fileName: text('file_name').notNull(),
    /** The names of the lessons' files. */
    lessons: text('lessons', { mode: 'json' }).$type<string[]>().notNull(),
    left: text('left_over', { mode: 'json' }).$type<{ what: string; where: string; advice: string }[]>().notNull(),
    by: text('by').notNull(),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
  },
  (row) => [...tableRules(row), index('course_documents_of_version').on(row.versionId)],
)

/** An address that an author opens on a phone to send photographs to a version: for some minutes, without signing in. */
export const cameraLinks = sqliteTable(
  'camera_links',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of what its address ends with. */
    tokenHash: text('token_hash').notNull(),
    versionId: text('version_id')
      .notNull()
      .references(() => studioVersions.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    at: integer('at', { mode: 'timestamp_ms' }).notNull(),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    /** When the author closed it. */
    endedAt: integer('ended_at', { mode: 'timestamp_ms' }),
    /** How many photographs came. */
    received: integer('received').notNull(),
  },
  (row) => [
    ...tableRules(row),
    uniqueIndex('camera_links_by_token').on(row.tokenHash),
    index('camera_links_of_version').on(row.versionId),
    index('camera_links_by_account').on(row.accountId),
  ],
)
