// Granting roles, and the accounts that trainees get with theirs.
import { and, eq, isNull } from 'drizzle-orm'
import { invalidInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { type Role, roleLabels, roleScopes, type Scope } from '#app/access/roles.ts'
import { revokeUnusedSlips } from './slips.server.ts'
import { accountKindOf } from '#app/access/account-kind.ts'

/**
 * Finds or creates the trainee account of a person; returns its id. A phone number that another account uses is left out, since
 * the slip suffices to sign in. A number learnt later is added; a known one is kept, since the person signs in with it.
 */
export async function ensureTraineeAccount(
  tx: Tx,
  site: Site,
  { personId, name, phone }: { personId: string; name: string; phone?: string | null },
): Promise<string> {
  const [known] = await tx
    .select({ id: accounts.id, phone: accounts.phoneFingerprint })
    .from(accounts)
    .where(eq(accounts.personId, personId))
  const accountId = known?.id ?? newId()
  const phoneFingerprint = phone ? site.keys.fingerprint(phone) : null
  const isFree = phoneFingerprint !== null && (await tx.$count(accounts, eq(accounts.phoneFingerprint, phoneFingerprint))) === 0
  const number = phone && isFree ? { phoneSealed: site.keys.seal(phone, sealPlace.phoneOfAccount(accountId)), phoneFingerprint } : {}
  if (!known) {
    await tx.insert(accounts).values({ id: accountId, personId, name, ...number, secretKind: 'pin', createdAt: tx.at })
    tx.note(`account ${accountId} of person ${personId}`)
  } else if (!known.phone && isFree) {
    await tx.update(accounts).set(number).where(eq(accounts.id, accountId))
    tx.note(`account ${accountId} has a phone number now`)
  }
  await ensureGrant(tx, accountId, 'trainee', { kind: 'own' })
  return accountId
}

/**
 * Lets a person sign in by the number that the register has now, if the account had none or the one before; another number
 * was chosen for the account. One that another account signs in with is left with that account. Returns whether it was changed.
 */
export async function moveSignInPhone(
  tx: Tx,
  site: Pick<Site, 'keys'>,
  { personId, before, phone }: { personId: string; /** The fingerprint of the number so far. */ before: string | null; phone: string },
): Promise<boolean> {
  const [account] = await tx
    .select({ id: accounts.id, phone: accounts.phoneFingerprint })
    .from(accounts)
    .where(eq(accounts.personId, personId))
  const phoneFingerprint = site.keys.fingerprint(phone)
  if (!account || (account.phone !== null && account.phone !== before)) return false
  if ((await tx.$count(accounts, eq(accounts.phoneFingerprint, phoneFingerprint))) > 0) return false
  await tx
    .update(accounts)
    .set({ phoneSealed: site.keys.seal(phone, sealPlace.phoneOfAccount(account.id)), phoneFingerprint })
    .where(eq(accounts.id, account.id))
  tx.note(`account ${account.id} signs in with the phone number that the register has now`)
  return true
}

const idOf = (scope: Scope) => (scope.kind === 'region' ? scope.code : scope.kind === 'cohort' ? scope.id : null)

const listGrants = (tx: Tx, accountId: string) =>
  tx
    .select()
    .from(grants)
    .where(and(eq(grants.accountId, accountId), isNull(grants.revokedAt)))

const isGrant = (grant: typeof grants.$inferSelect, role: Role, scope: Scope) =>
  grant.role === role && grant.scopeKind === scope.kind && grant.scopeId === idOf(scope)

/**
 * Grants a role with its scope, unless the account holds it already. If the account's kind changes, its unused slips become
 * void: they were issued under the rules for the old kind. Throws 422 if the role does not take this kind of scope.
 */
export async function ensureGrant(tx: Tx, accountId: string, role: Role, scope: Scope) {
  if (!roleScopes[role].includes(scope.kind)) throw invalidInput({ scope: [`${roleLabels[role]}不能有这样的范围。`] })
  const scopeId = idOf(scope)
  const held = await listGrants(tx, accountId)
  if (held.some((grant) => isGrant(grant, role, scope))) return
  await tx.insert(grants).values({ id: newId(), accountId, role, scopeKind: scope.kind, scopeId, grantedAt: tx.at })
  const roles = held.map((grant) => grant.role)
  if (roles.length === 0 || accountKindOf(roles) !== accountKindOf([...roles, role])) await revokeUnusedSlips(tx, accountId)
  tx.note(`account ${accountId} is ${role} of ${scope.kind} ${scopeId ?? ''}`)
}

/** Takes a role with this scope from an account, if it holds it. Whoever may do so is up to the caller. */
export async function endGrant(tx: Tx, accountId: string, role: Role, scope: Scope) {
  for (const grant of (await listGrants(tx, accountId)).filter((held) => isGrant(held, role, scope))) {
    await tx.update(grants).set({ revokedAt: tx.at }).where(eq(grants.id, grant.id))
    tx.note(`account ${accountId} is no longer ${role} of ${scope.kind} ${grant.scopeId ?? ''}`)
  }
}
