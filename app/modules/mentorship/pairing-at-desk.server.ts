// One pairing as a desk shows it, combined from all domains that know of it; and the forms posted there.
import { addDays, toDay, formatMoment } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { formatContactDue } from '#app/modules/pairings/contact.ts'
import {
  confirmGoal,
  findPairing,
  readPairing,
  settleMessage,
  stepPairing,
  listHistory,
  listSubstitutions,
} from '#app/modules/pairings/pairings.server.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { rematch, listRematchChoices } from '#app/modules/rounds/rounds.server.ts'
import { canCoordinate } from '#app/modules/shops/policy.ts'
import { confirmMonth, correctMonth, discloseOwnerPhone, listOwnerContacts } from '#app/modules/shops/shops.server.ts'
import { forbidden } from '#app/refusal.ts'
import { paths } from '#app/shell/paths.ts'
import type { Site } from '#app/site.ts'
import type { PairingDeskForm } from './pairing-desk-form.ts'

export type PairingAtDesk = Awaited<ReturnType<typeof readPairingAtDesk>>

/** Returns a pairing with everything on its page at the desk, as far as the viewer may read it. Throws 404. */
export async function readPairingAtDesk(site: Site, viewer: Viewer, pairingId: string) {
  const today = toDay(site.now())
  const dayIn = (moment: string | null) => moment && toDay(new Date(moment))
  const pairing = await readPairing(site, viewer, { pairingId })
  const { context } = pairing
  const coordinates = canCoordinate(viewer) && pairing.side === null
  return {
    coordinates,
    pairing: {
      ...pairing,
      checkIns: [],
      messages: pairing.messages.map((message) => ({
        ...message,
        at: formatMoment(message.at),
        settledAt: message.settledAt && formatMoment(message.settledAt),
      })),
      goals: pairing.goals.map(({ goal, title, dueOn, proof, proofFileId, reachedOn, confirmedBy }) => ({
        goal,
        title,
        dueOn,
        proof,
        proofFileId,
        reachedOn,
        isConfirmed: confirmedBy !== null,
      })),
    },
    told: pairing.checkIns
      .map((one) => ({
        ...one,
        who: pairing[one.side].name,
        when: formatMoment(one.at),
        picture: one.pictureId && paths.shopFileContent(one.pictureId),
        voice: one.voiceId && paths.shopFileContent(one.voiceId),
      }))
      .reverse(),
    days: {
      answerUntil: dayIn(context.answerUntil),
      endsAt: dayIn(context.endsAt),
      pausedUntil: dayIn(context.pausedUntil),
      evaluateUntil: dayIn(context.evaluateUntil),
    },
    contactDue: context.contactDue && formatContactDue(context.contactDue, site.now()),
    places: {
      west: findRegionOn(pairing.west.regionCode, today)?.name ?? '',
      east: findRegionOn(pairing.shops.east.regionCode, today)?.name ?? '',
    },
    contacts: pairing.side === null ? await listOwnerContacts(site, viewer, [pairing.west.id, pairing.east.id]) : [],
    history: pairing.side === null ? (await listHistory(site.read, pairingId)).map((line) => ({ ...line, at: formatMoment(line.at) })) : [],
    chain: await listSubstitutions(site, viewer, { pairingId }),
    results: pairing.side === 'east' ? null : await readResults(site, viewer, { shopId: pairing.west.id }),
    choices: coordinates && pairing.steps.includes('REPLACE') ? await listRematchChoices(site, viewer, { pairingId }) : [],
    tomorrow: addDays(today, 1),
    inTwoWeeks: addDays(today, 14),
  }
}

/**
 * Shows the phone number of the owner of one side, which is logged with the reason. The two themselves need the other's consent on the phone.
 * Throws 404, 403, or 422.
 */
export async function showOwnerPhone(
  site: Site,
  viewer: Viewer,
  pairingId: string,
  { side, reason }: Extract<PairingDeskForm, { do: 'askPhone' }>,
): Promise<{ shopId: string; phone: string }> {
  const found = await findPairing(site.read, viewer, pairingId)
  if (found.side !== null) throw forbidden('自己的结对，请在手机上办。')
  const phone = await discloseOwnerPhone(site, viewer, { shopId: found[side].id, reason })
  return { shopId: found[side].id, phone: phone ?? '没有登记' }
}

/** Carries out the posted form. Returns the pairing to show next, which is another one after a rematch. Throws what the command throws. */
export async function handlePairingDeskForm(
  site: Site,
  viewer: Viewer,
  pairingId: string,
  form: Exclude<PairingDeskForm, { do: 'askPhone' }>,
): Promise<string> {
  await findPairing(site.read, viewer, pairingId) // 404 before any other error
  switch (form.do) {
    case 'rematch':
      return rematch(site, viewer, { pairingId, eastShopId: form.eastShopId })
    case 'confirmGoal':
      await confirmGoal(site, viewer, { pairingId, goal: form.goal })
      break
    case 'confirmMonth':
      await confirmMonth(site, viewer, { resultId: form.resultId })
      break
    case 'settle':
      await settleMessage(site, viewer, { messageId: form.messageId, reason: form.settlement })
      break
    case 'correctMonth': {
      const { do: _do, ...figures } = form
      await correctMonth(site, viewer, figures)
      break
    }
    case 'PAUSE':
      await stepPairing(site, viewer, {
        pairingId,
        version: form.version,
        event: { type: 'PAUSE', reason: form.reason, until: form.until },
      })
      break
    case 'NOTE':
      await stepPairing(site, viewer, { pairingId, version: form.version, event: { type: 'NOTE', words: form.words } })
      break
    default:
      await stepPairing(site, viewer, { pairingId, version: form.version, event: { type: form.do } })
  }
  return pairingId
}
