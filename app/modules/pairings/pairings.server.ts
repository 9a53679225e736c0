// The door of pairings: the only file of this folder that other server code imports.
export { findPairing } from './find.server.ts'
export {
  latePairings,
  listPairings,
  type PairingLine,
  pairingsInRound,
  type PairingView,
  readPairing,
  substitutionsOf,
} from './queries.server.ts'
export { proposePairing } from './proposals.server.ts'
export { answerPairing, assessPairing, stepPairing } from './steps.server.ts'
export { checkIn } from './check-ins.server.ts'
export { reportedMessages, reportMessage, sendMessage, settleMessage, withLastMessage } from './messages.server.ts'
export { lookAtPhone, showPhone } from './phones.server.ts'
export { confirmGoal, goalsKept, goalsOf, goalsToConfirm, proveGoal } from './plan/goals.server.ts'
export { draftTemplate, makePlan, publishTemplate, templateImpact, templateInUse } from './plan/templates.server.ts'
export { readShopFile } from './files.server.ts'
export { everHelped, failedPairs, helpedNow, helpedShops, helpingNow, wasHelped } from './helped.server.ts'
export { mentoredPersons } from './mentored.server.ts'
export { type Waiting, type WaitingPairing, waitingPairings } from './waiting.server.ts'
