// A shop's form as it is posted: ticks that come once, several times, or not at all; empty fields for what is not known.
import { z } from 'zod'
import { id, severalOf, shortText } from '#app/fields.ts'

const several = severalOf(id(), 100)
/** A figure that need not be known: null then. */
const known = shortText()
  .optional()
  .transform((text) => text?.trim() || null)

/** What is judged is judged by the domain (`shopEntry`); this only gives the fields their shapes. */
export const shopForm = z.object({
  name: shortText(),
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
