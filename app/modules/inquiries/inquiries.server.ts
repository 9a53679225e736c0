// The door of trainees' questions.
export { askInquiry, maxWaiting, withdrawInquiry } from './ask.server.ts'
export { answerInquiries, correctReply, hideReply, showReply, takeReplyBack } from './reply.server.ts'
export {
  type AskPage,
  countOwnInquiries,
  type LessonInquiries,
  listChangedLessons,
  listOwnInquiries,
  type OwnInquiry,
  readAskPage,
  readLessonInquiries,
  type ShownReply,
} from './own.server.ts'
export {
  type CohortLabel,
  countWaitingInClass,
  type GroupToAnswer,
  listInquiryErrands,
  listReplies,
  listWaitingInquiries,
  readReply,
  readWaitingGroup,
  type ReplyDetail,
  type ReplyLine,
  type WaitingGroup,
  type WaitingInquiry,
} from './desk.server.ts'
export { inquiryWorkflow } from './inquiry.workflow.ts'
export { replyWorkflow } from './reply.workflow.ts'
