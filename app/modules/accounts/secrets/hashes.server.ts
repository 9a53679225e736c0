// Hashing secrets: argon2id, with a pepper that is kept outside the database.
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
 * Limits how many hashes are computed at once. They run in the few threads of Node that also compress pages and read files: a
 * hundred sign-ins at the same moment would make all other requests wait.
 */
const turns = createConcurrencyLimit({
  together: Math.max(1, Math.min(2, availableParallelism() - 1)),
  maxWaiting: 500,
  maxWaitingOfAccount: 500,
})
let waitingHashes = 0

/** Runs work in its turn. Throws 503 if too many wait. */
async function runInTurn<T>(work: () => Promise<T>): Promise<T> {
  const endTurn = await turns.acquire(`${waitingHashes++}`, 1)
  if (!endTurn) throw serverBusy()
  try {
    return await work()
  } finally {
    endTurn()
  }
}

/** Hashes a secret; the result begins with the pepper's id. Slow: never call it inside a write. Throws 503 if too many wait. */
export async function hashSecret({ keys }: WithKeys, secret: string) {
  const [pepper] = keys.peppers
  return `${pepper.id}:${await runInTurn(() => hash(normaliseSecret(secret), { ...cost, secret: pepper.secret }))}`
}

/** Whether a hash was made with the current pepper. The oldest hashes have none. */
export const isPeppered = ({ keys }: WithKeys, hashed: string) => hashed.startsWith(`${keys.peppers[0].id}:`)

/**
 * Whether a secret matches a hash, as typed or without the spaces around it; hashes with the pepper of a retired key match too.
 * The time taken depends on what is typed, not on the hash. Throws 503 if too many wait.
 */
export async function verifySecret({ keys }: WithKeys, hashed: string, secret: string): Promise<boolean> {
  const pepper = keys.peppers.find(({ id }) => hashed.startsWith(`${id}:`))
  if (!pepper && !hashed.startsWith('$')) return false
  const [hashOnly, options] = pepper ? [hashed.slice(pepper.id.length + 1), { secret: pepper.secret }] : [hashed, undefined]
  for (const reading of candidateSecrets(secret)) if (await runInTurn(() => verify(hashOnly, reading, options))) return true
  return false
}

/** How many enabled accounts have a hash with a pepper other than the current one. */
export const countAccountsWithOldPepper = ({ read, keys }: Pick<Site, 'read' | 'keys'>): Promise<number> =>
  read.$count(
    accounts,
    and(isNull(accounts.disabledAt), like(accounts.secretHash, '%:%'), notLike(accounts.secretHash, `${keys.peppers[0].id}:%`)),
  )
