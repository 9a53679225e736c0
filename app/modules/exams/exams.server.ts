// The door of exams: the only file of this folder that other server code imports.
export {
  closeOwnSheets,
  gradeAttempt,
  submitAnswerByForm,
  submitAnswers,
  startOrResumeAttempt,
  planExam,
  submitAttempt,
} from './commands.server.ts'
export { type DoubtfulPass, listDoubtErrands, listDoubtfulPasses } from './doubtful.server.ts'
export {
  readAttemptAtDesk,
  readSitting,
  readExam,
  readExamPlanning,
  listOwnExams,
  readResult,
  readCohortResults,
} from './queries.server.ts'
export type {
  AttemptAtDesk,
  AttemptLine,
  CohortResults,
  ExamOfTrainee,
  ExamPlanning,
  ExamStatus,
  ExamView,
  KindCount,
  Outcome,
  ResultLine,
  ResultView,
  SittingView,
} from './queries.server.ts'
export { type Sheet, loadSheet } from './sheets.server.ts'
export {
  countUngradedSheets,
  findExamDays,
  listExamTimes,
  listStillToSit,
  readExamOfCohort,
  readExamPlan,
  type StillToSit,
} from './still-to-sit.server.ts'
export { attemptWorkflow } from './attempt.workflow.ts'
/** How questions did in exams, as one name. */
export * as questionUse from './question-use.server.ts'
