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
export { agreeToOwnShops, ensureOwnerAccount, findOwnerObjection } from './owners.server.ts'
export { type AccountStep, manageAccounts } from './manage.server.ts'
export { findAccount, type ListedAccount, listAccounts, listInstructors, type OwnAccount, readOwnAccount } from './queries.server.ts'
export {
  verifyFirstStepToken,
  beginSecondStep,
  canHaveSecondStep,
  confirmSecondStep,
  hasSecondStep,
  readOfferedSecondStep,
  issueFirstStepToken,
  type OwnSecondStep,
  verifySecondStep,
  readSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
} from './second-step.server.ts'
export {
  type IdentifiedViewer,
  type RequestHeaders,
  endAllSessions,
  endSession,
  deskLimits,
  endOwnSessions,
  type Lapse,
  listOwnSessions,
  createSession,
  replaceSession,
  type OwnSession,
  loadViewer,
  identifyRequest,
} from './session.server.ts'
export { createSetUpLink, hasAdministrator, isSetUpOpen, setUpAdministrator } from './set-up.server.ts'
export { signInByPhone, signInBySlip } from './sign-in.server.ts'
export { type Claim, listClaims, hasUnseenSlipNotice, listSlipsIssuedForMe } from './slip-reasons.server.ts'
export { requestSlip, type IssuedSlips, issueSlips, type OpenedSlip, openSlip, type Slip, redeemSlip } from './slips.server.ts'
export { listTries, tryOutcomeLabels, type HourlyTries } from './tries.server.ts'
export { countAccountsWithOldPepper } from './secrets/hashes.server.ts'
