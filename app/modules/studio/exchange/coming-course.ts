// A course that comes from outside, unchecked.
import type { CourseFiles, FileProblem, Tier } from '#app/modules/courses/courses.server.ts'

export interface ComingCourse {
  /** Null if where it lies does not say it. */
  tier: Tier | null
  slug: string
  /** A file that could not be read is null, with the reason among the problems. */
  files: Map<string, Buffer | null> & CourseFiles
  problems: FileProblem[]
}
