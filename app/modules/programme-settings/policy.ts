// Who may read and change what is set of the programme.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'

export const canSetProgramme = (viewer: Viewer) => hasDuty(viewer, 'programme.set')
