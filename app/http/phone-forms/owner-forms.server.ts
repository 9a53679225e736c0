// Handles what shop owners post, from a plain form or from the phone's outbox: the same fields, parsed once. Check-ins
// and messages, which carry their own ids, are in pairing-forms.server.ts.
import { z } from 'zod'
import { day, id, longText, shortText, version } from '#app/fields.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { addShopPerson, changeShop, readOwnShop, removeShopPerson, reportMonth } from '#app/modules/shops/shops.server.ts'
import {
  answerPairing,
  assessPairing,
  submitGoalProof,
  reportMessage,
  setPhoneShown,
  stepPairing,
  wasHelped,
} from '#app/modules/pairings/pairings.server.ts'
import { submitWishes } from '#app/modules/rounds/rounds.server.ts'
import { wishesForm } from '#app/modules/rounds/wishes-form.ts'
import { stepRating } from '#app/modules/ratings/ratings.server.ts'
import { shopForm } from '#app/modules/shops/shop-form.ts'
import type { Site } from '#app/site.ts'
import { parseForm } from '../bodies/forms.server.ts'
import type { OwnerFormKind } from './kinds.ts'
import { readAttachment, withoutFiles } from './pairing-forms.server.ts'

export type FormHandler = (site: Site, viewer: Viewer, about: string, form: FormData) => Promise<void>

const monthForm = z.object({
  month: shortText(),
  sales: shortText(),
  orders: shortText(),
  employed: shortText(),
  employedRegistered: shortText(),
  boughtByEast: shortText(),
})

/** A shop's figures of a month. Refuses like `reportMonth`. */
export const handleMonthForm: FormHandler = async (site, viewer, shopId, form) => {
  const shop = await readOwnShop(site, viewer, shopId)
  await reportMonth(site, viewer, {
    shopId: shop.id,
    ...parseForm(withoutFiles(form), monthForm),
    picture: await readAttachment(form, 'picture'),
  })
}

/** What a shop says about itself. Refuses like `changeShop`. */
export const handleShopForm: FormHandler = async (site, viewer, shopId, form) => {
  const shop = await readOwnShop(site, viewer, shopId)
  await changeShop(site, viewer, { shopId: shop.id, ...parseForm(form, shopForm) }, wasHelped)
}

/** A person with a certificate who works in the shop, or no longer does. */
export const handlePersonForm: FormHandler = async (site, viewer, shopId, form) => {
  const shop = await readOwnShop(site, viewer, shopId)
  if (form.has('entryId')) await removeShopPerson(site, viewer, { shopId: shop.id, entryId: String(form.get('entryId')) })
  else await addShopPerson(site, viewer, { shopId: shop.id, code: String(form.get('code') ?? '') })
}

const appealForm = z.object({ ratingId: id(), version: version(), reason: longText() })

/** An appeal against a rating. Refuses like `stepRating`. */
export const handleAppealForm: FormHandler = async (site, viewer, shopId, form) => {
  await readOwnShop(site, viewer, shopId)
  const { reason, ...which } = parseForm(form, appealForm)
  await stepRating(site, viewer, { ...which, event: { type: 'APPEAL', reason } })
}

/** A shop's wishes for a round, identified as `round/shop`. Refuses like `submitWishes`. */
export const handleWishesForm: FormHandler = async (site, viewer, about, form) => {
  const [roundId = '', shopId = ''] = about.split('/')
  await readOwnShop(site, viewer, shopId)
  await submitWishes(site, viewer, { roundId, shopId, ...parseForm(form, wishesForm) })
}

const pairingStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('agree') }),
  z.object({ do: z.literal('decline'), reason: longText() }),
  z.object({ do: z.literal('pause'), reason: longText(), until: day('请选到哪天恢复。'), version: version() }),
  z.object({ do: z.literal('resume'), version: version() }),
  z.object({ do: z.literal('dissolve'), reason: longText(), version: version() }),
  z.object({ do: z.literal('assess'), helped: z.enum(['much', 'some', 'little'], '请选帮助大不大。'), words: longText().default('') }),
  z.object({ do: z.literal('prove'), goal: id(), proof: longText().optional() }),
  z.object({ do: z.literal('showPhone') }),
  z.object({ do: z.literal('hidePhone') }),
])

/** A step of one side of a pairing. Refuses like the steps do. */
export const handlePairingForm: FormHandler = async (site, viewer, pairingId, form) => {
  const wish = parseForm(withoutFiles(form), pairingStepForm)
  switch (wish.do) {
    case 'agree':
    case 'decline':
      return void (await answerPairing(site, viewer, {
        pairingId,
        agrees: wish.do === 'agree',
        ...('reason' in wish ? { reason: wish.reason } : {}),
      }))
    case 'pause':
      return void (await stepPairing(site, viewer, {
        pairingId,
        version: wish.version,
        event: { type: 'PAUSE', reason: wish.reason, until: wish.until },
      }))
    case 'resume':
      return void (await stepPairing(site, viewer, { pairingId, version: wish.version, event: { type: 'RESUME' } }))
    case 'dissolve':
      return void (await stepPairing(site, viewer, { pairingId, version: wish.version, event: { type: 'DISSOLVE', reason: wish.reason } }))
    case 'assess':
      return void (await assessPairing(site, viewer, { pairingId, helped: wish.helped, words: wish.words }))
    case 'prove':
      return submitGoalProof(site, viewer, {
        pairingId,
        goal: wish.goal,
        proof: wish.proof,
        picture: await readAttachment(form, 'picture'),
      })
    default:
      return setPhoneShown(site, viewer, { pairingId, shown: wish.do === 'showPhone' })
  }
}

/** Reports a hurtful message to the coordinator. */
export const handleReportForm: FormHandler = (site, viewer, messageId, form) =>
  reportMessage(site, viewer, { messageId, reason: String(form.get('reason') ?? '') })

export const ownerForms: Record<OwnerFormKind, FormHandler> = {
  month: handleMonthForm,
  shop: handleShopForm,
  person: handlePersonForm,
  appeal: handleAppealForm,
  wishes: handleWishesForm,
  pairing: handlePairingForm,
  report: handleReportForm,
}
