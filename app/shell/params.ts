// What may stand in an address in the place of each of its parameters (`/desk/cohorts/:cohort`), beside the paths that name
// them. What does not fit names nothing, and is not looked for.
import { z } from 'zod'
import { id, secret, shortText } from '#app/fields.ts'

/** What the system gave out: letters, digits and hyphens. */
const given = id().regex(/^[\w-]+$/)

export const paramSchemas = {
  attempt: given,
  certificate: given,
  cohort: given,
  exam: given,
  file: given,
  household: given,
  pairing: given,
  person: given,
  roster: given,
  round: given,
  session: given,
  shop: given,
  /** A list of shops that was handed in; in reports, a list by its name. */
  list: given,
  figure: given,
  kind: given,
  course: given,
  lesson: given,
  /** A version of a course: its id, or the hash of its content. */
  version: z.string().regex(/^[\w-]{1,64}$/),
  /** A picture of a course. */
  name: shortText().min(1),
  /** A certificate's code or that of a slip, as somebody typed it: what looks it up makes it plain. */
  code: secret().min(1),
  token: secret().min(1),
} as const satisfies Record<string, z.ZodType<string>>

export type ParamName = keyof typeof paramSchemas
