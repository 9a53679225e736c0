// The door of cohorts.
export {
  changeCohort,
  cohortEffects,
  type CohortChange,
  type CohortPlan,
  enrolPerson,
  enrolPersons,
  examPassed,
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
  allVersionsStudied,
  type AttendanceSheet,
  attendanceOf,
  type CohortView,
  enrolmentsOfPerson,
  type ListedCohort,
  listCohorts,
  type MyClass,
  myClasses,
  readAttendanceSheet,
  readCohort,
  type TraineeLine,
  versionStudied,
} from './queries.server.ts'
