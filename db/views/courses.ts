// What other domains may read of courses.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/courses.ts'

/** What cohorts study, frozen when it was published. */
export const courseVersions = subqueries
  .select({
    id: own.courseVersions.id,
    courseSlug: own.courseVersions.courseSlug,
    tier: own.courseVersions.tier,
    title: own.courseVersions.title,
    content: own.courseVersions.content,
  })
  .from(own.courseVersions)
  .as('course_versions')

/** The versions that new classes get. */
export const courseOffers = subqueries
  .select({ courseSlug: own.courseOffers.courseSlug, courseVersionId: own.courseOffers.courseVersionId })
  .from(own.courseOffers)
  .as('course_offers')
