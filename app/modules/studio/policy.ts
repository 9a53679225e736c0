// Who may see, write and decide which version of a course.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'

/** What rights depend on. */
export interface CourseRights {
  /** Accounts that the course is given to. */
  authors: readonly string[]
  /** The account that is asked to review this version; null if none is. */
  reviewer: string | null
}

/** Whether somebody works with courses at all. */
export const canUseStudio = (viewer: Viewer) => hasDuty(viewer, 'courses.write')

const isAuthor = ({ accountId }: Viewer, { authors }: Pick<CourseRights, 'authors'>) => authors.includes(accountId)
const isAdministrator = (viewer: Viewer) => hasDuty(viewer, 'courses.administer')

/** Courses are written for everybody of the alliance: all who write may read all. */
export const canReadCourse = (viewer: Viewer) => canUseStudio(viewer)

export const canWriteCourse = (viewer: Viewer, rights: Pick<CourseRights, 'authors'>) =>
  canUseStudio(viewer) && (isAuthor(viewer, rights) || isAdministrator(viewer))

/** Who writes a course decides with whom. */
export const canNameAuthors = (viewer: Viewer, rights: Pick<CourseRights, 'authors'>) => canWriteCourse(viewer, rights)

/** Whether the viewer may ask for changes to a version, or approve it. */
export const canReview = (viewer: Viewer, { reviewer }: Pick<CourseRights, 'reviewer'>) =>
  canUseStudio(viewer) && (reviewer === viewer.accountId || isAdministrator(viewer))

/** Remarks are between reviewer and authors. */
export const canAnswerRemarks = (viewer: Viewer, rights: CourseRights) => canReview(viewer, rights) || canWriteCourse(viewer, rights)

/**
 * Whether approving needs a reason that is kept: an administrator approves what others were asked to review, or what she wrote herself.
 * `writers`: who changed a file of this version.
 */
export const mustExplainApproval = (viewer: Viewer, { reviewer }: Pick<CourseRights, 'reviewer'>, writers: readonly string[]) =>
  isAdministrator(viewer) && (reviewer !== viewer.accountId || writers.includes(viewer.accountId))

/** Who wrote does not approve; an administrator can, with a reason. */
export const canApprove = (viewer: Viewer, rights: Pick<CourseRights, 'reviewer'>, writers: readonly string[]) =>
  canReview(viewer, rights) && (!writers.includes(viewer.accountId) || isAdministrator(viewer))

export const canPublish = (viewer: Viewer, rights: Pick<CourseRights, 'authors'>) => canWriteCourse(viewer, rights)
export const canArchive = (viewer: Viewer, rights: Pick<CourseRights, 'authors'>) => canWriteCourse(viewer, rights)
