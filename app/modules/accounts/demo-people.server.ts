// The accounts of the demo's people, whose passwords everybody knows: marked, so that no production server lets them in.
import { and, eq, inArray } from 'drizzle-orm'
import type { Site } from '#app/site.ts'
import { accounts } from '#db/schema/accounts.ts'

/** `canSignIn` of app/access/demo-accounts.ts as a condition of a query. */
export const canSignInWhere = ({ mode }: Pick<Site, 'mode'>) => (mode === 'production' ? eq(accounts.isDemo, false) : undefined)

/** How many phone numbers one statement looks up. */
const atOnce = 500

/** Marks all accounts. */
export const markEverybodyAsDemo = (site: Pick<Site, 'write'>): Promise<void> =>
  site.write('operator', 'the demo’s people are marked', async (tx) => void (await tx.update(accounts).set({ isDemo: true })))

const ofPhones = (site: Pick<Site, 'keys'>, phones: readonly string[]) =>
  inArray(
    accounts.phoneFingerprint,
    phones.map((phone) => site.keys.fingerprint(phone)),
  )

/** Whether one of these phone numbers has an account that is not marked. */
export const hasUnmarkedAccount = async (site: Pick<Site, 'read' | 'keys'>, phones: readonly string[]): Promise<boolean> =>
  (await site.read.$count(accounts, and(eq(accounts.isDemo, false), ofPhones(site, phones)))) > 0

/** Marks the accounts of these phone numbers. */
export const markAsDemo = (site: Pick<Site, 'write' | 'keys'>, phones: readonly string[]): Promise<void> =>
  site.write('operator', 'the demo’s people are marked', async (tx) => {
    for (let at = 0; at < phones.length; at += atOnce)
      await tx
        .update(accounts)
        .set({ isDemo: true })
        .where(ofPhones(site, phones.slice(at, at + atOnce)))
  })

/** Whether any account is marked. */
export const hasDemoAccounts = async (site: Pick<Site, 'read'>): Promise<boolean> =>
  (await site.read.$count(accounts, eq(accounts.isDemo, true))) > 0
