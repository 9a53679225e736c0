// The only definition of whether the two of a pairing were in touch. In each period a side's last statement counts, because a tap can be a
// mistake and is corrected by another; there was a contact if the last statements of both say so.
import { addDays, toDay, formatMoment, formatTerm } from '#app/calendar.ts'
import type { Side } from './pairing.machine.ts'

interface ContactStatement {
  period: number
  side: Side
  contacted: boolean
}

/** Returns each side's last statement in a period; null if there is none. `told` is in the order of arrival. */
export function latestStatements(told: readonly ContactStatement[], period: number): Record<Side, boolean | null> {
  const of = (side: Side) => told.findLast((one) => one.period === period && one.side === side)?.contacted ?? null
  return { west: of('west'), east: of('east') }
}

export const isContactConfirmed = ({ west, east }: Record<Side, boolean | null>) => west === true && east === true

/** Whether the deadline for both statements has passed. */
export const isOverdue = (contactDue: string, now: Date) => now.toISOString() >= contactDue

/** Formats the deadline for both statements; a moment in the past is not called future. */
export const formatContactDue = (contactDue: string, now: Date) =>
  isOverdue(contactDue, now) ? `${formatMoment(new Date(contactDue))} 就该说了` : `请在${formatTerm(new Date(contactDue))}说一次`

/** Days before the deadline in which a check-in is asked for again after a counted contact. */
const checkInNoticeDays = 7

/**
 * Whether it is too early to ask again after a contact: the question returns only near the next deadline, or when the other side has
 * answered.
 */
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
