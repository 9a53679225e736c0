// The first administrator, created over a one-time link that the server prints while there is none.
import { and, eq, isNull } from 'drizzle-orm'
import { Refusal, invalidInput } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { ensureGrant } from './grants.server.ts'
import { findPasswordFault, noPersonalTerms } from './secrets/secret-faults.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { canSignInWhere } from './demo-people.server.ts'
import { hashSecret } from './secrets/hashes.server.ts'
import { sealPlace } from '#db/sealed.ts'
import { maxNameLength } from './commands.server.ts'

const hoursToUse = 24

/** Whether there is an administrator who can sign in. */
export async function hasAdministrator(site: Pick<Site, 'read' | 'mode'>) {
  const found = await site.read
    .select({ id: grants.id })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(and(eq(grants.role, 'administrator'), isNull(grants.revokedAt), isNull(accounts.disabledAt), canSignInWhere(site)))
    .limit(1)
  return found.length > 0
}

const tokenFor = (site: Site, expires: number) => `${expires.toString(36)}-${site.keys.sign(`set-up ${expires}`)}`

/** The path of a set-up link, valid for a day and while there is no administrator. */
export const createSetUpLink = async (site: Site) => `/set-up/${tokenFor(site, site.now().getTime() + hoursToUse * 3_600_000)}`

/** Whether a set-up link is valid. */
export async function isSetUpOpen(site: Site, token: string) {
  const expires = parseInt(token.split('-')[0] ?? '', 36)
  return Number.isFinite(expires) && token === tokenFor(site, expires) && site.now().getTime() < expires && !(await hasAdministrator(site))
}

/** Creates the first administrator; returns the account's id. Throws 409 if there is one or the link has expired, 422 if the input is wrong. */
export async function setUpAdministrator(
  site: Site,
  { token, name, phone, password }: { token: string; name: string; phone: string; password: string },
): Promise<string> {
  const gone = () => new Refusal(409, '这个链接已经用过或过期了。重新启动服务，会打印新的链接。')
  if (!(await isSetUpOpen(site, token))) throw gone()
  const number = parseMobileNumber(phone)
  const fault = findPasswordFault(password, {
    ...noPersonalTerms,
    name: name.trim(),
    phones: number ? [number] : [],
    placeWords: site.programme.weakWords,
  })
  const fields = {
    ...(name.trim() && name.trim().length <= maxNameLength ? {} : { name: [`请填姓名，最多 ${maxNameLength} 字。`] }),
    ...(number ? {} : { phone: ['手机号应是 11 位数字。'] }),
    ...(fault ? { password: [fault] } : {}),
  }
  if (!number || Object.keys(fields).length > 0) throw invalidInput(fields)
  const secretHash = await hashSecret(site, password)
  return site.write('operator', 'set up the first administrator', async (tx) => {
    if (await hasAdministrator({ read: tx, mode: site.mode })) throw gone()
    const phoneFingerprint = site.keys.fingerprint(number)
    if ((await tx.$count(accounts, eq(accounts.phoneFingerprint, phoneFingerprint))) > 0)
      throw invalidInput({ phone: ['这个手机号已有账号，请用另一个手机号。'] })
    const accountId = newId()
    await tx.insert(accounts).values({
      id: accountId,
      name: name.trim(),
      phoneSealed: site.keys.seal(number, sealPlace.phoneOfAccount(accountId)),
      phoneFingerprint,
      secretHash,
      secretKind: 'password',
      createdAt: tx.at,
    })
    await ensureGrant(tx, accountId, 'administrator', { kind: 'everything' })
    return accountId
  })
}
