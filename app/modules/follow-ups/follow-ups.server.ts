// The door of follow-ups: the only file of this folder that other server code imports.
export { followUpWorkflow } from './follow-up.workflow.ts'
export { openFollowUp, planFollowUps } from './plan.server.ts'
export { recordFollowUp, takeFollowUpBack } from './record.server.ts'
export { assignFollowUps, listOfficersFor, type Officer } from './assign.server.ts'
export { discloseFollowUpPhone } from './call.server.ts'
export { listFollowUpErrands } from './errands.server.ts'
export {
  type AnswersShown,
  type FollowUpLine,
  type FollowUpView,
  listFollowUps,
  listFollowUpsDue,
  listOwnFollowUps,
  readFollowUp,
  type Shown,
} from './queries.server.ts'
