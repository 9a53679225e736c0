// What can be posted on the page of the second step.
import { z } from 'zod'
import { authenticatorCode } from './sign-in-code-form.ts'

export const secondStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('confirm'), code: authenticatorCode, secret: z.string().max(1000, '太长了。').optional() }),
  z.object({ do: z.literal('renew'), code: authenticatorCode }),
  z.object({ do: z.literal('remove'), code: authenticatorCode }),
])
