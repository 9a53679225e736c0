// The door of rounds: the only file of this folder that other server code imports.
export { joinRound, leaveRound, planRound, setWeights, stepRound, startRoundIfAnswered } from './commands.server.ts'
export { submitWishes, listOpenWishForms, type WishForm } from './wishes.server.ts'
export { setPairRuling } from './rulings.server.ts'
export { acceptMatching, readWhatIf, readProposal, replayMatching, findUnmatchedNotice } from './matching.server.ts'
export { listClosedRounds, listRounds, readRound, listJoinableShops, listUnhelpedShops } from './queries.server.ts'
export { rematch, type RematchChoice, listRematchChoices } from './rematch.server.ts'
export { readRoundStep, takeRoundStep } from './steps-of-round.server.ts'
export { handleRoundForm } from './handle-round-form.server.ts'
