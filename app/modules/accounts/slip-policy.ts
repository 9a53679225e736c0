// Who may issue a slip, and so a new secret, for an account. Decided by the account and all its roles, never by the cohort
// or the shop through which somebody found it.
import type { Role } from '#app/access/roles.ts'
import { accountKindOf } from '#app/access/account-kind.ts'
import { covers, hasDuty, getReach, type Viewer } from '#app/access/viewer.ts'

/** The reasons that an officer can choose for a trainee who has a PIN already. No free text, since the trainee reads it. */
export const deskReasons = ['本人在场，忘了密码', '本人打电话来要'] as const
/** The reason that is recorded for an account's own request, while it is valid. */
export const ownRequestReason = '本人在手机上点了“请给我发新的登录条”'

export interface SlipHolder {
  name: string
  /** All roles that the account holds now. */
  roles: readonly Role[]
  /** Whether the account has a secret. */
  isClaimed: boolean
  /** The region of the person behind it; null if the register knows none. */
  region: string | null
  /** When its owner, signed in, requested a new slip. */
  askedAt: Date | null
  /** For how many days such a request is valid. */
  requestDays: number
}

type SlipRequest = Pick<SlipHolder, 'askedAt' | 'requestDays'>

/** Until when an account's own request for a new slip is valid; null if there is none. */
export const findRequestEnd = ({ askedAt, requestDays }: SlipRequest, at: Date): Date | null => {
  const end = askedAt && new Date(askedAt.getTime() + requestDays * 86_400_000)
  return end && at < end ? end : null
}

export const hasOpenRequest = (request: SlipRequest, at: Date) => findRequestEnd(request, at) !== null

/**
 * Why the viewer may not issue a slip for this account, in a sentence; null if permitted. README.md has the rules as a table.
 *
 * A trainee's slip is issued by the officer of her township; once she has a PIN, only with a reason of `deskReasons` or after
 * her own request, since whoever holds the slip can sign in as her. A desk's is issued by an administrator alone. An owner's
 * is issued by the coordinator until it is claimed; afterwards on its owner's request, or by an administrator with a reason.
 * Reasons are recorded and shown to the account's owner.
 */
export function findSlipObjection(viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): string | null {
  const { name, roles, isClaimed, region } = holder
  const kind = accountKindOf(roles)
  const isOfficer = covers(getReach(viewer, 'slips.issue'), { region })
  if (kind === 'trainee' && isOfficer && resolveReason(viewer, holder, { at, reason }) !== null) return null
  if (hasDuty(viewer, 'accounts.manage'))
    return !isClaimed || reason.trim()
      ? null
      : kind === 'trainee'
        ? needsReason(name)
        : `${name}已经设好了密码。要重发，请到“账号”页写明原因。`
  if (kind === 'trainee' && isOfficer) return needsReason(name)
  if (kind === 'trainee') return `${name}不在您负责的地区，登录条要由那里的乡镇专干发。`
  if (kind === 'desk') return `${name}是工作人员，登录链接只能由管理员在“账号”页发。`
  const mayHelp = hasDuty(viewer, 'pairings.coordinate') || (kind === 'both' && isOfficer)
  if (!mayHelp) return `${name}的登录条要由结对协调员发。`
  if (kind === 'owner' && !isClaimed) return null
  if (hasOpenRequest(holder, at)) return null
  if (!isClaimed) return `${name}既是学员又是店主，登录条请管理员发。`
  return `${name}已经设好了密码。忘了的话，请本人在手机的“我的账号”里点“请给我发新的登录条”，或请管理员写明原因后重发。`
}

const maxNamed = 5

/** Says each objection once, with the names of those to whom it applies in front. */
export function joinObjections(objections: readonly { name: string; why: string }[]): string {
  const namesByRest = new Map<string, string[]>()
  for (const { name, why } of objections) {
    const rest = why.startsWith(name) ? why.slice(name.length) : why
    namesByRest.set(rest, [...(namesByRest.get(rest) ?? []), why === rest ? '' : name])
  }
  return [...namesByRest]
    .slice(0, maxNamed)
    .map(([rest, names]) => {
      const more = names.length > maxNamed ? `等 ${names.length} 人` : ''
      return names.slice(0, maxNamed).filter(Boolean).join('、') + more + rest
    })
    .join('')
}

const needsReason = (name: string) => `${name}已经设好了密码。要重发，请先给${name}选一个原因：${name}会看到。`

/** Whether a missing reason is the only objection. */
export const isReasonMissing = (viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): boolean =>
  findSlipObjection(viewer, holder, { at, reason }) === needsReason(holder.name)

/** The reason to record with a slip: empty if the account is not claimed, null if no valid one is given. */
export function resolveReason(viewer: Viewer, holder: SlipHolder, { at, reason = '' }: { at: Date; reason?: string }): string | null {
  const given = reason.trim()
  if (!holder.isClaimed) return given
  if (given && (hasDuty(viewer, 'accounts.manage') || deskReasons.some((one) => one === given))) return given
  return hasOpenRequest(holder, at) ? ownRequestReason : null
}
