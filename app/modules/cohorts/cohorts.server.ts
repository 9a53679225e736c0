// The door of cohorts.
export {
  changeCohort,
  cohortEffects,
  type CohortChange,
  type CohortPlan,
  enrolPerson,
  enrolPersons,
  recordExamPassed,
  isCompleted,
  issueSlips,
  planCohort,
  stepCohort,
  stepEnrolment,
  takeAttendance,
  type TakenMark,
} from './commands.server.ts'
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
