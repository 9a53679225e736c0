// When an upload that nobody decides on is discarded by itself, and how that is announced: rosters and lists of shops alike.
import { addDays, formatDay, toDay } from '#app/calendar.ts'

/** Days before the end from which the page and the list warn. */
const warningDays = 7

const dayLength = 24 * 60 * 60 * 1000

/** When the term of an upload began, and how many days it has: those that were set when it was uploaded. */
export interface DecisionTerm {
  uploadedAt: string
  undecidedDays: number
}

/** The days of uploads from before administrators could set them. */
export const earlierUndecidedDays = 30

/** Returns the moment at which an upload is discarded if nobody has decided on it. */
export const computeExpiry = ({ uploadedAt, undecidedDays }: DecisionTerm) => new Date(Date.parse(uploadedAt) + undecidedDays * dayLength)

export interface Expiry {
  /** The last day on which it can be decided on, as people read it. */
  lastDay: string
  /** 今天过期, 还有 5 天过期 */
  left: string
  isSoon: boolean
}

/** Describes when it expires. `uploadedAt`: null if its term has not begun. */
export function describeExpiry(
  { uploadedAt, undecidedDays }: { uploadedAt: string | null; undecidedDays: number },
  now: Date,
): Expiry | null {
  if (uploadedAt === null) return null
  const expiresAt = computeExpiry({ uploadedAt, undecidedDays })
  const days = Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / dayLength))
  return {
    lastDay: formatDay(addDays(toDay(expiresAt), -1)),
    left: days === 0 ? '今天过期' : `还有 ${days} 天过期`,
    isSoon: days <= warningDays,
  }
}

/** The sentence of a page about it. */
export const formatExpiry = ({ lastDay, left }: Expiry) => `${left}：到${lastDay}还没有决定，就自动作废，文件也会删掉。`

export const expiredNotice = '一直没有人决定，到期自动作废了，文件已经删掉。要用它，请再交一次。'
export const withdrawnNotice = '已经作废，一行也没有收，文件已经删掉。要用它，请再交一次。'
