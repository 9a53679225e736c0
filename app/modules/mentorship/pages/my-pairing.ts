// A pairing as one of its two owners sees it.
import { addDays, toDay } from '#app/calendar.ts'
import { isNotYetDue, latestStatements, formatContactDue } from '#app/modules/pairings/contact.ts'
import type { Side } from '#app/modules/pairings/pairing.machine.ts'
import type { PairingView } from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { forbidden } from '#app/refusal.ts'

/** Returns the viewer's side of a pairing, and the other one. Throws 403 if the viewer is on neither. */
export function getSides({ side }: Pick<PairingView, 'side'>): { side: Side; other: Side } {
  if (side === null) throw forbidden('这是结对双方自己的页面。')
  return { side, other: side === 'west' ? 'east' : 'west' }
}

/** Returns what a pairing's page shows to one of the two. Throws 403 if the viewer is neither of them. */
export function toMyPairing(pairing: PairingView, now: Date) {
  const { side, other } = getSides(pairing)
  const { context, assessments } = pairing
  const today = toDay(now)
  const said = latestStatements(pairing.checkIns, context.contacts)
  const whoseName = (by: Side) => (by === side ? '我' : pairing[other].name)
  return {
    id: pairing.id,
    side,
    state: pairing.state,
    version: pairing.version,
    why: pairing.why,
    other: pairing.shops[other],
    place: findRegionOn(pairing.shops[other].regionCode, today)?.name ?? '',
    answerUntil: context.answerUntil,
    hasAgreed: (side === 'west' ? context.westAcceptedAt : context.eastAcceptedAt) !== null,
    hasAssessed: (side === 'west' ? context.westAssessedAt : context.eastAssessedAt) !== null,
    evaluateUntil: context.evaluateUntil,
    contactDue: context.contactDue && formatContactDue(context.contactDue, now),
    contacts: context.contacts,
    /** Each side's latest statement in this period; null if there is none. */
    said: said[side],
    otherSaid: said[other],
    /** They were just in touch: the question is not asked again until the next date is near. */
    isFar: isNotYetDue({ contacts: context.contacts, contactDue: context.contactDue, otherTold: said[other] !== null, today }),
    pausedUntil: context.pausedUntil && toDay(new Date(context.pausedUntil)),
    endsOn: context.endsAt && toDay(new Date(context.endsAt)),
    ending: context.reason,
    goals: pairing.goals.map(({ goal, title, dueOn, proofKind, proof, proofFileId, reachedOn, confirmedBy }) => ({
      goal,
      title,
      dueOn,
      proofKind,
      proof,
      proofFileId,
      reachedOn,
      isConfirmed: confirmedBy !== null,
      isLate: reachedOn === null && dueOn < today,
    })),
    /** Latest first. */
    checkIns: pairing.checkIns.map((one) => ({ ...one, who: whoseName(one.side) })).reverse(),
    assessments: assessments.map(({ side: by, helped, words }) => ({ who: whoseName(by), helped, words })),
    showsPhone: pairing.phoneShown[side],
    otherShowsPhone: pairing.phoneShown[other],
    pauseUntil: addDays(today, 14),
    tomorrow: addDays(today, 1),
  }
}
export type MyPairing = ReturnType<typeof toMyPairing>

/** Messages a page; older ones are on the pages before. */
const aPage = 40

/** Returns the messages of a pairing for one of the two: the latest, or all. Throws 403 if the viewer is neither of them. */
export function toMyMessages(pairing: PairingView, { all }: { all: boolean }) {
  const { side, other } = getSides(pairing)
  const messages = all ? pairing.messages : pairing.messages.slice(-aPage)
  return {
    id: pairing.id,
    state: pairing.state,
    other: pairing[other].name,
    hasOlder: messages.length < pairing.messages.length,
    messages: messages.map(({ id, side: by, text, pictureId, at, reportReason, settledAt }) => ({
      id,
      isMine: by === side,
      text,
      pictureId,
      at,
      isReported: reportReason !== null,
      isSettled: settledAt !== null,
    })),
  }
}
export type MyMessages = ReturnType<typeof toMyMessages>
