// Who may find what: trainees what they study, those who write courses everything of what classes get and of their own classes.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'

/** Whether the viewer finds what is offered and what classes in reach study, with its questions. */
export const findsQuestions = (viewer: Viewer) => hasDuty(viewer, 'courses.write')
