// The posted form of a shop: ticks that come once, several times, or not at all; empty fields for unknown values.
import { z } from 'zod'
import { id, boundedText, severalOf, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const several = severalOf(id(), 100)
/** A figure that may be unknown: null then. */
const known = shortText()
  .optional()
  .transform((text) => text?.trim() || null)

/** Gives the fields their types; `shopEntry` validates the content. */
export const shopForm = z.object({
  name: boundedText(maxLengths.shopName, '店名'),
  regionCode: id(),
  platforms: several,
  categories: several,
  band: shortText(),
  staff: shortText().transform((text) => text.trim() || '0'),
  registeredStaff: known,
  startingSales: known,
  startingOrders: known,
  needs: several,
  ships: several,
  willHelp: shortText()
    .optional()
    .transform((text) => text?.trim() || '0'),
  teaches: several,
  handles: several,
  buys: several,
})
