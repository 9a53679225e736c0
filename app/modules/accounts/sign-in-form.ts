// What the ways in post: signing in and its second step, a slip, the set-up of the first administrator.
import { z } from 'zod'
import { pathText, secret, shortText } from '#app/fields.ts'

export const signInForm = z.object({
  phone: shortText().min(1, '请填手机号。'),
  secret: secret().min(1, '请填密码。'),
  next: pathText().optional(),
})

/** Six figures of the authenticator, or a code from paper. */
export const authenticatorCode = z.string().min(1, '请填验证码。').max(40, '验证码是 6 个数字。')

export const signInCodeForm = z.object({ code: authenticatorCode, next: z.string().max(2000).optional() })

export const slipForm = z.object({ secret: secret().min(1, '请填密码。'), step: z.enum(['choose', 'signIn']) })

export const setUpForm = z.object({ name: shortText(), phone: shortText(), password: secret() })
