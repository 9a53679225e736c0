// The allowed values of each URL parameter (`/desk/cohorts/:cohort`); the paths with their names are in paths.ts. A
// value that does not fit names nothing, and is not looked up.
import { z } from 'zod'
import { id, secret, shortText } from '#app/fields.ts'

/** Ids created by the system: letters, digits and hyphens. */
const given = id().regex(/^[\w-]+$/)

export const paramSchemas = {
  account: given,
  attachment: given,
  attempt: given,
  certificate: given,
  cohort: given,
  exam: given,
  file: given,
  followUp: given,
  household: given,
  inquiry: given,
  pairing: given,
  person: given,
  reply: given,
  roster: given,
  round: given,
  session: given,
  /** A task of a lesson, as its author named it. */
  task: shortText().regex(/^[a-z0-9-]+$/),
  /** What a trainee handed in for a task. */
  work: given,
  shop: given,
  /** A step that ends something, as its page is addressed: `evaluate`. */
  step: given,
  /** An uploaded list of shops; in reports, a list by its name. */
  list: given,
  figure: given,
  kind: given,
  course: given,
  lesson: given,
  question: shortText().regex(/^[a-z0-9-]+$/),
  /** A version of a course: its id, or the hash of its content. */
  version: z.string().regex(/^[\w-]{1,64}$/),
  /** A picture of a course. */
  name: shortText().min(1),
  /** The code of a certificate or slip as typed: the look-up normalises it. */
  code: secret().min(1),
  token: secret().min(1),
} as const satisfies Record<string, z.ZodType<string>>

export type ParamName = keyof typeof paramSchemas
