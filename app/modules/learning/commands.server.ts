// Stores progress. Rows only grow or take the earliest time, so any order of events gives the same result.
import { and, type Column, eq, type SQL, sql } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { arrival, least } from '#db/dialect/dialect.ts'
import { lessonMarks, sectionProgress, versionMarks } from '#db/schema/learning.ts'
import { createEventValidator, maxMarks } from './event-validator.server.ts'
import type { ProgressEvent } from './progress.events.ts'
import { isStuckKey } from '#app/lesson/version-mark.ts'

/**
 * Stores what a trainee has read and ticked. Sections are a set with the earliest time; a phone's clock may be wrong, so a time in the
 * future counts as now. Of several marks for one thing the latest counts, by the phone's own unchanged clock: if it were capped at ours, a
 * mark that arrives twice would win over the one that followed it. What instructors count is stored by version, with the first value too.
 * Returns the events that refer to no existing lesson, or to more things
 * than a lesson has: they are not stored. Throws 403 for others than trainees.
 */
export async function recordProgress(site: Site, viewer: Viewer, told: readonly ProgressEvent[]): Promise<ProgressEvent[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) throw forbidden('只有学员的学习会记下来。')
  const { isKnown, findVersion } = await createEventValidator(site, viewer, told)
  const events = told.filter(isKnown)
  const unknown = told.filter((event) => !isKnown(event))
  if (events.length === 0) return unknown
  return site.write(viewer.accountId, 'keep progress', async (tx) => {
    const takeRoom = countRoom(tx, personId)
    for (const event of events) {
      const said = new Date(event.at)
      const at = said > tx.at ? tx.at : said
      const where = { personId, courseSlug: event.course, lessonSlug: event.lesson }
      if (event.kind === 'section') {
        await tx
          .insert(sectionProgress)
          .values({ ...where, section: event.section, firstAt: at, receivedAt: tx.at })
          .onConflictDoUpdate({
            target: [sectionProgress.personId, sectionProgress.courseSlug, sectionProgress.lessonSlug, sectionProgress.section],
            set: { firstAt: least(sectionProgress.firstAt, arrival(sectionProgress.firstAt)) },
          })
        continue
      }
      const version = findVersion(event)
      if (version) await keepVersionMark(tx, { personId, version, event, said })
      if (isStuckKey(event.key)) continue // what a reader understands depends on the version that she reads
      if (await takeRoom(event)) await keepMark(tx, { ...where, key: event.key, value: event.value, markedAt: said })
      else unknown.push(event)
    }
    return unknown
  })
}

/** Says of each mark of a batch whether it exists already, or its lesson has room for one more: one query for each lesson. */
function countRoom(tx: Tx, personId: string) {
  const kept = new Map<string, Set<string>>()
  return async ({ course, lesson, key }: { course: string; lesson: string; key: string }) => {
    const place = `${course}/${lesson}`
    const ofLesson = and(eq(lessonMarks.personId, personId), eq(lessonMarks.courseSlug, course), eq(lessonMarks.lessonSlug, lesson))
    const keys =
      kept.get(place) ?? new Set((await tx.select({ key: lessonMarks.key }).from(lessonMarks).where(ofLesson)).map((row) => row.key))
    kept.set(place, keys)
    if (keys.size >= maxMarks && !keys.has(key)) return false
    keys.add(key)
    return true
  }
}

async function keepMark(tx: Tx, mark: typeof lessonMarks.$inferInsert) {
  await tx
    .insert(lessonMarks)
    .values(mark)
    .onConflictDoUpdate({
      target: [lessonMarks.personId, lessonMarks.courseSlug, lessonMarks.lessonSlug, lessonMarks.key],
      set: { value: mark.value, markedAt: mark.markedAt },
      // Of two marks at the same moment the greater value wins, so that the order of arrival does not matter.
      setWhere: sql`(${arrival(lessonMarks.markedAt)}, ${arrival(lessonMarks.value)}) > (${lessonMarks.markedAt}, ${lessonMarks.value})`,
    })
}

interface VersionMark {
  personId: string
  version: string
  event: { lesson: string; key: string; value: string }
  said: Date
}

/** Keeps the latest and the first value: the ends of one order, so that it does not matter when or how often each arrives. */
async function keepVersionMark(tx: Tx, { personId, version, event: { lesson, key, value }, said }: VersionMark) {
  const { markedAt, firstAt, firstValue } = versionMarks
  const isLater = sql`(${arrival(markedAt)}, ${arrival(versionMarks.value)}) > (${markedAt}, ${versionMarks.value})`
  const isEarlier = sql`(${arrival(firstAt)}, ${arrival(firstValue)}) < (${firstAt}, ${firstValue})`
  const either = (holds: SQL, column: Column) => sql`CASE WHEN ${holds} THEN ${arrival(column)} ELSE ${column} END`
  await tx
    .insert(versionMarks)
    .values({
      courseVersionId: version,
      lessonSlug: lesson,
      key,
      personId,
      value,
      markedAt: said,
      firstValue: value,
      firstAt: said,
    })
    .onConflictDoUpdate({
      target: [versionMarks.courseVersionId, versionMarks.lessonSlug, versionMarks.key, versionMarks.personId],
      set: {
        value: either(isLater, versionMarks.value),
        markedAt: either(isLater, markedAt),
        firstValue: either(isEarlier, firstValue),
        firstAt: either(isEarlier, firstAt),
      },
    })
}
