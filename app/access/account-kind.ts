// What an account is, judged by all the roles it holds: that decides who may hand somebody a way into it.
import type { Role } from './roles.ts'

/**
 * `desk`: holds a role of a desk, or none at all any more. `trainee`: learns, and nothing else. `owner`: looks after shops,
 * and nothing else. `both`: learns and looks after shops.
 */
export type AccountKind = 'desk' | 'trainee' | 'owner' | 'both'

const ownRoles: Partial<Record<Role, 'trainee' | 'owner'>> = { trainee: 'trainee', shopOwner: 'owner', mentor: 'owner' }

/** What an account with these roles is. */
export function accountKindOf(roles: readonly Role[]): AccountKind {
  const kinds = new Set(roles.map((role) => ownRoles[role] ?? 'desk'))
  const [kind] = kinds
  if (kind === undefined || kinds.has('desk')) return 'desk'
  return kinds.size === 2 ? 'both' : kind
}

/** Roles of shop owners, which concern only their holders' own things. */
export const isOwnerRole = (role: Role) => ownRoles[role] === 'owner'
