// Stores progress. Rows only grow or take the earliest time, so any order of events gives the same result.
import { and, eq, sql } from 'drizzle-orm'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { arrival, least } from '#db/dialect/dialect.ts'
import { lessonMarks, sectionProgress } from '#db/schema/learning.ts'
import { createEventValidator, maxMarks } from './event-validator.server.ts'
import type { ProgressEvent } from './progress.events.ts'

/**
 * Stores what a trainee has read and ticked. Sections are a set with the earliest time; a phone's clock may be wrong, so a time in the
 * future counts as now. Of several marks for one thing the latest counts, by the phone's own unchanged clock: if it were capped at ours, a
 * mark that arrives twice would win over the one that followed it. Returns the events that refer to no existing lesson, or to more things
 * than a lesson has: they are not stored. Throws 403 for others than trainees.
 */
export async function recordProgress(site: Site, viewer: Viewer, told: readonly ProgressEvent[]): Promise<ProgressEvent[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) throw forbidden('只有学员的学习会记下来。')
  const isKnown = await createEventValidator(site, viewer, told)
  const events = told.filter(isKnown)
  const unknown = told.filter((event) => !isKnown(event))
  if (events.length === 0) return unknown
  return site.write(viewer.accountId, 'keep progress', async (tx) => {
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
      } else {
        if (!(await hasRoom(tx, where, event.key))) {
          unknown.push(event)
          continue
        }
        await tx
          .insert(lessonMarks)
          .values({ ...where, key: event.key, value: event.value, markedAt: said })
          .onConflictDoUpdate({
            target: [lessonMarks.personId, lessonMarks.courseSlug, lessonMarks.lessonSlug, lessonMarks.key],
            set: { value: event.value, markedAt: said },
            // Of two marks at the same moment the greater value wins, so that the order of arrival does not matter.
            setWhere: sql`(${arrival(lessonMarks.markedAt)}, ${arrival(lessonMarks.value)}) > (${lessonMarks.markedAt}, ${lessonMarks.value})`,
          })
      }
    }
    return unknown
  })
}

/** Whether a mark exists already, or the lesson has room for one more. */
async function hasRoom(
  tx: Tx,
  { personId, courseSlug, lessonSlug }: { personId: string; courseSlug: string; lessonSlug: string },
  key: string,
) {
  const ofLesson = and(eq(lessonMarks.personId, personId), eq(lessonMarks.courseSlug, courseSlug), eq(lessonMarks.lessonSlug, lessonSlug))
  return (await tx.$count(lessonMarks, ofLesson)) < maxMarks || (await tx.$count(lessonMarks, and(ofLesson, eq(lessonMarks.key, key)))) > 0
}
