// Whether the two of a pairing were in touch: the one home of that rule. In each period the last word of a side counts, because
// a tap can be a mistake and is put right by another; there was a contact where the last words of both say so.
import { addDays, toDay, formatMoment, formatTerm } from '#app/calendar.ts'
import type { Side } from './pairing.machine.ts'

interface ContactStatement {
  period: number
  side: Side
  contacted: boolean
}

/** What each side said last in a period; null while it has said nothing. `told` is in the order in which it came. */
export function latestStatements(told: readonly ContactStatement[], period: number): Record<Side, boolean | null> {
  const of = (side: Side) => told.findLast((one) => one.period === period && one.side === side)?.contacted ?? null
  return { west: of('west'), east: of('east') }
}

export const isContactConfirmed = ({ west, east }: Record<Side, boolean | null>) => west === true && east === true

/** Whether the moment by which both should have said it has passed. */
export const isOverdue = (contactDue: string, now: Date) => now.toISOString() >= contactDue

/** By when both should say it, for reading; of a moment that has passed it says no more that it is to come. */
export const formatContactDue = (contactDue: string, now: Date) =>
  isOverdue(contactDue, now) ? `${formatMoment(new Date(contactDue))} 就该说了` : `请在${formatTerm(new Date(contactDue))}说一次`

/** Days before which a check-in is not asked for again, once a contact has counted. */
const checkInNoticeDays = 7

/** Whoever was just in touch is not asked at once whether they were: only when the next time is near, or the other has told. */
export const isNotYetDue = ({
  contacts,
  contactDue,
  otherTold,
  today,
}: {
  contacts: number
  contactDue: string | null
  otherTold: boolean
  today: string
}) => contacts > 0 && contactDue !== null && !otherTold && today < addDays(toDay(new Date(contactDue)), -checkInNoticeDays)
