// What the address of a round's step names besides the round.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'

const stepAbout = z.object({ shop: id().optional(), pair: shortText().optional() })

/** Parses what the address of a step names besides the round; nothing if it names nothing sensible. */
export const parseStepAbout = (search: URLSearchParams): z.output<typeof stepAbout> =>
  stepAbout.safeParse(Object.fromEntries(search)).data ?? {}
