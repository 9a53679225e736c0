// The door of cohorts.
export { changeCohort, enrolPerson, enrolPersons, planCohort } from './commands.server.ts'
export { enrolTicked } from './enrol-ticked.server.ts'
export { changeCourseVersion, cohortEffects, stepCohort, stepEnrolment, stepEnrolments } from './steps.server.ts'
export { readLeaving } from './leaving.server.ts'
export { listClosingGaps, readCohortStep } from './step-consequences.server.ts'
export { findFreeNumber } from './plan/numbers.server.ts'
export { listPlacesToPlan } from './plan/places.server.ts'
export { recordExamPassed, isCompleted } from './progress.server.ts'
export { findSlipsToVoid, issueSlips, listClassSlips } from './slips.server.ts'
export { takeAttendance } from './take-attendance.server.ts'
export { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
export { listCohortHistory } from './history.server.ts'
export { findCohorts, type FoundCohort } from './find.server.ts'
/** What is in progress, for the home of desks, as one name. */
export * as classesInHand from './in-hand/classes-in-hand.server.ts'
export {
  countAttendances,
  type CohortView,
  listEnrolmentsOfPerson,
  listCohorts,
  listTrainees,
  readAttendanceSheet,
  readCohort,
  readCohortHead,
} from './queries.server.ts'
export { type MyClass, findVersionStudied, listOwnClasses, listVersionsStudied } from './own-classes.server.ts'
