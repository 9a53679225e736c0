// The door of accounts: who can sign in, as what, and who is asking.
export {
  changeSecret,
  createUser,
  type CreatedUser,
  grantRole,
  type NewUser,
  resetAccess,
  revokeGrant,
  setAccountEnabled,
} from './commands.server.ts'
export { hasDemoAccounts, hasUnmarkedAccount, markAsDemo, markEverybodyAsDemo } from './demo-people.server.ts'
export { ensureGrant, ensureTraineeAccount } from './grants.server.ts'
export { agreeToOwnShops, ensureOwnerAccount, whyNoOwner } from './owners.server.ts'
export { type AccountStep, manageAccounts } from './manage.server.ts'
export { findAccount, type ListedAccount, listAccounts, listInstructors, type OwnAccount, readOwnAccount } from './queries.server.ts'
export {
  accountOfFirstStep,
  beginSecondStep,
  canHaveSecondStep,
  confirmSecondStep,
  hasSecondStep,
  offeredSecondStep,
  openFirstStep,
  type OwnSecondStep,
  proveSecondStep,
  readSecondStep,
  removeSecondStep,
  renewCodes,
} from './second-step.server.ts'
export {
  type Asker,
  type Asking,
  closeAllSessions,
  closeSession,
  deskLimits,
  endSessions,
  type Lapse,
  listOwnSessions,
  openSession,
  openSessionHere,
  type OwnSession,
  viewerOfAccount,
  viewerOfRequest,
} from './session.server.ts'
export { createSetUpLink, hasAdministrator, isSetUpOpen, setUpAdministrator } from './set-up.server.ts'
export { signInByPhone, signInBySlip } from './sign-in.server.ts'
export { type Claim, claimsOf, mustTellOfSlip, slipsIssuedForMe } from './slip-reasons.server.ts'
export { askForSlip, type IssuedSlips, issueSlips, type OpenedSlip, openSlip, type Slip, redeemSlip } from './slips.server.ts'
export { listTries, outcomeNames, type TriesOfAnHour } from './tries.server.ts'
export { accountsWithOtherPepper } from './secrets/hashes.server.ts'
