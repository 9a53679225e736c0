// The kind of an account, by all the roles it holds: decides who may issue a slip for it, and how long sessions last.
import type { Role } from './roles.ts'

/** `desk`: holds a role of a desk, or none any more · `trainee`: that role alone · `owner`: roles of shop owners alone · `both`: the latter two. */
export type AccountKind = 'desk' | 'trainee' | 'owner' | 'both'

const ownRoles: Partial<Record<Role, 'trainee' | 'owner'>> = { trainee: 'trainee', shopOwner: 'owner', mentor: 'owner' }

/** The kind of an account with these roles. */
export function accountKindOf(roles: readonly Role[]): AccountKind {
  const kinds = new Set(roles.map((role) => ownRoles[role] ?? 'desk'))
  const [kind] = kinds
  if (kind === undefined || kinds.has('desk')) return 'desk'
  return kinds.size === 2 ? 'both' : kind
}

/** Whether a role is a shop owner's, which reaches only its holder's own things. */
export const isOwnerRole = (role: Role) => ownRoles[role] === 'owner'
