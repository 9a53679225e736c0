// The door of pairings: the only file of this folder that other server code imports.
export { findPairing } from './find.server.ts'
export {
  countPairingsOfRound,
  listPairings,
  listWholeRound,
  type PairingView,
  readPairing,
  roundOfPairing,
  listSubstitutions,
} from './queries.server.ts'
export { listHistory } from './history.server.ts'
export { proposePairing } from './proposals.server.ts'
export { answerPairing, assessPairing, stepPairing } from './steps.server.ts'
export { submitCheckIn } from './check-ins.server.ts'
export { listReportedMessages, reportMessage, sendMessage, settleMessage, addLastMessages } from './messages.server.ts'
export { disclosePhone, setPhoneShown } from './phones.server.ts'
export { confirmGoal, listGoalsReachedInTime, listGoals, listGoalsToConfirm, submitGoalProof } from './plan/goals.server.ts'
export { draftTemplate, createPairingPlan, publishTemplate, readTemplateImpact, loadCurrentTemplate } from './plan/templates.server.ts'
export { describeShopFile, readShopFile } from './files.server.ts'
export { listEverHelped, listFailedPairs, listHelped, listHelpedShops, countHelping, wasHelped } from './helped.server.ts'
export { listMentoredPersons } from './mentored.server.ts'
export { listWaitingPairings } from './waiting.server.ts'
