// What can be posted on the page of one's own account.
import { z } from 'zod'
import { id, secret } from '#app/fields.ts'

export const ownAccountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('secret'), old: secret(), next: secret() }),
  z.object({ do: z.literal('endSession'), session: id() }),
  z.object({ do: z.literal('endOthers') }),
  z.object({ do: z.literal('askForSlip') }),
  z.object({ do: z.literal('agreeToOwn') }),
])
