// The door of accounts: who can sign in, and with which roles.
export { changeSecret, createUser, grantRole, resetAccess, revokeGrant, setAccountEnabled } from './commands.server.ts'
/** What the demo does with accounts, as one name. */
export * as demoPeople from './demo-people.server.ts'
export { endGrant, ensureGrant, ensureTraineeAccount, moveSignInPhone } from './grants.server.ts'
/** What the administrator does with accounts, as one name. */
export * as accountDesk from './account-desk.server.ts'
export { agreeToOwnShops, ensureOwnerAccount, findOwnerObjection } from './owners.server.ts'
export { listAccounts, listInstructors, readOwnAccount } from './queries.server.ts'
export { issueFirstStepToken, verifyFirstStepToken } from './first-step.server.ts'
export { confirmOwnSecondStep } from './own-second-step.server.ts'
export { createSetUpLink, hasAdministrator, isSetUpOpen, setUpAdministrator } from './set-up.server.ts'
export { signInByPhone, signInBySlip } from './sign-in.server.ts'
export { listLiveSlips, listWithoutSlip, type VoidedSlips } from './live-slips.server.ts'
export { listClaims, hasUnseenSlipNotice, listSlipsIssuedForMe } from './slip-reasons.server.ts'
export { findVoidedSlips, requestSlip, type IssuedSlips, issueSlips, openSlip, redeemSlip } from './slips.server.ts'
export { countAccountsWithOldPepper } from './secrets/hashes.server.ts'
