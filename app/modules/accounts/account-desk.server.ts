// What the administrator, and the operator, does with accounts at a desk: a part of the door.
export { listAccountLines, readAccount, revealPhone, searchAccounts } from './account-list.server.ts'
export { createListedAccounts, previewAccounts, refusedSheet } from './imports/account-imports.server.ts'
export { stepAccount } from './manage.server.ts'
export { findAccount, hasHolder } from './queries.server.ts'
export { listRoleChoices } from './role-choices.server.ts'
