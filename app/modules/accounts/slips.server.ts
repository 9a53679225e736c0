// Slips: printed by an officer, opened once to choose a PIN or password, and afterwards a way of saying who one is.
import { randomInt } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { Refusal, wrongInput } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { among } from '#db/among.ts'
import { newId } from '#db/id.ts'
import { accounts, sessions, slips, wrongTries } from '#db/schema/accounts.ts'
import { persons } from '#db/schema/households.ts'
import { faultOfPassword, faultOfPin } from './secrets.ts'
import { hashSecret, slipCode } from './sign-in.server.ts'

const alphabet = '23456789abcdefghjkmnpqrstvwxyz' // nothing that reads like something else
const daysToUse = 60

export interface Slip {
  accountId: string
  personId: string | null
  name: string
  /** In clear, this once: afterwards only its fingerprint is kept. */
  code: string
  expiresAt: Date
}

const newCode = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Issues new slips, and voids the older ones of these accounts. The caller has judged who may. */
export async function issueSlips(tx: Tx, site: Site, accountIds: readonly string[]): Promise<Slip[]> {
  if (accountIds.length === 0) return []
  const found = await tx.select({ id: accounts.id, name: accounts.name, personId: accounts.personId }).from(accounts).where(and(among(accounts.id, [...accountIds]), isNull(accounts.disabledAt)))
  await tx.delete(slips).where(among(slips.accountId, found.map(({ id }) => id)))
  const expiresAt = new Date(tx.at.getTime() + daysToUse * 86_400_000)
  const issued: Slip[] = []
  for (const { id, name, personId } of found) {
    const code = newCode()
    await tx.insert(slips).values({ id: newId(), accountId: id, codeHash: site.keys.fingerprint(code), issuedBy: tx.actor, issuedAt: tx.at, expiresAt })
    tx.note(`slip for account ${id}`)
    issued.push({ accountId: id, personId, name, code, expiresAt })
  }
  return issued
}

export interface OpenedSlip {
  /** `choose`: opened for the first time; `signIn`: the secret is chosen already; `expired`; `unknown`: no such slip, or a newer one was issued. */
  standing: 'choose' | 'signIn' | 'expired' | 'unknown'
  name: string | null
  secretKind: 'pin' | 'password'
  /** Whether its owner comes to learn, and not only to look after a shop. */
  learns: boolean
}

/** What a slip's link leads to. Changes nothing. */
export async function openSlip(site: Site, code: string): Promise<OpenedSlip> {
  const found = await findSlip(site, code)
  if (!found) return { standing: 'unknown', name: null, secretKind: 'pin', learns: false }
  const { slip, account } = found
  const standing = slip.usedAt ? 'signIn' : slip.expiresAt <= site.now() ? 'expired' : 'choose'
  return { standing, name: account.name, secretKind: account.secretKind, learns: account.personId !== null }
}

async function findSlip(site: Site, code: string) {
  const [found] = await site.read
    .select({ slip: slips, account: accounts, birthday: persons.birthday })
    .from(slips)
    .innerJoin(accounts, eq(accounts.id, slips.accountId))
    .leftJoin(persons, eq(persons.id, accounts.personId))
    .where(and(eq(slips.codeHash, site.keys.fingerprint(slipCode(code))), isNull(accounts.disabledAt)))
  return found
}

/**
 * Uses a slip: sets the PIN or password that its owner chooses. Gives the account's id.
 * Refuses with 422 a secret that is too easy to guess, with 409 a slip that was used, has expired, or was replaced.
 */
export async function redeemSlip(site: Site, { code, secret }: { code: string; secret: string }): Promise<string> {
  const found = await findSlip(site, code)
  if (!found) throw new Refusal(409, '这张登录条已经作废。请找乡镇专干要新的。')
  const { account, slip, birthday } = found
  const fault = account.secretKind === 'pin' ? faultOfPin(secret, birthday) : faultOfPassword(secret, account.name)
  if (fault) throw wrongInput({ secret: [fault] }, fault)
  const secretHash = await hashSecret(secret)
  return site.write(account.id, 'slip used: secret chosen', async (tx) => {
    const used = await tx
      .update(slips)
      .set({ usedAt: tx.at })
      .where(and(eq(slips.id, slip.id), isNull(slips.usedAt), gt(slips.expiresAt, tx.at)))
      .returning({ id: slips.id })
    if (used.length === 0) throw new Refusal(409, '这张登录条已经用过或过期了。用过的，请输密码登录；忘了密码，请找乡镇专干。')
    await tx.update(accounts).set({ secretHash }).where(eq(accounts.id, account.id))
    await tx.delete(sessions).where(eq(sessions.userId, account.id)) // whoever was in with the old secret is out
    await tx.delete(wrongTries).where(eq(wrongTries.key, `account:${account.id}`))
    return account.id
  })
}
