// What is posted to give the code of the second step on signing in, and to set the second step up.
import { z } from 'zod'

/** Six digits of the authenticator, or a recovery code. */
const authenticatorCode = z.string().min(1, '请填验证码。').max(40, '验证码是 6 个数字。')

export const signInCodeForm = z.object({ code: authenticatorCode, next: z.string().max(2000).optional() })

export const secondStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('confirm'), code: authenticatorCode, secret: z.string().max(1000, '太长了。').optional() }),
  z.object({ do: z.literal('renew'), code: authenticatorCode }),
  z.object({ do: z.literal('remove'), code: authenticatorCode }),
])
