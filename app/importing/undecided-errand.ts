// Uploads on which nobody has decided, as one line of the desk's home: rosters and lists of shops alike.
import { addDays, toDay } from '#app/calendar.ts'
import type { Errand } from '#app/shell/errand.ts'
import { computeExpiry, type DecisionTerm } from './expiry.ts'

interface UndecidedUploads {
  key: string
  /** 花名册, 网店名录 */
  what: string
  /** Earliest first, each with its term; null if that has not begun. */
  uploads: readonly { id: string; fileName: string; term: DecisionTerm | null }[]
  listHref: string
  hrefOf(id: string): string
}

/** Returns the line, due on the last day of the upload that expires first; none if everything is decided. */
export function listUndecidedErrands({ key, what, uploads, listHref, hrefOf }: UndecidedUploads): Errand[] {
  const [first] = uploads
  if (!first) return []
  const isOne = uploads.length === 1
  return [
    {
      key,
      count: uploads.length,
      unit: '份',
      sentence: `${what}还没有决定收不收，到期自动作废：${first.fileName}${isOne ? '' : ' 等'}`,
      day: first.term && addDays(toDay(computeExpiry(first.term)), -1),
      href: isOne ? hrefOf(first.id) : listHref,
      action: '去决定',
    },
  ]
}
