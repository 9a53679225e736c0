// A shop's form as it is posted: ticks that come once, several times, or not at all; empty fields for what is not known.
import { z } from 'zod'

const several = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.string()))
/** A figure that need not be known: null then. */
const known = z.string().optional().transform((text) => text?.trim() || null)

/** What is judged is judged by the domain (`shopEntry`); this only gives the fields their shapes. */
export const shopForm = z.object({
  name: z.string(),
  regionCode: z.string(),
  platforms: several,
  categories: several,
  band: z.string(),
  staff: z.string().transform((text) => text.trim() || '0'),
  registeredStaff: known,
  startingSales: known,
  startingOrders: known,
  needs: several,
  ships: several,
  willHelp: z.string().optional().transform((text) => text?.trim() || '0'),
  teaches: several,
  handles: several,
  buys: several,
})
