// The door of mentorship: the only file of this folder that other server code imports.
export {
  changeShop,
  enterShop,
  enterShopOf,
  helpedShops,
  issueOwnerSlips,
  listShops,
  readRegister,
  type RegisteredShop,
  type ShopRow,
} from './shops.server.ts'
export {
  acceptMatching,
  askWhatIf,
  giveWishes,
  joinRound,
  leaveRound,
  listRounds,
  openWishes,
  planRound,
  proposeMatching,
  readRound,
  repeatMatching,
  type RoundStep,
  type RoundView,
  ruleOnPair,
  setWeights,
  stepRound,
  tellRound,
  type WishForm,
} from './rounds.server.ts'
export {
  answerPairing,
  assessPairing,
  checkIn,
  confirmGoal,
  confirmMonth,
  correctMonth,
  latePairings,
  listPairings,
  lookAtPhone,
  type PairingLine,
  type PairingStep,
  type PairingView,
  proveGoal,
  readPairing,
  rematch,
  reportMessage,
  sendMessage,
  settleMessage,
  showPhone,
  stepPairing,
  substitutionsOf,
  tellMonth,
} from './pairings.server.ts'
export { readShopFile } from './files.server.ts'
export { addShopPerson, mentoredPersons, peopleOfShop, removeShopPerson, type ShopPerson } from './people.server.ts'
export { isFarOff, type MyShop, readMyShop, readMyShops, type Task } from './owner.server.ts'
export { type Desk, readPairingDesk, rematchChoices, type Waiting, type WaitingPairing } from './desk.server.ts'
export { draftTemplate, makePlan, publishTemplate, type TemplateEntry, templateImpact, templateInUse } from './templates.server.ts'
export {
  acceptShops,
  handInShops,
  importShopList,
  importShopsFile,
  listShopImports,
  readShopImport,
  shopsWithReasons,
  writeRefusals as writeShopRefusals,
} from './imports/shop-imports.server.ts'
export { pairingWorkflow } from './pairing.workflow.ts'
export { roundWorkflow } from './round.workflow.ts'
export { enterFact, type FactEntry, rateShop, type RatingStep, type RatingView, readRatings, stepRating } from './ratings.server.ts'
export { ratingWorkflow } from './rating.workflow.ts'
export { exportOutcomes, openOutcome, type OutcomeRow, type Outcomes, readOutcomes, writeOutcomes } from './outcomes.server.ts'
export { type MonthLine, readResults } from './results.server.ts'
export { takeOnce } from './sent-forms.server.ts'
