// The door of exams: the only file of this folder that other server code imports.
export { closeSheets, gradeAttempt, giveAnswerByForm, giveAnswers, openAttempt, planExam, submitAttempt } from './commands.server.ts'
export { type DoubtfulPass, doubtfulPasses, hasDoubtfulPasses } from './doubtful.server.ts'
export { attemptAtDesk, attemptFor, examFor, examPlanning, examsOfTrainee, resultFor, resultsOf, stillToSit } from './queries.server.ts'
export type {
  AttemptAtDesk,
  AttemptLine,
  CohortResults,
  ExamOfTrainee,
  ExamPlanning,
  ExamStanding,
  ExamView,
  KindCount,
  Outcome,
  ResultLine,
  ResultView,
  SittingView,
} from './queries.server.ts'
export { type Sheet, sheetOf } from './sheets.server.ts'
export { attemptWorkflow } from './attempt.workflow.ts'
