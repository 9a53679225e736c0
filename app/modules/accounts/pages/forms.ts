// What the pages of accounts post, with its bounds.
import { z } from 'zod'
import { id, pathText, secret, shortText } from '#app/fields.ts'

export const signInForm = z.object({
  phone: shortText().min(1, '请填手机号。'),
  secret: secret().min(1, '请填密码。'),
  next: pathText().optional(),
})

const code = z.string().min(1, '请填验证码。').max(40, '验证码是 6 个数字。')

export const signInCodeForm = z.object({ code, next: z.string().max(2000).optional() })

export const slipForm = z.object({ secret: secret().min(1, '请填密码。'), step: z.enum(['choose', 'signIn']) })

export const setUpForm = z.object({ name: shortText(), phone: shortText(), password: secret() })

export const accountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('secret'), old: secret(), next: secret() }),
  z.object({ do: z.literal('endSession'), session: id() }),
  z.object({ do: z.literal('endOthers') }),
  z.object({ do: z.literal('askForSlip') }),
  z.object({ do: z.literal('agreeToOwn') }),
])

export const secondStepForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin') }),
  z.object({ do: z.literal('confirm'), code, secret: z.string().max(1000, '太长了。').optional() }),
  z.object({ do: z.literal('renew'), code }),
  z.object({ do: z.literal('remove'), code }),
])
