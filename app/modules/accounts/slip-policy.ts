// Who may issue a one-time slip, and so a new secret, for an account. Judged by the account and everything it may do,
// never by the class or the shop that somebody found it by.
import type { Role } from '#app/access/roles.ts'
import { standingOf } from './standing.ts'
import { covers, hasDuty, reachOf, type Viewer } from '#app/access/viewer.ts'

/** How long an owner's own wish for a new slip holds, in days. */
export const daysAskedFor = 7

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

export const hasAsked = (askedAt: Date | null, at: Date) => askedAt !== null && at.getTime() - askedAt.getTime() < daysAskedFor * 86_400_000

/**
 * Why the viewer may not issue a slip for this account, in a sentence; null if he may.
 *
 * A trainee's slip is the township officer's to issue, again too: the officer knows her. An account of a desk is the
 * administrator's alone. An owner's is the coordinator's until it is claimed; then its owner asks for it, signed in, or an
 * administrator gives the reason for which everybody who may later ask reads it.
 */
export function whyNoSlip(viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): string | null {
  const { name, roles, isClaimed, region, askedAt } = holder
  const standing = standingOf(roles)
  const teaches = covers(reachOf(viewer, 'slips.issue'), { region })
  if (standing === 'trainee' && teaches) return null
  if (hasDuty(viewer, 'accounts.manage'))
    return isClaimed && !reason.trim() ? `${name}已经设好了密码。要重发，请到“账号”页写明原因。` : null
  if (standing === 'trainee') return `${name}不在您负责的地区，登录条要由那里的乡镇专干发。`
  if (standing === 'desk') return `${name}是工作人员，登录链接只能由管理员在“账号”页发。`
  const lendsAHand = hasDuty(viewer, 'pairings.coordinate') || (standing === 'both' && teaches)
  if (!lendsAHand) return `${name}的登录条要由结对协调员发。`
  if (standing === 'owner' && !isClaimed) return null
  if (hasAsked(askedAt, at)) return null
  if (!isClaimed) return `${name}既是学员又是店主，登录条请管理员发。`
  return `${name}已经设好了密码。忘了的话，请本人在手机的“我的账号”里点“请给我发新的登录条”，或请管理员写明原因后重发。`
}
