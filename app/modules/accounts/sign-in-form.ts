// What is posted to sign in by phone, to use a slip, and to set up the first administrator.
import { z } from 'zod'
import { boundedText, pathText, secret, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const signInForm = z.object({
  phone: shortText().min(1, '请填手机号。'),
  secret: secret().min(1, '请填密码。'),
  next: pathText().optional(),
})

export const slipForm = z.object({ secret: secret().min(1, '请填密码。'), step: z.enum(['choose', 'signIn']) })

export const setUpForm = z.object({ name: boundedText(maxLengths.accountName, '姓名'), phone: shortText(), password: secret() })
