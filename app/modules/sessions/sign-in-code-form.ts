// What is posted to give the code of the second step on signing in.
import { z } from 'zod'

/** Six digits of the authenticator, or a recovery code. */
export const authenticatorCode = z.string().min(1, '请填验证码。').max(40, '验证码是 6 个数字。')

export const signInCodeForm = z.object({ code: authenticatorCode, next: z.string().max(2000).optional() })
