// What the page of the second step can be asked to do.
import { z } from 'zod'
import { authenticatorCode } from './sign-in-form.ts'

export const secondStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('confirm'), code: authenticatorCode, secret: z.string().max(1000, '太长了。').optional() }),
  z.object({ do: z.literal('renew'), code: authenticatorCode }),
  z.object({ do: z.literal('remove'), code: authenticatorCode }),
])
