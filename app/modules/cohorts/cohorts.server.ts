// The door of cohorts.
export { changeCohort, enrolPerson, enrolPersons, planCohort } from './commands.server.ts'
export { enrolTicked } from './enrol-ticked.server.ts'
export { changeCourseVersion, cohortEffects, stepCohort, stepEnrolment, stepEnrolments } from './steps.server.ts'
export { readTraineeStep } from './trainee-steps.server.ts'
export { listClosingGaps, readCohortStep } from './step-consequences.server.ts'
export { findFreeNumber } from './plan/numbers.server.ts'
export { listPlacesToPlan } from './plan/places.server.ts'
export { recordExamPassed, isCompleted } from './progress.server.ts'
export { findSlipsToVoid, issueSlips, listClassSlips } from './slips.server.ts'
export { takeAttendance } from './take-attendance.server.ts'
export { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
/** The phone number of a trainee who is to be helped, as one name. */
export * as calls from './calls/call-trainee.server.ts'
export { listCohortHistory } from './history.server.ts'
export { findCohorts, findTrainees, type FoundCohort, type FoundTrainee } from './find.server.ts'
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
/** The classes of whoever asks, and the versions that she studies or studied in them, as one name. */
export * as ownClasses from './own-classes.server.ts'
