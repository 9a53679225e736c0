// A class in progress, as the home of desks shows it.
import type { Errand } from '#app/shell/errand.ts'
import type { WayStep } from '#app/ui/charts/way.tsx'

export interface ClassInHand {
  id: string
  number: number
  name: string
  startsOn: string
  endsOn: string
  place: string
  courseTitle: string
  courseSlug: string
  /** The version of the course that the class studies. */
  courseVersionId: string
  /** Of those whom the viewer may see. */
  enrolled: number
  completed: number
  stages: WayStep[]
  hasExam: boolean
  /** Who has neither signed in nor a slip, of those to whom the viewer issues slips. */
  withoutSlip: number
  /** What comes next: what is to be done, or what is waited for. */
  next: { sentence: string; href: string }
}

export interface ClassesInHand {
  classes: ClassInHand[]
  /** How many there are, also beyond those listed. */
  total: number
  errands: Errand[]
}
