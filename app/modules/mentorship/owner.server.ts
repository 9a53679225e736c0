// The first page of an owner's phone: the shops, and their tasks.
import type { Viewer } from '#app/access/viewer.ts'
import { addDays, getLastWholeMonth, toDay } from '#app/calendar.ts'
import { isNotYetDue, isOverdue, latestStatements } from '#app/modules/pairings/contact.ts'
import type { Side } from '#app/modules/pairings/pairing.machine.ts'
import { isAlive, isEvaluating, isProposed, occupiesPlace } from '#app/modules/pairings/pairing.states.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import { listPairings, type PairingView, readPairing, addLastMessages } from '#app/modules/pairings/pairings.server.ts'
import { acceptsAppeal } from '#app/modules/ratings/rating.states.ts'
import { readRatings } from '#app/modules/ratings/ratings.server.ts'
import { listOpenWishForms, findUnmatchedNotice } from '#app/modules/rounds/rounds.server.ts'
import { isShopOwner } from '#app/modules/shops/policy.ts'
import { shippingOf } from '#app/modules/shops/shop.ts'
import { hasReportedMonth, listShops, type ShopRow } from '#app/modules/shops/shops.server.ts'
import { forbidden } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { present } from '#app/present.ts'

/** One task of an owner; the page has the words. `until` and `since` are moments, `month` is YYYY-MM. */
export type Task =
  | { kind: 'fill'; shopId: string; missing: MissingFact[] }
  | { kind: 'wishes'; roundId: string; shopId: string; until: string | null; given: boolean }
  | { kind: 'answer'; pairingId: string; with: string; until: string }
  | { kind: 'checkIn'; pairingId: string; with: string; due: string; isLate: boolean; otherTold: boolean }
  | { kind: 'assess'; pairingId: string; with: string; until: string }
  | { kind: 'goal'; pairingId: string; goal: string; title: string; dueOn: string; isLate: boolean }
  | { kind: 'month'; shopId: string; month: string }
  | { kind: 'appeal'; shopId: string; until: string }

/** What a shop has not stated yet. Without it the shop is matched worse, or cannot show later what the help achieved. */
export type MissingFact = 'needs' | 'ships' | 'teaches' | 'handles' | 'start'

export interface MyShop {
  shop: ShopRow
  tasks: Task[]
  pairings: (PairingLine & { lastMessage: { at: Date; text: string } | null })[]
  /** The latest round that left the shop without a pair, while it has none: why, and what would help. */
  unmatchedNotice: { round: string; why: string; help: string } | null
}

/** Days before a goal's day from which it is shown. */
const goalNoticeDays = 7

/** Lists the viewer's shops with the tasks of each, the most urgent kinds first. Throws 403 if the viewer owns none. */
export async function readOwnShops(site: Site, viewer: Viewer): Promise<MyShop[]> {
  if (!isShopOwner(viewer)) throw forbidden('这里是给网店店主用的。')
  const own = (await listShops(site, viewer)).filter(({ ownerAccountId }) => ownerAccountId === viewer.accountId)
  const [lines, wishes] = await Promise.all([listPairings(site, viewer), listOpenWishForms(site, viewer)])
  const mine: MyShop[] = []
  for (const shop of own) {
    const asked = wishes
      .filter((form) => form.shop.id === shop.id)
      .map((form): Task => ({ kind: 'wishes', roundId: form.roundId, shopId: shop.id, until: form.until, given: form.given }))
    const ofShop = lines.filter((line) => line.side !== null && line[line.side].id === shop.id)
    const views = await Promise.all(
      ofShop.filter(({ state }) => occupiesPlace(state)).map(({ id }) => readPairing(site, viewer, { pairingId: id })),
    )
    const unmatchedNotice = ofShop.some(({ state }) => occupiesPlace(state)) ? null : await findUnmatchedNotice(site.read, shop.id)
    mine.push({
      shop,
      tasks: [
        ...asked,
        ...listMissingFacts(shop),
        ...views.flatMap((view) => listTasks(view, site.now())),
        ...(views.some(({ state }) => !isProposed(state)) || unmatchedNotice ? await listMonthTasks(site, shop) : []),
        ...(await listAppealTasks(site, viewer, shop)),
      ],
      pairings: await addLastMessages(site, ofShop),
      unmatchedNotice,
    })
  }
  return mine
}

function listMissingFacts(shop: ShopRow): Task[] {
  const gaps: Record<MissingFact, boolean> =
    shop.side === 'west'
      ? {
          needs: shop.needs.length === 0,
          ships: shippingOf(shop).length === 0,
          start: shop.startingSales === null || shop.startingOrders === null,
          teaches: false,
          handles: false,
        }
      : { teaches: shop.teaches.length === 0, handles: shippingOf(shop).length === 0, needs: false, ships: false, start: false }
  const missing = (Object.keys(gaps) as MissingFact[]).filter((gap) => gaps[gap])
  return missing.length === 0 ? [] : [{ kind: 'fill', shopId: shop.id, missing }]
}

function listTasks(view: PairingView, now: Date): Task[] {
  const side = present(view.side, 'side of the owner')
  const other: Side = side === 'west' ? 'east' : 'west'
  const named = { pairingId: view.id, with: view[other].name }
  const { context, state } = view
  if (isProposed(state)) {
    const hasAgreed = (side === 'west' ? context.westAcceptedAt : context.eastAcceptedAt) !== null
    return hasAgreed ? [] : [{ kind: 'answer', ...named, until: context.answerUntil }]
  }
  if (isEvaluating(state)) {
    const hasAssessed = (side === 'west' ? context.westAssessedAt : context.eastAssessedAt) !== null
    return hasAssessed ? [] : [{ kind: 'assess', ...named, until: present(context.evaluateUntil, 'term of the evaluation') }]
  }
  if (!isAlive(state) || context.contactDue === null) return []
  const said = latestStatements(view.checkIns, context.contacts)
  const isLate = isOverdue(context.contactDue, now)
  const otherTold = said[other] !== null
  const isFar = isNotYetDue({ contacts: context.contacts, contactDue: context.contactDue, otherTold, today: toDay(now) })
  const checkIn: Task[] = said[side] === true || isFar ? [] : [{ kind: 'checkIn', ...named, due: context.contactDue, isLate, otherTold }]
  const today = toDay(now)
  const goals =
    side === 'west' ? view.goals.filter(({ reachedOn, dueOn }) => reachedOn === null && dueOn <= addDays(today, goalNoticeDays)) : []
  return [
    ...checkIn,
    ...goals.map(({ goal, title, dueOn }): Task => ({ kind: 'goal', pairingId: view.id, goal, title, dueOn, isLate: dueOn < today })),
  ]
}

/**
 * Returns the last whole month if a western shop has not reported it. Applies to shops that are helped, and to those that a round left
 * without help: the two groups are compared.
 */
async function listMonthTasks(site: Site, shop: ShopRow): Promise<Task[]> {
  if (shop.side !== 'west') return []
  const month = getLastWholeMonth(toDay(site.now()))
  return (await hasReportedMonth(site.read, shop.id, month)) ? [] : [{ kind: 'month', shopId: shop.id, month }]
}

async function listAppealTasks(site: Site, viewer: Viewer, shop: ShopRow): Promise<Task[]> {
  const [latest] = await readRatings(site, viewer, { shopId: shop.id })
  return latest && acceptsAppeal(latest, site.now()) ? [{ kind: 'appeal', shopId: shop.id, until: latest.context.appealUntil }] : []
}
