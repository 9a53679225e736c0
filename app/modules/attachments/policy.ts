// Who may see what people of a class send along. Judged by the attachment itself. Used on the server only.
import { covers, getReach, type Viewer } from '#app/access/viewer.ts'

/** Whose an attachment is: of a class, and of one of its trainees; null for what an instructor says to several. */
export interface Belonging {
  cohortId: string
  personId: string | null
}

/** Who else of the class may see it: all who are in it, or those to whom it was given, also when they have left. */
export interface Audience {
  isOpen: boolean
  /** Whether the viewer is in the class and has not left it. */
  isInClass: boolean
  isGiven: boolean
}

/** Whether the viewer teaches the class or administers everything: looks at what is handed in and asked, and answers it. */
export const canAnswerClass = (viewer: Viewer, cohortId: string) => covers(getReach(viewer, 'learning.answer'), { cohort: cohortId })

/** Whether the viewer is the trainee whose it is. */
export const isOwn = (viewer: Viewer, personId: string | null) =>
  personId !== null && covers(getReach(viewer, 'learning.study'), { person: personId })

/** Whether the viewer is the trainee from whom or to whom it goes, one to whom it was given, or in the class to which it was opened. */
export const isForTrainee = (viewer: Viewer, personId: string | null, { isOpen, isInClass, isGiven }: Audience) =>
  isOwn(viewer, personId) || isGiven || (isInClass && isOpen)
