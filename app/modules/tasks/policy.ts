// Access rules of tasks: whoever teaches a class sees and judges what is handed in there. Used on the server only.
import type { SQL } from 'drizzle-orm'
import { within } from '#app/access/within.server.ts'
import { getReach, type Viewer } from '#app/access/viewer.ts'
import { canAnswerClass } from '#app/modules/attachments/attachments.server.ts'
import { taskWorks } from '#db/schema/tasks.ts'

/** Whether the viewer judges what is handed in in this class. */
export const canAnswerWork = (viewer: Viewer, { cohortId }: { cohortId: string }) => canAnswerClass(viewer, cohortId)

/** The twin of `canAnswerWork`. */
export const worksAnsweredBy = (viewer: Viewer): SQL | undefined =>
  within(getReach(viewer, 'learning.answer'), { cohort: taskWorks.cohortId })
