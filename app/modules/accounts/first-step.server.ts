// The proof of a correct secret between the first and the second step of signing in: a signed token.
import { and, eq, isNull } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'

const minutesToStep = 10

/** A short-lived token that proves the first step of signing in for an account. It is void once the secret changes. */
export async function issueFirstStepToken(site: Site, accountId: string): Promise<string> {
  const expires = site.now().getTime() + minutesToStep * 60_000
  return `${accountId}.${expires.toString(36)}.${await signatureOf(site, accountId, expires)}`
}

/** The account whose first step a token proves; null if it is not valid or has expired. */
export async function verifyFirstStepToken(site: Site, token: string): Promise<string | null> {
  const [accountId = '', until = '', signature] = token.split('.')
  const expires = parseInt(until, 36)
  if (!Number.isFinite(expires) || site.now().getTime() > expires || expires - site.now().getTime() > minutesToStep * 60_000) return null
  return signature === (await signatureOf(site, accountId, expires)) ? accountId : null
}

async function signatureOf(site: Site, accountId: string, expires: number) {
  const [account] = await site.read
    .select({ secretHash: accounts.secretHash })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
  return site.keys.sign(`first step ${accountId} ${expires} ${account?.secretHash ?? ''}`)
}
