// How secrets are hashed: argon2id, with a pepper that lies outside the database.
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { and, isNull, like, notLike } from 'drizzle-orm'
import { serverBusy } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { createConcurrencyLimit } from '#app/concurrency-limit.ts'
import { accounts } from '#db/schema/accounts.ts'
import { normaliseSecret, candidateSecrets } from '#app/text/secrets.ts'

type WithKeys = Pick<Site, 'keys'>

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 25 ms on one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/**
 * Hashes take turns. They are worked out in the same few threads of Node in which pages are packed and files are read: a
 * hundred people, or one stranger, who sign in at the same moment would make everybody wait for all their hashes.
 */
const turns = createConcurrencyLimit({
  together: Math.max(1, Math.min(2, availableParallelism() - 1)),
  mostWaiting: 500,
  mostWaitingOfAccount: 500,
})
let waitingHashes = 0

/** Works once it is its turn. Refuses with 503 where too many wait. */
async function runInTurn<T>(work: () => Promise<T>): Promise<T> {
  const endTurn = await turns.acquire(`${waitingHashes++}`, 1)
  if (!endTurn) throw serverBusy()
  try {
    return await work()
  } finally {
    endTurn()
  }
}

/** The hash of a password or PIN, behind the id of the pepper in it. Takes a while: never call it inside a write. Refuses with 503 where too many wait. */
export async function hashSecret({ keys }: WithKeys, secret: string) {
  const [pepper] = keys.peppers
  return `${pepper.id}:${await runInTurn(() => hash(normaliseSecret(secret), { ...cost, secret: pepper.secret }))}`
}

/** Whether a hash has the pepper of now in it. Those from before there was one have none. */
export const isPeppered = ({ keys }: WithKeys, hashed: string) => hashed.startsWith(`${keys.peppers[0].id}:`)

/**
 * Whether this is the secret behind the hash, as typed or without blanks around it, also one with the pepper of a key that
 * was retired. How long it takes depends on what is typed, not on whose hash it is. Refuses with 503 where too many wait.
 */
export async function verifySecret({ keys }: WithKeys, hashed: string, secret: string): Promise<boolean> {
  const pepper = keys.peppers.find(({ id }) => hashed.startsWith(`${id}:`))
  if (!pepper && !hashed.startsWith('$')) return false
  const [hashOnly, options] = pepper ? [hashed.slice(pepper.id.length + 1), { secret: pepper.secret }] : [hashed, undefined]
  for (const reading of candidateSecrets(secret)) if (await runInTurn(() => verify(hashOnly, reading, options))) return true
  return false
}

/** How many accounts that may sign in have a hash with another pepper than the one of now. */
export const countAccountsWithOldPepper = ({ read, keys }: Pick<Site, 'read' | 'keys'>): Promise<number> =>
  read.$count(
    accounts,
    and(isNull(accounts.disabledAt), like(accounts.secretHash, '%:%'), notLike(accounts.secretHash, `${keys.peppers[0].id}:%`)),
  )
