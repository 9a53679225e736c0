// The door of rounds: the only file of this folder that other server code imports.
export { joinRound, leaveRound, planRound, setWeights, stepRound, tellRound } from './commands.server.ts'
export { giveWishes, openWishes, type WishForm } from './wishes.server.ts'
export { ruleOnPair } from './rulings.server.ts'
export { acceptMatching, askWhatIf, proposeMatching, repeatMatching, roundWithout } from './matching.server.ts'
export { closedRounds, listRounds, readRound, shopsThatMayJoin, unhelpedShops } from './queries.server.ts'
export { rematch, type RematchChoice, rematchChoices } from './rematch.server.ts'
export { takeRoundForm } from './take-round-form.server.ts'
