// The full-text index of lessons (lesson_terms, FTS5): it stores the terms of each passage, and not its text.
import { type Column, type SQL, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** FTS5's table, created in the migration: `rowid` is the passage's id. Not part of the schema that drizzle-kit knows. */
export const lessonTerms = sqliteTable('lesson_terms', {
  id: integer('rowid').notNull(),
  heading: text('heading').notNull(),
  body: text('body').notNull(),
  sounds: text('sounds').notNull(),
})

/** Whether a passage's terms match a full-text query. */
export const matchesLessonTerms = (question: string): SQL => sql`${lessonTerms} match ${question}`

/** How well a passage matches: the least is the best. A heading counts eight times as much as what is below it, its sound four times. */
export const rankOfPassage = sql<number>`bm25(${lessonTerms}, 8.0, 1.0, 4.0)`

/** Whether a passage belongs to one of these versions: checked passage by passage, because the full-text index is what is gone through. */
export const isOfVersions = (version: Column, ids: readonly string[]): SQL =>
  sql`+${version} in (select value from json_each(${JSON.stringify(ids)}))`
