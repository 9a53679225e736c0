// Turning on one's own second step, which asks for the password too.
import { eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { confirmSecondStep, type RequestHeaders } from '#app/modules/sessions/sessions.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'
import { reauthenticate } from './sign-in.server.ts'

/**
 * Turns the viewer's second step on. A viewer who was not sent here on signing in also gives the password. Returns the
 * recovery codes, which cannot be read again. Throws 422 if the code or the password is wrong, 409 if nothing was begun.
 */
export const confirmOwnSecondStep = (
  site: Site,
  viewer: Viewer,
  { code, secret = '', address, request }: { code: string; secret?: string | undefined; address: string; request: RequestHeaders },
): Promise<string[]> =>
  confirmSecondStep(site, viewer, {
    code,
    address,
    request,
    reauthenticate: async () => {
      const [account] = await site.read.select().from(accounts).where(eq(accounts.id, viewer.accountId))
      if (!account) throw notFound('这个账号')
      await reauthenticate(site, account, { secret, address, field: 'secret', wrong: '密码不对。' })
    },
  })
