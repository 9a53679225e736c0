// Who may issue a one-time slip, and so a new secret, for an account. Judged by the account and everything it may do,
// never by the class or the shop that somebody found it by.
import type { Role } from '#app/access/roles.ts'
import { accountKindOf } from '#app/access/account-kind.ts'
import { covers, hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'

/** How long an owner's own wish for a new slip holds, in days. */
export const requestDays = 7

/** Why an officer issues a slip for a trainee who has chosen a PIN already: chosen, never typed, since she reads it. */
export const deskReasons = ['本人在场，忘了密码', '本人打电话来要'] as const
/** The reason that her own wish is; it counts only while that wish holds. */
export const ownRequestReason = '本人在手机上点了“请给我发新的登录条”'

export interface SlipHolder {
  name: string
  /** All roles that the account holds now. */
  roles: readonly Role[]
  /** Whether its owner has chosen a secret. */
  isClaimed: boolean
  /** Where the person behind it lives; null if the register knows none. */
  region: string | null
  /** When its owner, signed in, asked for a new slip. */
  askedAt: Date | null
}

export const hasOpenRequest = (askedAt: Date | null, at: Date) =>
  askedAt !== null && at.getTime() - askedAt.getTime() < requestDays * 86_400_000

/**
 * Why the viewer may not issue a slip for this account, in a sentence; null if he may.
 *
 * A trainee's slip is the township officer's to issue, who knows her; once she has chosen a PIN, with a reason of the list
 * or after her own wish, since whoever holds it gets in as her. An account of a desk is the administrator's alone. An
 * owner's is the coordinator's until it is claimed; then its owner asks for it, signed in, or an administrator gives a
 * reason. Reasons are on record, and told to the owner.
 */
export function findSlipObjection(viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): string | null {
  const { name, roles, isClaimed, region } = holder
  const standing = accountKindOf(roles)
  const teaches = covers(getReach(viewer, 'slips.issue'), { region })
  if (standing === 'trainee' && teaches && resolveReason(viewer, holder, { at, reason }) !== null) return null
  if (hasDuty(viewer, 'accounts.manage'))
    return !isClaimed || reason.trim()
      ? null
      : standing === 'trainee'
        ? needsReason(name)
        : `${name}已经设好了密码。要重发，请到“账号”页写明原因。`
  if (standing === 'trainee' && teaches) return needsReason(name)
  if (standing === 'trainee') return `${name}不在您负责的地区，登录条要由那里的乡镇专干发。`
  if (standing === 'desk') return `${name}是工作人员，登录链接只能由管理员在“账号”页发。`
  const lendsAHand = hasDuty(viewer, 'pairings.coordinate') || (standing === 'both' && teaches)
  if (!lendsAHand) return `${name}的登录条要由结对协调员发。`
  if (standing === 'owner' && !isClaimed) return null
  if (hasOpenRequest(holder.askedAt, at)) return null
  if (!isClaimed) return `${name}既是学员又是店主，登录条请管理员发。`
  return `${name}已经设好了密码。忘了的话，请本人在手机的“我的账号”里点“请给我发新的登录条”，或请管理员写明原因后重发。`
}

const needsReason = (name: string) => `${name}已经设好了密码。要重发，请先给${name}选一个原因：${name}会看到。`

/** Whether a reason is all that is missing. */
export const isReasonMissing = (viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): boolean =>
  findSlipObjection(viewer, holder, { at, reason }) === needsReason(holder.name)

/** The reason that is kept and told with a slip: empty for an account that nobody has claimed, null where none is given that counts. */
export function resolveReason(
  viewer: Viewer,
  { isClaimed, askedAt }: SlipHolder,
  { at, reason = '' }: { at: Date; reason?: string },
): string | null {
  const given = reason.trim()
  if (!isClaimed) return given
  if (given && (hasDuty(viewer, 'accounts.manage') || deskReasons.some((one) => one === given))) return given
  return hasOpenRequest(askedAt, at) ? ownRequestReason : null
}
