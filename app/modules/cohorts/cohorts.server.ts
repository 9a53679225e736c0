// The door of cohorts.
export {
  changeCohort,
  cohortEffects,
  type CohortChange,
  type CohortPlan,
  enrolPerson,
  enrolPersons,
  planCohort,
  stepCohort,
  stepEnrolment,
} from './commands.server.ts'
export { recordExamPassed, isCompleted } from './progress.server.ts'
export { type ClassSlips, findSlipsToVoid, issueSlips, listClassSlips } from './slips.server.ts'
export { takeAttendance, type TakenMark } from './take-attendance.server.ts'
export { cohortWorkflow, enrolmentWorkflow } from './cohorts.workflow.ts'
export {
  listVersionsStudied,
  type AttendanceSheet,
  countAttendances,
  type CohortView,
  listEnrolmentsOfPerson,
  type ListedCohort,
  listCohorts,
  type MyClass,
  listOwnClasses,
  readAttendanceSheet,
  readCohort,
  type TraineeLine,
  findVersionStudied,
} from './queries.server.ts'
