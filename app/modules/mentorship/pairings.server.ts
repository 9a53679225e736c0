// Pairings: answers, pauses, ends, rematching, check-ins, goals, messages, monthly figures.
import { and, asc, desc, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { dayOf, monthOf, startOfDay } from '#app/calendar.ts'
import { readFigure } from '#app/figure.ts'
import { covers, reachOf, reachesAnything, type Viewer } from '#app/access/viewer.ts'
import { Refusal, notFound, notYours, wrongInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { advance, advanceBySystem, standing } from '#app/workflow/kernel.server.ts'
import { askable } from '#app/workflow/possible.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import {
  assessments,
  checkIns,
  messageSettlements,
  pairingGoals,
  pairingMessages,
  pairings,
  shopResults,
  shops,
} from '#db/schema/mentorship.ts'
import { workflows } from '#db/schema/workflow.ts'
import { sealPlace } from '#db/sealed.ts'
import {
  type AssessmentEntry,
  assessmentEntry,
  type CheckInEntry,
  checkInEntry,
  type MessageEntry,
  messageEntry,
  type ResultEntry,
  resultEntry,
} from './entries.ts'
import { faultsOfPins } from './matching/round.ts'
import { rarityAmong } from './matching/nearness.ts'
import { explain, type ExplainedScore, sayWhy, sayWhyWithoutWishes, wishValue } from './matching/score.ts'
import { beganAt, type Ending, later, type PairingContext, type Side } from './pairing.machine.ts'
import { asVoice, keepFile } from './files.server.ts'
import { lastWords, wereInTouch } from './in-touch.ts'
import { pairingWorkflow, standsAs, takesAPlace, takesCheckIns, takesMessages } from './pairing.workflow.ts'
import { asPicture } from '#app/media/pictures.server.ts'
import { canCoordinate, canSeePairing, ownsShop, pairingsVisibleTo, sideOf, type PairingPlace } from './policy.ts'
import { roundWorkflow } from './round.workflow.ts'
import { answerDays, proposePairing, roundInput } from './rounds.server.ts'
import { monthsToTell, monthsToTellOn } from './results.ts'
import { asEastShop, asWestShop, checked, helpingNow, type ShopRow } from './shops.server.ts'

const west = alias(shops, 'west_shop')
const east = alias(shops, 'east_shop')
const both = { pairing: pairings, west, east, state: workflows.state, context: workflows.context }

interface Found {
  pairing: typeof pairings.$inferSelect
  west: ShopRow
  east: ShopRow
  state: string
  place: PairingPlace
  side: Side | null
}

const placeOf = (row: { west: ShopRow; east: ShopRow }): PairingPlace => ({
  westOwnerId: row.west.ownerAccountId,
  eastOwnerId: row.east.ownerAccountId,
  regionCode: row.west.regionCode,
})

/** A pairing that the viewer may see, with the side he stands on. Refuses with 404. */
async function find(read: Pick<Reader, 'select'>, viewer: Viewer, pairingId: string): Promise<Found> {
  const [row] = await read
    .select(both)
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.id, pairingId))
  if (!row || !canSeePairing(viewer, placeOf(row))) throw notFound('结对')
  return { ...row, state: standsAs(row.state, row.context), place: placeOf(row), side: sideOf(viewer, placeOf(row)) }
}

/** The same for one of the two themselves. Refuses with 404, or 403 for whoever may only look. */
async function findOwn(read: Pick<Reader, 'select'>, viewer: Viewer, pairingId: string): Promise<Found & { side: Side }> {
  const found = await find(read, viewer, pairingId)
  if (found.side === null) throw notYours('只有结对的双方能办这件事。')
  return { ...found, side: found.side }
}

/** One side's answer to what was proposed. Refuses with 404, 403, 409, or 422 (a no without a reason). */
export async function answerPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, agrees, reason = '' }: { pairingId: string; agrees: boolean; reason?: string },
): Promise<string> {
  return site.write(viewer.accountId, agrees ? 'agree to pairing' : 'decline pairing', async (tx) => {
    const { side, east } = await findOwn(tx, viewer, pairingId)
    if (agrees && side === 'east') await demandRoom(tx, east, pairingId)
    const event = agrees ? { type: 'AGREE', side } : { type: 'DECLINE', side, reason }
    return (await advance(tx, pairingWorkflow, { id: pairingId, version: 'latest', event })).state
  })
}

/** An eastern shop may have lowered what it will help since matching was accepted: then it does not agree to more. */
async function demandRoom(tx: Tx, { id, willHelp }: ShopRow, pairingId: string) {
  const others = await tx
    .select({ state: workflows.state, context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(and(eq(pairings.eastShopId, id), ne(pairings.id, pairingId)))
  const agreed = others.filter(
    ({ state, context }) => takesAPlace(state) && (context as unknown as PairingContext).eastAcceptedAt !== null,
  ).length
  if (agreed >= willHelp) throw new Refusal(409, `您写明最多帮扶 ${willHelp} 家，已经帮着 ${agreed} 家。要多帮，请先在“我的店”里改家数。`)
}

export type PairingStep =
  { type: 'PAUSE'; reason: string; until: string } | { type: 'RESUME' } | { type: 'DISSOLVE'; reason: string } | { type: 'EVALUATE' }

/** Pauses (until a day), resumes, dissolves; evaluates early, which only the coordinator may. Refuses with 404, 403, 409, or 422. */
export async function stepPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, version, event }: { pairingId: string; version: number; event: PairingStep },
): Promise<string> {
  return site.write(viewer.accountId, `pairing: ${event.type}`, async (tx) => {
    const { side } = await find(tx, viewer, pairingId)
    const by = side ?? (canCoordinate(viewer) ? 'coordinator' : null)
    if (by === null || (event.type === 'EVALUATE' && !canCoordinate(viewer))) throw notYours()
    const signed =
      event.type === 'PAUSE'
        ? { ...event, until: startOfDay(event.until).toISOString(), side: by }
        : event.type === 'DISSOLVE'
          ? { ...event, side: by }
          : event
    return (await advance(tx, pairingWorkflow, { id: pairingId, version, event: signed })).state
  })
}

/** Puts another eastern shop in the place of one that declined, lapsed or was dissolved. Gives the new pairing. Refuses with 403, 404, or 409. */
export async function rematch(
  site: Site,
  viewer: Viewer,
  { pairingId, eastShopId }: { pairingId: string; eastShopId: string },
): Promise<string> {
  if (!canCoordinate(viewer)) throw notYours()
  return site.write(viewer.accountId, 'rematch', async (tx) => {
    const { pairing, west: shop } = await find(tx, viewer, pairingId)
    const [found] = await tx
      .select({ shop: shops, closedAt: accounts.disabledAt })
      .from(shops)
      .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
      .where(and(eq(shops.id, eastShopId), eq(shops.side, 'east')))
    if (!found) throw notFound('东部网店')
    const other = found.shop
    if (ownsShop(viewer, shop) || ownsShop(viewer, other)) throw notYours('不能给自己的店指定结对。')
    if (found.closedAt !== null) throw new Refusal(409, `${other.name} 的店主账号已经停用，不能结对。`)
    if ((await standing(tx, roundWorkflow, pairing.roundId)).state === 'closed')
      throw new Refusal(409, '这个批次已经结束，请在新的批次里结对。')
    const input = await roundInput(tx, pairing.roundId)
    if (!input.west.some(({ id }) => id === shop.id)) throw new Refusal(409, `${shop.name} 已经有别的结对，或者店主账号停用了。`)
    const eastern = input.east.some(({ id }) => id === eastShopId)
      ? input.east
      : [...input.east, asEastShop(other, (await helpingNow(tx, [eastShopId])).get(eastShopId) ?? 0)]
    const faults = faultsOfPins({ ...input, east: eastern, pins: [[shop.id, eastShopId]] })
    if (faults.length > 0) throw new Refusal(409, faults.join(''))
    const score = explain(
      rarityAmong([...input.west, ...eastern]),
      asWestShop(shop),
      eastern.find(({ id }) => id === eastShopId)!,
      { west: wishValue(input.wishes[shop.id], eastShopId), east: wishValue(input.wishes[eastShopId], shop.id) },
      input.weights,
    )
    const answerUntil = later(tx.at.toISOString(), answerDays)
    const id = await proposePairing(tx, {
      roundId: pairing.roundId,
      west: shop.id,
      east: eastShopId,
      pinned: true,
      why: `由协调员另行指定。${sayWhy(score)}`,
      score,
      replacesId: pairingId,
      answerUntil,
    })
    await advance(tx, pairingWorkflow, { id: pairingId, version: 'latest', event: { type: 'REPLACE', pairingId: id } })
    return id
  })
}

/** A picture made ready, of somebody who is in this pairing: nobody else's is opened at all. */
async function pictureOfPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, picture, field }: { pairingId: string; picture: Uint8Array; field?: string },
) {
  await findOwn(site.read, viewer, pairingId)
  return asPicture(picture, { account: viewer.accountId, field })
}

/** The western shop proves that a goal is reached: with a link, a figure, or a picture, as the goal asks. */
export async function proveGoal(
  site: Site,
  viewer: Viewer,
  { pairingId, goal, proof = '', picture }: { pairingId: string; goal: string; proof?: string; picture?: Uint8Array },
): Promise<void> {
  const shown = proof.trim()
  const shot = picture && (await pictureOfPairing(site, viewer, { pairingId, picture, field: 'proof' }))
  await site.write(viewer.accountId, 'prove goal', async (tx) => {
    const { side, west } = await findOwn(tx, viewer, pairingId)
    if (side !== 'west') throw notYours('目标由西部店填报。')
    const key = and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.goal, goal))
    const [known] = await tx.select().from(pairingGoals).where(key)
    if (!known) throw notFound('目标')
    if (known.confirmedBy !== null) throw new Refusal(409, '这个目标已经核实，不能再改。')
    if (known.proofKind === 'link' && (shown.length > 300 || !isWebLink(shown)))
      throw wrongInput({ proof: ['请填网址，以 https:// 或 http:// 开头'] })
    const told = known.proofKind === 'figure' ? readFigure(shown.slice(0, 40)) : null
    if (known.proofKind === 'figure' && (told === null || !Number.isInteger(told) || told < 0 || told > 999_999_999))
      throw wrongInput({ proof: ['数字要填整数，比如 12'] })
    if (known.proofKind === 'picture' && !shot) throw wrongInput({ proof: ['请选一张图片'] })
    const proofFileId = known.proofKind === 'picture' ? await keepFile(tx, { shopId: west.id, pairingId, media: shot! }) : null
    await tx
      .update(pairingGoals)
      .set({ proof: proofFileId ? null : told === null ? shown : String(told), proofFileId, reachedOn: dayOf(tx.at) })
      .where(key)
    tx.note(`pairing ${pairingId}: goal ${goal} proved`)
  })
}

const isWebLink = (text: string) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

/** An officer of the region, or the coordinator, confirms a proof. */
export async function confirmGoal(site: Site, viewer: Viewer, { pairingId, goal }: { pairingId: string; goal: string }): Promise<void> {
  await site.write(viewer.accountId, 'confirm goal', async (tx) => {
    const { side } = await find(tx, viewer, pairingId)
    if (side !== null) throw notYours('结对的双方不能自己核实。')
    const key = and(eq(pairingGoals.pairingId, pairingId), eq(pairingGoals.goal, goal))
    const [known] = await tx.select().from(pairingGoals).where(key)
    if (!known) throw notFound('目标')
    if (known.reachedOn === null) throw new Refusal(409, '还没有凭据，不能核实。')
    await tx.update(pairingGoals).set({ confirmedBy: viewer.accountId }).where(key)
    tx.note(`pairing ${pairingId}: goal ${goal} confirmed`)
  })
}

/**
 * One side tells of the last two weeks. Sent twice it is one. Once both sides say in the same period that they were in
 * touch, it counts as a contact and the next period begins. Gives the check-in and whether a contact came of it.
 */
export async function checkIn(
  site: Site,
  viewer: Viewer,
  { pairingId, picture, voice, ...entry }: { pairingId: string; picture?: Uint8Array; voice?: Uint8Array } & CheckInEntry,
): Promise<{ id: string; contact: boolean }> {
  const told = checked(checkInEntry, entry)
  const shot = picture && (await pictureOfPairing(site, viewer, { pairingId, picture }))
  const spoken = voice && asVoice(voice)
  return site.write(viewer.accountId, 'check in', async (tx) => {
    const { side, ...found } = await findOwn(tx, viewer, pairingId)
    const [known] = await tx
      .select({ id: checkIns.id })
      .from(checkIns)
      .where(and(eq(checkIns.pairingId, pairingId), eq(checkIns.device, told.device), eq(checkIns.sequence, told.sequence)))
    if (known) return { id: known.id, contact: false }
    const { snapshot, state } = await standing(tx, pairingWorkflow, pairingId)
    if (!takesCheckIns(state)) throw new Refusal(409, '这个结对现在不用填帮扶记录。')
    const period = snapshot.context.contacts
    const id = newId(tx.at.getTime())
    const shopId = found[side].id
    const pictureId = shot ? await keepFile(tx, { shopId, pairingId, media: shot }) : null
    const voiceId = spoken ? await keepFile(tx, { shopId, pairingId, media: spoken }) : null
    await tx.insert(checkIns).values({ id, pairingId, side, period, ...told, pictureId, voiceId, by: viewer.accountId, at: tx.at })
    tx.note(`check-in ${id} of pairing ${pairingId}`)
    const contact = state.startsWith('alive') && (await bothWereInTouch(tx, pairingId, period))
    if (contact) await advanceBySystem(tx, pairingWorkflow, { id: pairingId, event: { type: 'CONTACT' } })
    return { id, contact }
  })
}

async function bothWereInTouch(tx: Tx, pairingId: string, period: number) {
  const told = await tx
    .select({ period: checkIns.period, side: checkIns.side, contacted: checkIns.contacted })
    .from(checkIns)
    .where(and(eq(checkIns.pairingId, pairingId), eq(checkIns.period, period)))
    .orderBy(asc(checkIns.number))
  return wereInTouch(lastWords(told, period))
}

/** What a side says of the whole pairing; when both have, or the term is over, it is complete. */
export async function assessPairing(
  site: Site,
  viewer: Viewer,
  { pairingId, ...entry }: { pairingId: string } & AssessmentEntry,
): Promise<string> {
  const said = checked(assessmentEntry, entry)
  return site.write(viewer.accountId, 'assess pairing', async (tx) => {
    const { side } = await findOwn(tx, viewer, pairingId)
    const { state } = await advance(tx, pairingWorkflow, { id: pairingId, version: 'latest', event: { type: 'ASSESS', side } })
    await tx.insert(assessments).values({ pairingId, side, ...said, at: tx.at })
    return state
  })
}

/** A message to the other side, in words, with a picture, or both. Sent twice it is one. Gives its id. */
export async function sendMessage(
  site: Site,
  viewer: Viewer,
  { pairingId, picture, ...entry }: { pairingId: string; picture?: Uint8Array } & MessageEntry,
): Promise<string> {
  const message = checked(messageEntry, entry)
  const shot = picture && (await pictureOfPairing(site, viewer, { pairingId, picture }))
  if (message.text === '' && !shot) throw wrongInput({ text: ['请写要说的话，或选一张图片'] })
  return site.write(viewer.accountId, 'send message', async (tx) => {
    const { side, state, ...found } = await findOwn(tx, viewer, pairingId)
    const [known] = await tx
      .select({ id: pairingMessages.id })
      .from(pairingMessages)
      .where(
        and(
          eq(pairingMessages.pairingId, pairingId),
          eq(pairingMessages.device, message.device),
          eq(pairingMessages.sequence, message.sequence),
        ),
      )
    if (known) return known.id
    if (!takesMessages(state)) throw new Refusal(409, '结对没有生效或已经结束，不能再发消息。')
    const id = newId(tx.at.getTime())
    const pictureId = shot ? await keepFile(tx, { shopId: found[side].id, pairingId, media: shot }) : null
    await tx.insert(pairingMessages).values({ id, pairingId, side, ...message, pictureId, at: tx.at })
    tx.note(`message ${id} of pairing ${pairingId}`)
    return id
  })
}

/** Lets the other side of a pairing see one's phone number, or no longer. */
export async function showPhone(site: Site, viewer: Viewer, { pairingId, shown }: { pairingId: string; shown: boolean }): Promise<void> {
  await site.write(viewer.accountId, shown ? 'show phone' : 'hide phone', async (tx) => {
    const { side } = await findOwn(tx, viewer, pairingId)
    await tx
      .update(pairings)
      .set({ [side === 'west' ? 'westPhoneShownAt' : 'eastPhoneShownAt']: shown ? tx.at : null })
      .where(eq(pairings.id, pairingId))
    tx.note(`pairing ${pairingId}: phone of ${side} ${shown ? 'shown' : 'hidden'}`)
  })
}

/** The phone number of the other side, which has agreed to it; the look is noted. Null if its account has none. Refuses with 404, 403, or 409. */
export async function lookAtPhone(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<string | null> {
  return site.write(viewer.accountId, 'look at phone', async (tx) => {
    const { side, pairing, state, ...found } = await findOwn(tx, viewer, pairingId)
    if (!takesAPlace(state)) throw new Refusal(409, '结对已经结束，不再给看电话。')
    const [other, shownAt] =
      side === 'west' ? ([found.east, pairing.eastPhoneShownAt] as const) : ([found.west, pairing.westPhoneShownAt] as const)
    if (shownAt === null) throw new Refusal(409, '对方没有同意给您看电话。可以在这里给对方留言。')
    tx.note(`pairing ${pairingId}: ${side} looked at the phone of the other`)
    const [owner] = await tx.select({ phone: accounts.phoneSealed }).from(accounts).where(eq(accounts.id, other.ownerAccountId))
    return owner?.phone ? site.keys.open(owner.phone, sealPlace.phoneOfAccount(other.ownerAccountId)) : null
  })
}

async function findMessage(tx: Tx, messageId: string) {
  const [message] = await tx.select().from(pairingMessages).where(eq(pairingMessages.id, messageId))
  if (!message) throw notFound('消息')
  return message
}

/** Brings a message of the other side before the coordinator, who reads that one alone. */
export async function reportMessage(
  site: Site,
  viewer: Viewer,
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> {
  const because = reason.trim()
  if (because.length < 2 || because.length > 300) throw wrongInput({ reason: ['请写原因，2 到 300 字'] })
  await site.write(viewer.accountId, 'report message', async (tx) => {
    const message = await findMessage(tx, messageId)
    const { side } = await findOwn(tx, viewer, message.pairingId)
    if (side === message.side) throw new Refusal(409, '这是您自己发的消息。')
    if (message.reportedAt !== null) throw new Refusal(409, '这条消息已经反映过了。')
    await tx
      .update(pairingMessages)
      .set({ reportedBy: side, reportReason: because, reportedAt: tx.at })
      .where(eq(pairingMessages.id, messageId))
    tx.note(`message ${messageId} reported`)
  })
}

/**
 * The coordinator has dealt with a message that was reported, and says how: it leaves the desk and stays readable. Nobody
 * settles what was reported in a pairing of his own. Refuses with 404, 403, 409, or 422.
 */
export async function settleMessage(
  site: Site,
  viewer: Viewer,
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> {
  const done = reason.trim()
  if (done.length < 2 || done.length > 300) throw wrongInput({ settlement: ['请写怎么处理的，2 到 300 字'] })
  await site.write(viewer.accountId, 'settle message', async (tx) => {
    const message = await findMessage(tx, messageId)
    const { side } = await find(tx, viewer, message.pairingId)
    if (!canCoordinate(viewer)) throw notYours()
    if (side !== null) throw notYours('这是您自己的结对，请别的协调员处理。')
    if (message.reportedAt === null) throw notFound('消息')
    const settled = await tx
      .insert(messageSettlements)
      .values({ messageId, reason: done, by: viewer.accountId, at: tx.at })
      .onConflictDoNothing()
      .returning()
    if (settled.length === 0) throw new Refusal(409, '这条消息已经处理过了。')
    tx.note(`message ${messageId} settled`)
  })
}

/** The same of a shop's owner. */
async function pictureOfShop(site: Site, viewer: Viewer, { shopId, picture }: { shopId: string; picture: Uint8Array }) {
  const [shop] = await site.read.select({ owner: shops.ownerAccountId }).from(shops).where(eq(shops.id, shopId))
  if (shop?.owner !== viewer.accountId) throw notFound('网店')
  return asPicture(picture, { account: viewer.accountId })
}

/** A month's figures of the western shop, told by its owner; with a picture they are proved. A later one takes an earlier one's place. */
export async function tellMonth(
  site: Site,
  viewer: Viewer,
  { shopId, picture, ...entry }: { shopId: string; picture?: Uint8Array } & ResultEntry,
): Promise<string> {
  const figures = checked(resultEntry, entry)
  const shot = picture && (await pictureOfShop(site, viewer, { shopId, picture }))
  return site.write(viewer.accountId, 'tell month', async (tx) => {
    const [shop] = await tx
      .select()
      .from(shops)
      .where(and(eq(shops.id, shopId), eq(shops.side, 'west')))
    if (!shop || shop.ownerAccountId !== viewer.accountId) throw notFound('网店')
    const today = dayOf(tx.at)
    if (figures.month > monthOf(today)) throw wrongInput({ month: ['这个月还没有到'] })
    if (!monthsToTellOn(today).includes(figures.month)) throw wrongInput({ month: [`只能报最近 ${monthsToTell} 个月的数字`] })
    const standingFigure = and(eq(shopResults.shopId, shopId), eq(shopResults.month, figures.month), isNull(shopResults.supersededAt))
    const [known] = await tx.select().from(shopResults).where(standingFigure)
    if (known?.source === 'confirmed') throw new Refusal(409, '这个月的数字已经核实。要改，请联系乡镇专干。')
    if (known) await tx.update(shopResults).set({ supersededAt: tx.at }).where(eq(shopResults.id, known.id))
    const id = newId(tx.at.getTime())
    const proofFileId = shot ? await keepFile(tx, { shopId, pairingId: null, media: shot }) : null
    await tx
      .insert(shopResults)
      .values({ id, shopId, ...figures, proofFileId, source: proofFileId ? 'proved' : 'told', by: viewer.accountId, knownAt: tx.at })
    tx.note(`result ${id} of shop ${shopId}`)
    return id
  })
}

/** An officer in whose region the shop lies confirms a month. Refuses with 404, or 409. */
export async function confirmMonth(site: Site, viewer: Viewer, { resultId }: { resultId: string }): Promise<void> {
  await site.write(viewer.accountId, 'confirm month', async (tx) => {
    const [row] = await tx
      .select({ result: shopResults, shop: shops })
      .from(shopResults)
      .innerJoin(shops, eq(shops.id, shopResults.shopId))
      .where(eq(shopResults.id, resultId))
    const reach = reachOf(viewer, 'pairings.see')
    const inReach = row && (reach.everything || reach.regions.some((code) => row.shop.regionCode.startsWith(code)))
    if (!row || !inReach) throw notFound('数字')
    if (row.shop.ownerAccountId === viewer.accountId) throw notYours('不能核实自己的店。')
    if (row.result.supersededAt !== null) throw new Refusal(409, '这个数字已经被新的代替。')
    if (row.result.source === 'confirmed') return
    if (row.result.month >= monthOf(dayOf(tx.at))) throw new Refusal(409, '这个月还没有过完，过完再核实。')
    await tx
      .update(shopResults)
      .set({ source: 'confirmed', confirmedBy: viewer.accountId, confirmedAt: tx.at })
      .where(eq(shopResults.id, resultId))
    tx.note(`result ${resultId} confirmed`)
  })
}

/** An officer puts a confirmed month right: the new figures stand, confirmed, the old ones are kept. Refuses with 403, 404, 409, or 422. */
export async function correctMonth(
  site: Site,
  viewer: Viewer,
  { resultId, reason, ...entry }: { resultId: string; reason: string } & Omit<ResultEntry, 'month'>,
): Promise<string> {
  if (reason.trim().length < 2 || reason.trim().length > 300) throw wrongInput({ reason: ['请写为什么要改，2 到 300 字'] })
  return site.write(viewer.accountId, `correct month: ${reason.trim()}`, async (tx) => {
    const [row] = await tx
      .select({ result: shopResults, shop: shops })
      .from(shopResults)
      .innerJoin(shops, eq(shops.id, shopResults.shopId))
      .where(eq(shopResults.id, resultId))
    if (!row || !covers(reachOf(viewer, 'pairings.see'), { region: row.shop.regionCode })) throw notFound('数字')
    if (row.shop.ownerAccountId === viewer.accountId) throw notYours('不能更正自己的店。')
    if (row.result.supersededAt !== null) throw new Refusal(409, '这个数字已经被新的代替。')
    const figures = checked(resultEntry, { ...entry, month: row.result.month })
    await tx.update(shopResults).set({ supersededAt: tx.at }).where(eq(shopResults.id, resultId))
    const id = newId(tx.at.getTime())
    await tx.insert(shopResults).values({
      id,
      shopId: row.shop.id,
      ...figures,
      proofFileId: row.result.proofFileId,
      source: 'confirmed',
      by: viewer.accountId,
      knownAt: tx.at,
      confirmedBy: viewer.accountId,
      confirmedAt: tx.at,
    })
    tx.note(`result ${id} takes the place of ${resultId}`)
    return id
  })
}

export interface PairingLine {
  id: string
  roundId: string
  state: string
  west: { id: string; name: string; regionCode: string }
  east: { id: string; name: string }
  /** The viewer's side; null for who only looks. */
  side: Side | null
  replacesId: string | null
  proposedAt: Date
  /** The moment since which both have agreed; null while, or if, they never did. */
  beganAt: string | null
  /** How it ended before its time; stays when another pairing takes its place. */
  ending: Ending | null
}

/** Pairings that the viewer may see, the latest first. `states` narrows by the beginning of the state's path. */
export async function listPairings(
  site: Site,
  viewer: Viewer,
  { roundId, states }: { roundId?: string; states?: readonly string[] } = {},
): Promise<PairingLine[]> {
  const rows = await site.read
    .select(both)
    .from(pairings)
    .innerJoin(west, eq(west.id, pairings.westShopId))
    .innerJoin(east, eq(east.id, pairings.eastShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(
      and(
        roundId ? eq(pairings.roundId, roundId) : undefined,
        pairingsVisibleTo(viewer, { westOwner: west.ownerAccountId, eastOwner: east.ownerAccountId, region: west.regionCode }),
      ),
    )
    .orderBy(desc(pairings.id))
  return rows
    .map((row) => ({ ...row, state: standsAs(row.state, row.context) }))
    .filter(({ state }) => !states || states.some((wanted) => state.startsWith(wanted)))
    .map((row) => ({
      id: row.pairing.id,
      roundId: row.pairing.roundId,
      state: row.state,
      west: { id: row.west.id, name: row.west.name, regionCode: row.west.regionCode },
      east: { id: row.east.id, name: row.east.name },
      side: sideOf(viewer, placeOf(row)),
      replacesId: row.pairing.replacesId,
      proposedAt: row.pairing.proposedAt,
      ...lifeOf(row.context, row.state),
    }))
}

/** What of a pairing's life its state alone does not tell. */
const lifeOf = (context: unknown, state: string) => ({
  beganAt: beganAt(context as PairingContext),
  ending: state === 'unmet' ? ('unmet' as const) : (context as PairingContext).ending,
})

export interface PairingView extends PairingLine {
  version: number
  context: PairingContext
  /** What may be asked of it now. */
  steps: string[]
  why: string
  /** As it was recorded when the pairing was proposed; for the coordinator alone, because it tells of wishes. */
  score: ExplainedScore | null
  goals: (typeof pairingGoals.$inferSelect)[]
  /** `aboutOther` is null while it is blind to the viewer. */
  checkIns: (Omit<typeof checkIns.$inferSelect, 'number' | 'aboutOther' | 'device' | 'sequence' | 'by'> & { aboutOther: string | null })[]
  assessments: { side: Side; helped: 'much' | 'some' | 'little'; words: string }[]
  /** The two read all; the coordinator those that were reported. */
  messages: PairingMessage[]
  /** Whether each side lets the other see its phone number. */
  phoneShown: Record<Side, boolean>
  /** What the two may know of each other's shop: nothing of its staff, its figures, or whom it employs. */
  shops: Record<Side, ShopCard>
}

export interface PairingMessage {
  id: string
  side: Side
  text: string
  pictureId: string | null
  at: Date
  reportReason: string | null
  /** Since when what was reported is dealt with; who did and how is for the coordinator alone. */
  settledAt: Date | null
  settlement: { by: string; reason: string } | null
}

/** A shop as the other side of a pairing sees it. */
export interface ShopCard {
  id: string
  name: string
  regionCode: string
  platforms: string[]
  categories: string[]
  needs: string[]
  ships: string[]
  teaches: string[]
  handles: string[]
  buys: string[]
}

const cardOf = ({ id, name, regionCode, platforms, categories, needs, ships, teaches, handles, buys }: ShopRow): ShopCard => ({
  id,
  name,
  regionCode,
  platforms,
  categories,
  needs,
  ships,
  teaches,
  handles,
  buys,
})

/**
 * Whether what a check-in says of the other side has been answered: the first such words of one side in a period by the
 * first of the other, the second by the second. A tap that says nothing of the other opens nothing, so that nobody reads
 * before he has said it himself, and nobody says it knowing.
 */
function answeredWords(told: readonly (typeof checkIns.$inferSelect)[]): (id: string) => boolean {
  const words = told.filter(({ aboutOther }) => aboutOther !== '')
  const nth = (one: (typeof words)[number]) =>
    words.filter((it) => it.period === one.period && it.side === one.side && it.number < one.number).length
  return (id) => {
    const one = words.find((it) => it.id === id)
    return one !== undefined && words.some((it) => it.period === one.period && it.side !== one.side && nth(it) === nth(one))
  }
}

/** All messages for the two, those that were reported for a coordinator who is neither, none for others. */
async function messagesFor(read: Pick<Reader, 'select'>, viewer: Viewer, { pairing, side }: Found): Promise<PairingMessage[]> {
  if (side === null && !canCoordinate(viewer)) return []
  const rows = await read
    .select({ message: pairingMessages, settled: messageSettlements, settledBy: accounts.name })
    .from(pairingMessages)
    .leftJoin(messageSettlements, eq(messageSettlements.messageId, pairingMessages.id))
    .leftJoin(accounts, eq(accounts.id, messageSettlements.by))
    .where(and(eq(pairingMessages.pairingId, pairing.id), side === null ? isNotNull(pairingMessages.reportedAt) : undefined))
    .orderBy(asc(pairingMessages.number))
  return rows.map(({ message: { id, side: by, text, pictureId, at, reportReason }, settled, settledBy }) => ({
    id,
    side: by,
    text,
    pictureId,
    at,
    reportReason,
    settledAt: settled?.at ?? null,
    settlement: settled && side === null ? { by: settledBy ?? settled.by, reason: settled.reason } : null,
  }))
}

/** A pairing as this viewer may see it: what is said about the other is blind until both have said it. */
export async function readPairing(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<PairingView> {
  const found = await find(site.read, viewer, pairingId)
  const { side } = found
  const coordinates = canCoordinate(viewer) && side === null // in a pairing of her own she is an owner like the other
  const { snapshot, version } = await standing(site.read, pairingWorkflow, pairingId)
  const told = await site.read.select().from(checkIns).where(eq(checkIns.pairingId, pairingId)).orderBy(asc(checkIns.number))
  const said = await site.read.select().from(assessments).where(eq(assessments.pairingId, pairingId))
  const isAnswered = answeredWords(told)
  const isOpen = (by: Side, isBothSaid: boolean) => coordinates || by === side || (side !== null && isBothSaid)
  return {
    id: pairingId,
    roundId: found.pairing.roundId,
    state: found.state,
    west: { id: found.west.id, name: found.west.name, regionCode: found.west.regionCode },
    east: { id: found.east.id, name: found.east.name },
    side,
    replacesId: found.pairing.replacesId,
    proposedAt: found.pairing.proposedAt,
    ...lifeOf(snapshot.context, found.state),
    version,
    context: snapshot.context,
    steps: askable(pairingWorkflow, snapshot),
    // What each wished is for the coordinator alone.
    why: coordinates || !found.pairing.score ? found.pairing.why : sayWhyWithoutWishes(found.pairing.score as ExplainedScore),
    score: coordinates ? (found.pairing.score as ExplainedScore | null) : null,
    goals: await site.read.select().from(pairingGoals).where(eq(pairingGoals.pairingId, pairingId)).orderBy(asc(pairingGoals.dueOn)),
    checkIns: told.map(({ number: _number, aboutOther, device: _device, sequence: _sequence, by: _by, ...rest }) => ({
      ...rest,
      aboutOther: aboutOther === '' || isOpen(rest.side, isAnswered(rest.id)) ? aboutOther : null,
    })),
    assessments: said.filter((it) => isOpen(it.side, said.length === 2)).map(({ side, helped, words }) => ({ side, helped, words })),
    messages: await messagesFor(site.read, viewer, found),
    phoneShown: { west: found.pairing.westPhoneShownAt !== null, east: found.pairing.eastPhoneShownAt !== null },
    shops: { west: cardOf(found.west), east: cardOf(found.east) },
  }
}

/** The pairings that came one after the other in a western shop's place, the first first. */
export async function substitutionsOf(site: Site, viewer: Viewer, { pairingId }: { pairingId: string }): Promise<PairingLine[]> {
  const lines = new Map((await listPairings(site, viewer)).map((line) => [line.id, line]))
  const chain: PairingLine[] = []
  for (let line = lines.get(pairingId); line; line = line.replacesId ? lines.get(line.replacesId) : undefined) chain.unshift(line)
  if (chain.length === 0) throw notFound('结对')
  return chain
}

/** Whether the viewer has anything to do with pairings at all. */
export const looksAfterPairings = (viewer: Viewer) => reachesAnything(reachOf(viewer, 'pairings.see'))

/** Pairings in which a contact was due days ago, for the township officer's desk: those that are past a nudge. */
export const latePairings = (site: Site, viewer: Viewer) =>
  listPairings(site, viewer, { states: ['alive.active.escalated', 'alive.atRisk'] })
