// What the administrator can post on the page of accounts.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'

const text = shortText()
  .optional()
  .transform((value) => value || undefined)

export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('create'), name: shortText(), role: id(), phone: text, region: text, cohort: text }),
  z.object({ do: z.literal('enable'), accountId: id() }),
  z.object({ do: z.literal('disable'), accountId: id() }),
  z.object({ do: z.literal('reset'), accountId: id(), reason: text }),
  z.object({ do: z.literal('grant'), accountId: id(), role: id(), region: text, cohort: text }),
  z.object({ do: z.literal('revoke'), grantId: id() }),
])
