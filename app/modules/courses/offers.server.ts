// Which version of a course new classes get: what the studio published, or else the folder of the release.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { indexVersion } from '#app/modules/lesson-search/lesson-search.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { courseOffers, courseVersions } from '#db/schema/courses.ts'
import type { Course } from './course-check.server.ts'

export interface Offer {
  courseSlug: string
  /** Null if the course is not offered any more. */
  courseVersionId: string | null
}

export const listOffers = (read: Pick<Reader, 'select'>): Promise<Offer[]> =>
  read.select({ courseSlug: courseOffers.courseSlug, courseVersionId: courseOffers.courseVersionId }).from(courseOffers)

/** What is stored of a course that is frozen, as JSON: of a bank of thousands it is megabytes. */
const encode = ({ contentHash: _, ...content }: Course) => JSON.stringify(content)

/**
 * Freezes a course in a write of its own, encoded before it: the write that then offers it is short, and nobody waits for what is large.
 * A version that nothing offers is seen by nobody, and is nobody's step: of two who publish at once one is refused.
 */
export async function freezeAhead(site: Pick<Site, 'write'>, course: Course): Promise<void> {
  const encoded = encode(course)
  await nextTurn() // encoding took this one
  await site.write('system', 'freeze a course', (tx) => freezeCourse(tx, course, encoded))
}

/** Freezes a course, once for the same content, and makes it searchable. Returns the version's id. */
export async function freezeCourse(tx: Tx, course: Course, encoded?: string): Promise<string> {
  const { contentHash } = course
  const [known] = await tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseSlug, course.slug), eq(courseVersions.contentHash, contentHash)))
  if (known) return known.id
  const id = newId()
  await tx.insert(courseVersions).values({
    id,
    courseSlug: course.slug,
    title: course.title,
    tier: course.tier,
    contentHash,
    content: sql`${encoded ?? encode(course)}`,
    publishedAt: tx.at,
  })
  await nextTurn() // a bank of thousands took this one; the write is still one
  await indexVersion(tx, id, course)
  tx.note(`course ${course.slug} version ${contentHash.slice(0, 12)}`)
  return id
}

/** Freezes a course and offers it to new classes from now on. Returns the version's id. */
export async function offerCourse(tx: Tx, course: Course): Promise<string> {
  const courseVersionId = await freezeCourse(tx, course)
  await setOffer(tx, course.slug, courseVersionId)
  return courseVersionId
}

/** Offers a course to no new class any more; running ones keep what they have. */
export const withdrawOffer = (tx: Tx, slug: string) => setOffer(tx, slug, null)

const setOffer = (tx: Tx, courseSlug: string, courseVersionId: string | null) =>
  tx
    .insert(courseOffers)
    .values({ courseSlug, courseVersionId, at: tx.at })
    .onConflictDoUpdate({ target: courseOffers.courseSlug, set: { courseVersionId, at: tx.at } })

/** The version that is offered; undefined if the studio has none of this course. Throws 404 if it is not offered any more. */
export async function findOfferedVersion(read: Pick<Reader, 'select'>, slug: string): Promise<string | undefined> {
  const [offer] = await read.select().from(courseOffers).where(eq(courseOffers.courseSlug, slug))
  if (offer && offer.courseVersionId === null) throw notFound('这门课')
  return offer?.courseVersionId ?? undefined
}
